package se.vaxholm.svara.embedded;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import org.springframework.context.ApplicationContext;
import se.vaxholm.svara.calendar.WorkingCalendar;
import se.vaxholm.svara.enquiry.Channel;
import se.vaxholm.svara.enquiry.Drafts;
import se.vaxholm.svara.enquiry.Enquirer;
import se.vaxholm.svara.enquiry.Enquiries;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.Kind;
import se.vaxholm.svara.enquiry.ReplyBy;
import se.vaxholm.svara.intake.Intake;
import se.vaxholm.svara.intake.Receipt;
import se.vaxholm.svara.intake.Submission;
import se.vaxholm.svara.organisation.Language;
import se.vaxholm.svara.process.EnquiryProcess;
import se.vaxholm.svara.process.OpenTask;
import se.vaxholm.svara.process.Outcome;
import se.vaxholm.svara.security.Staff;

/** Twelve believable enquiries in different states, registered through the same door as real ones. */
public final class DemoCases {

    private static final ZoneId STOCKHOLM = ZoneId.of("Europe/Stockholm");
    private static final Staff MAJA =
            new Staff("handlaggare", "Maja Brygglund", Set.of("stadsbyggnad", "roll-handlaggare"));
    private static final Staff AMIR = new Staff("handlaggare3", "Amir Lotsberg", Set.of("teknik", "roll-handlaggare"));
    private static final Staff KARIN =
            new Staff("kontaktcenter", "Karin Vågholm", Set.of("kontaktcenter", "kultur-fritid", "socialtjanst"));

    private final Intake intake;
    private final Enquiries enquiries;
    private final EnquiryProcess process;
    private final Drafts drafts;
    private final WorkingCalendar calendar;
    private final Clock clock;

    public DemoCases(ApplicationContext svara) {
        this.intake = svara.getBean(Intake.class);
        this.enquiries = svara.getBean(Enquiries.class);
        this.process = svara.getBean(EnquiryProcess.class);
        this.drafts = svara.getBean(Drafts.class);
        this.calendar = svara.getBean(WorkingCalendar.class);
        this.clock = svara.getBean(Clock.class);
    }

    /** Registers those that are not there yet; a second start adds nothing. */
    public void register() {
        answered(
                "attefall",
                "bygglov",
                workingDaysAgo(1, "09:12"),
                "Attefallshus nära tomtgräns\n\nHej! Vi vill bygga ett attefallshus på 25 kvadratmeter på Resarö."
                        + " Hur nära grannens tomt får det stå?",
                by("Lena Skarpö", "lena.skarpo@example.org"),
                MAJA,
                "Ett attefallshus får stå 4,5 meter från tomtgränsen. Vill ni bygga närmare behöver"
                        + " grannen godkänna det skriftligt. Ni gör en anmälan och väntar på startbesked innan ni"
                        + " börjar.\n\nMer finns på https://www.vaxholm.se/bygglov");
        otherwise();
        forInformation();
        repliedTo();
        answered(
                "larm",
                "aldreomsorg",
                workingDaysAgo(1, "11:20"),
                "Trygghetslarm till min mamma\n\nHur ansöker man om trygghetslarm, och vad kostar det?",
                by("Peter Rindö", "peter.rindo@example.org"),
                KARIN,
                "Din mamma ansöker hos vår biståndshandläggare, på telefon eller på en blankett som vi"
                        + " kan skicka hem. Larmet kostar 180 kronor i månaden.");
        waiting(
                "late",
                "bygglov",
                workingDaysAgo(5, "15:40"),
                "Behöver jag bygglov för att glasa in altanen?\n\nAltanen är 12 kvadratmeter och har redan tak.",
                by("Anders Ytterby", "anders.ytterby@example.org"));
        drafted();
        waiting(
                "pothole",
                "gata-och-vag",
                lastDayToday("08:05"),
                "Stort hål i vägen på Eriksövägen\n\nVid busshållplatsen. En cyklist körde omkull i morse.",
                by("Sara Eriksö", "sara.erikso@example.org"));
        waiting(
                "deck",
                "bygglov",
                lastDayToday("13:55"),
                "Brygga och strandskydd\n\nVi vill laga vår brygga på Ramsö efter isen. Behöver vi söka dispens?",
                by("Olof Ramsö", "olof.ramso@example.org"));
        waiting(
                "shade",
                "detaljplan",
                workingDaysAgo(0, "07:48"),
                "Hur högt får man bygga på Kullön?\n\nGrannen har satt upp en skylt om nybyggnad. Var kan jag läsa"
                        + " vad planen säger?",
                by("Mikael Kullö", "mikael.kullo@example.org"));
        Receipt english = waiting(
                "english",
                "bygglov",
                workingDaysAgo(0, "08:30"),
                "Do I need a permit for a small sauna?\n\nWe would like to build a sauna of nine square metres by the"
                        + " water.",
                new Enquirer("Emily Harbour", "emily.harbour@example.org", null, ReplyBy.EMAIL, Language.EN));
        if (!english.seenBefore()) {
            Enquiry enquiry = enquiry(english);
            enquiries.enquirerAdded(enquiry.id(), "I forgot to say: it would stand on an old concrete slab.");
            process.enquirerWrote(enquiry);
        }
        waiting(
                "unknown",
                "annat",
                workingDaysAgo(0, "08:55"),
                "Vem äger stenen vid färjeläget?\n\nMin son undrar om man får klättra på den.",
                new Enquirer(null, null, null, ReplyBy.STATUS_PAGE, Language.SV));
        waiting(
                "call",
                "avfall-atervinning",
                workingDaysAgo(0, "07:15"),
                "Soporna hämtades inte i går\n\nKan ni ringa mig om när ni kommer?",
                new Enquirer("Gun Tynningö", null, "08-555 010 20", ReplyBy.PHONE, Language.SV));
    }

    private void otherwise() {
        Receipt receipt = waiting(
                "lamp",
                "gata-och-vag",
                workingDaysAgo(1, "15:10"),
                "Trasig gatlampa på Hamngatan\n\nDen utanför nummer 12 har varit släckt i två veckor.",
                by("Ulla Hamn", "ulla.hamn@example.org"));
        Instant called = enquiry(receipt).receivedAt().plusSeconds(900);
        first(
                receipt,
                Outcome.ANSWERED_OTHERWISE,
                AMIR,
                Map.of(
                        "how",
                        "PHONE",
                        "at",
                        called.atZone(STOCKHOLM)
                                .toLocalDateTime()
                                .withSecond(0)
                                .withNano(0)
                                .toString(),
                        "said",
                        "Ringde Ulla: elektrikern kommer på torsdag."));
    }

    private void forInformation() {
        Receipt receipt = register(
                "thanks",
                Kind.OPINION,
                "kultur-fritid",
                workingDaysAgo(1, "18:22"),
                "Tack för simskolan!\n\nBarnen älskade den. Ni behöver inte svara.",
                by("Familjen Bogesund", "bogesund@example.org"));
        first(receipt, Outcome.NO_ANSWER_EXPECTED, KARIN, Map.of());
    }

    private void repliedTo() {
        Receipt receipt = waiting(
                "fence",
                "bygglov",
                workingDaysAgo(1, "12:10"),
                "Hur högt får ett staket vara?\n\nDet ska stå mot gatan.",
                new Enquirer("Nils Rindö", null, null, ReplyBy.STATUS_PAGE, Language.SV));
        first(receipt, Outcome.ANSWER, MAJA, Map.of("text", "Högst 1,1 meter mot gatan utan bygglov."));
        if (!receipt.seenBefore()) {
            Enquiry enquiry = enquiry(receipt);
            enquiries.enquirerAdded(enquiry.id(), "Tack! Gäller det också en häck?");
            process.enquirerWrote(enquiry);
        }
    }

    private void drafted() {
        Receipt receipt = waiting(
                "plan",
                "detaljplan",
                workingDaysAgo(1, "10:02"),
                "När blir planen för Norrberget klar?\n\nVi funderar på att köpa där och vill veta om skolan byggs.",
                by("Jonas Norrberg", "jonas.norrberg@example.org"));
        if (!receipt.seenBefore()) {
            Enquiry enquiry = enquiry(receipt);
            process.claim(task(enquiry).id(), MAJA);
            drafts.replace(
                    enquiry.id(),
                    "assess",
                    Map.of("text", "Planen ska upp i nämnden i februari. Jag återkommer med"),
                    MAJA.asActor());
        }
    }

    private void answered(
            String key, String category, Instant receivedAt, String text, Enquirer who, Staff staff, String answer) {
        Receipt receipt = waiting(key, category, receivedAt, text, who);
        first(receipt, Outcome.ANSWER, staff, Map.of("text", answer));
    }

    private void first(Receipt receipt, Outcome outcome, Staff staff, Map<String, String> fields) {
        if (!receipt.seenBefore()) {
            process.complete(task(enquiry(receipt)).id(), outcome, fields, staff);
        }
    }

    private Receipt waiting(String key, String category, Instant receivedAt, String text, Enquirer who) {
        return register(key, Kind.QUESTION, category, receivedAt, text, who);
    }

    private Receipt register(String key, Kind kind, String category, Instant receivedAt, String text, Enquirer who) {
        return intake.register(new Submission("demo-" + key, Channel.WEB, kind, category, text, who, receivedAt));
    }

    private static Enquirer by(String name, String email) {
        return new Enquirer(name, email, null, ReplyBy.EMAIL, Language.SV);
    }

    private Enquiry enquiry(Receipt receipt) {
        return enquiries.find(receipt.number()).orElseThrow();
    }

    private OpenTask task(Enquiry enquiry) {
        return process.openTasks(enquiry).get(0);
    }

    /** A time of day so many working days back, or the last moment that has been. */
    private Instant workingDaysAgo(int days, String time) {
        LocalDate day = calendar.today();
        while (!calendar.isWorkingDay(day)) {
            day = day.minusDays(1);
        }
        for (int left = days; left > 0; left--) {
            do {
                day = day.minusDays(1);
            } while (!calendar.isWorkingDay(day));
        }
        return past(day, time);
    }

    /** So that its last day is today, or the next working day when today is none. */
    private Instant lastDayToday(String time) {
        LocalDate last = calendar.today();
        while (!calendar.isWorkingDay(last)) {
            last = last.plusDays(1);
        }
        LocalDate day = last;
        while (calendar.workingDaysAfter(day, 2).isAfter(last) || !calendar.isWorkingDay(day)) {
            day = day.minusDays(1);
        }
        return past(day, time);
    }

    private Instant past(LocalDate day, String time) {
        Instant at = day.atTime(LocalTime.parse(time)).atZone(STOCKHOLM).toInstant();
        Instant now = clock.instant();
        return at.isAfter(now) ? now.minusSeconds(300) : at;
    }
}
