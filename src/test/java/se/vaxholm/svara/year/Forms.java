package se.vaxholm.svara.year;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import se.vaxholm.svara.TestClock;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.Message;
import se.vaxholm.svara.process.Outcome;

/** How people in the simulated year fill in each form, outcome by outcome, and how often they choose which. */
final class Forms {

    /**
     * What somebody sees who fills in a form.
     *
     * @param recipients whom a case can be forwarded to
     * @param messages what stands in the case
     */
    record Desk(
            Enquiry enquiry,
            Instant now,
            List<String> units,
            List<String> recipients,
            List<Message> messages,
            boolean hasAskedBack,
            String taskUnit,
            Function<Random, String> corrected,
            Random random) {

        LocalDate today() {
            return WorkingTime.dayOf(now);
        }

        String day(int workingDaysAhead) {
            return WorkingTime.workingDayAfter(today(), workingDaysAhead).toString();
        }

        String anotherUnit() {
            List<String> others =
                    units.stream().filter(unit -> !unit.equals(taskUnit)).toList();
            return others.get(random.nextInt(others.size()));
        }
    }

    /** Fills in one form. */
    private interface Filling {
        Map<String, String> fields(Desk desk);
    }

    private static final Map<String, Filling> FILLINGS = Map.ofEntries(
            Map.entry("ANSWER", desk -> Map.of("text", "Ja, det går bra. Hör av dig om något är oklart.")),
            Map.entry("HOLDING_NOTICE", Forms::notice),
            Map.entry("ASK_BACK", desk -> Map.of("ask.text", "Vilken fastighet gäller det?")),
            Map.entry(
                    "FORWARD_INTERNAL",
                    desk -> Map.of(
                            "forward.unit",
                            desk.anotherUnit(),
                            "forward.reason",
                            "Frågan hör till er.",
                            "forward.parts",
                            "QUESTION CONTACT",
                            "forward.secrecy",
                            "yes")),
            Map.entry(
                    "FORWARD_EXTERNAL",
                    desk -> Map.of(
                            "external.recipient",
                            desk.recipients()
                                    .get(desk.random().nextInt(desk.recipients().size())),
                            "external.parts",
                            "QUESTION CONTACT",
                            "external.text",
                            "Frågan gäller er verksamhet.",
                            "external.watchOn",
                            desk.random().nextBoolean() ? desk.day(5) : "",
                            "external.consent",
                            "yes")),
            Map.entry("RETURN", desk -> Map.of("return.reason", "Det här är inte vårt område.")),
            Map.entry("ANSWERED_OTHERWISE", Forms::answeredOtherwise),
            Map.entry("NO_ANSWER_EXPECTED", desk -> Map.of()),
            Map.entry(
                    "HANDLED_ELSEWHERE",
                    desk -> Map.of(
                            "elsewhere.system",
                            "Bygglovssystemet",
                            "elsewhere.reference",
                            "BYGG-" + desk.random().nextInt(1000),
                            "elsewhere.who",
                            "Byggenheten, 08-541 708 00",
                            "elsewhere.on",
                            desk.day(10))),
            Map.entry(
                    "CLOSE_UNANSWERED",
                    desk -> Map.of(
                            "close.reason",
                            desk.hasAskedBack() ? "WITHDRAWN" : "SPAM",
                            "close.note",
                            "Reklam till alla kommuner.")),
            Map.entry(
                    "UNIT_CHOSEN",
                    desk -> Map.of(
                            "unit",
                            desk.units().get(desk.random().nextInt(desk.units().size())))),
            Map.entry("SEND_AGAIN", desk -> Map.of("email", desk.corrected().apply(desk.random()))),
            Map.entry("REACHED", desk -> Map.of("how", "PHONE", "text", "Ringde och berättade vad brevet sade.")),
            Map.entry("CALLED", desk -> Map.of()),
            Map.entry("NO_REPLY", desk -> Map.of()),
            Map.entry("POSTED", desk -> Map.of()),
            Map.entry("ACTED", desk -> Map.of("text", "Har bett handläggaren svara i dag.")),
            Map.entry("FORWARD_AGAIN", desk -> Map.of("email", desk.corrected().apply(desk.random()))),
            Map.entry("KEPT", desk -> Map.of()),
            Map.entry("CONFIRMED", desk -> Map.of()),
            Map.entry("TAKEN_BACK", desk -> Map.of()),
            Map.entry("NOTHING_NEEDED", Forms::read),
            Map.entry("REOPEN", Forms::read),
            Map.entry("CONTACTED", desk -> Map.of("how", "PHONE", "text", "Ringde och bad om ursäkt.")));

    /** How likely an outcome is among those that a form offers; one that stands nowhere is chosen as often as a rare one. */
    private static final Map<String, Integer> WEIGHTS = Map.ofEntries(
            Map.entry("ANSWER", 40),
            Map.entry("HOLDING_NOTICE", 22),
            Map.entry("ASK_BACK", 6),
            Map.entry("FORWARD_INTERNAL", 9),
            Map.entry("FORWARD_EXTERNAL", 8),
            Map.entry("RETURN", 12),
            Map.entry("ANSWERED_OTHERWISE", 6),
            Map.entry("NO_ANSWER_EXPECTED", 3),
            Map.entry("HANDLED_ELSEWHERE", 4),
            Map.entry("CLOSE_UNANSWERED", 3),
            Map.entry("CALLED", 6));

    /** After so many deeds in one case people get to the point: no case goes round for ever. */
    private static final int PATIENCE = 9;

    private static final Set<String> TO_THE_POINT = Set.of("ANSWER", "CALLED", "REACHED", "NOTHING_NEEDED", "KEPT");

    private Forms() {}

    static Map<String, String> filled(Outcome outcome, Desk desk) {
        Filling filling = FILLINGS.get(outcome.name());
        if (filling == null) {
            throw new AssertionError("A form offers the outcome " + outcome
                    + ", and nobody in the simulated year knows how to fill it in: give it a filling");
        }
        return filling.fields(desk);
    }

    /** What somebody decides who has this much behind them in the case. */
    static Outcome choose(List<Outcome> offered, Desk desk, int deedsBefore) {
        List<Outcome> open = offered;
        if (deedsBefore > PATIENCE) {
            List<Outcome> last = open.stream()
                    .filter(outcome -> TO_THE_POINT.contains(outcome.name()))
                    .toList();
            open = last.isEmpty() ? open : last;
        }
        int all = open.stream().mapToInt(Forms::weight).sum();
        int drawn = desk.random().nextInt(all);
        for (Outcome outcome : open) {
            drawn -= weight(outcome);
            if (drawn < 0) {
                return outcome;
            }
        }
        throw new AssertionError("No outcome is offered");
    }

    private static int weight(Outcome outcome) {
        return WEIGHTS.getOrDefault(outcome.name(), 3);
    }

    private static Map<String, String> notice(Desk desk) {
        Map<String, String> fields = new HashMap<>();
        fields.put(
                "notice.unit",
                desk.random().nextInt(10) == 0
                        ? desk.anotherUnit()
                        : desk.enquiry().unitId());
        fields.put("notice.contact", "08-541 708 00");
        fields.put("notice.on", desk.day(1 + desk.random().nextInt(12)));
        fields.put("notice.reason", "Vi behöver fråga en expert.");
        if (desk.random().nextInt(4) == 0) {
            fields.put("notice.person", "Kim Lund");
            fields.put("notice.text", "Tack för din fråga.");
        }
        return fields;
    }

    private static Map<String, String> answeredOtherwise(Desk desk) {
        LocalDateTime now = LocalDateTime.ofInstant(desk.now(), TestClock.STOCKHOLM);
        LocalDateTime earlier = now.minusMinutes(desk.random().nextInt(90)).truncatedTo(ChronoUnit.MINUTES);
        LocalDateTime begun = LocalDateTime.ofInstant(desk.enquiry().countedFrom(), TestClock.STOCKHOLM);
        LocalDateTime at = earlier.isBefore(begun) ? now.truncatedTo(ChronoUnit.MINUTES) : earlier;
        return Map.of("how", "PHONE", "at", at.toString(), "said", "Berättade hur det ligger till.");
    }

    private static Map<String, String> read(Desk desk) {
        return desk.messages().stream()
                .filter(message -> message.type() == Message.Type.ENQUIRER_ADDED)
                .reduce((earlier, later) -> later)
                .map(newest -> Map.of("seen", newest.id().toString()))
                .orElse(Map.of());
    }
}
