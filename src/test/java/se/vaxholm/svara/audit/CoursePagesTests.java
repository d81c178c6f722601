package se.vaxholm.svara.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.organisation.Recipient;
import se.vaxholm.svara.organisation.Recipients;
import se.vaxholm.svara.process.Outcome;
import se.vaxholm.svara.security.Actor;

/** The pages of a case's course: the same picture for three readers, none of whom sees more than they may. */
class CoursePagesTests extends CourseStory {

    private static final String SUBJECT = "Får jag bygga en friggebod";
    private static final String OUR_ANSWER = "Ja, det får du.";

    @Autowired
    private Recipients recipients;

    private static String forAuditors(Enquiry enquiry) {
        return "/granskning/arenden/" + enquiry.number();
    }

    private static String forColleagues(Enquiry enquiry) {
        return "/arenden/" + enquiry.number() + "/forlopp";
    }

    private static String forOwners(Enquiry enquiry) {
        return "/processer/arenden/" + enquiry.number();
    }

    @Test
    void anAuditorSeesEverythingAndTablesSayItWithoutTheDiagram() throws Exception {
        Enquiry enquiry = longStory();
        String page = page(forAuditors(enquiry), "revisor");

        assertThat(page)
                .contains(SUBJECT, OUR_ANSWER, "Maja Brygglund", "Till stadsbyggnad@vaxholm.example")
                .contains("Ärendet blev försenat och lyftes till chefen för Stadsbyggnad")
                .contains("id=\"bild-receipt-1\"", "id=\"bild-escalation-1\"", "class=\"step step--cancelled\"")
                .contains("handläggare, Stadsbyggnad", "steget Bekräfta mottagandet")
                .contains("/granskning/logg/arenden/" + enquiry.number())
                .contains("Nåddes aldrig:", "Visa motorns egna steg och id", "Boundary_PromiseDueAt")
                .contains("Svar senast tisdag 10 mars: inte hållet")
                .doesNotContain("??");
        String withoutDrawings = page.replaceAll("(?s)<svg xmlns.*?</svg>", "");
        assertThat(withoutDrawings)
                .contains(
                        "Bestäm enhet", "Eskalera", "Förklara", "avbrutet", "klart 2 gånger", "gick av onsdag 11 mars");
        assertThat(page(forAuditors(enquiry) + "?lang=en", "revisor"))
                .contains("Who had it, and for how long", "went on")
                .doesNotContain("??");
    }

    @Test
    void aColleagueSeesTheirOwnCaseWithWhatItsPageShowsAndNothingOfTheEngine() throws Exception {
        Enquiry enquiry = longStory();

        assertThat(page(forColleagues(enquiry), "handlaggare2"))
                .contains(SUBJECT, OUR_ANSWER, "Maja Brygglund", "id=\"bild-receipt-1\"")
                .doesNotContain("id=\"teknik\"", "Till stadsbyggnad@vaxholm.example", "??");
        assertThat(page(forColleagues(enquiry), "chef")).contains(SUBJECT);
        assertThat(status(forColleagues(enquiry), "handlaggare3"))
                .as("another unit")
                .isEqualTo(404);
        assertThat(status(forColleagues(enquiry), "processagare")).isEqualTo(403);
        assertThat(status(forAuditors(enquiry), "handlaggare")).isEqualTo(403);
        assertThat(page("/arenden/" + enquiry.number(), "handlaggare")).contains(forColleagues(enquiry));
    }

    @Test
    void whatDidNotGoAlongToAnotherBoardIsNotSeenOnTheCourseEither() throws Exception {
        Enquiry enquiry = asked(byMail());
        itIs("2026-03-02T10:16");
        postGoes(enquiry);
        itIs("2026-03-02T10:45");
        does(
                "handlaggare",
                enquiry,
                Outcome.FORWARD_INTERNAL,
                Map.of("forward.unit", "teknik", "forward.reason", "Det gäller en gata.", "forward.secrecy", "yes"));

        assertThat(page(forColleagues(enquiry), "handlaggare3"))
                .contains("id=\"bild-receipt-1\"", "Följde inte med till din enhet")
                .doesNotContain(SUBJECT, "class=\"letters__text\"", "Kategori: Bygglov");
        assertThat(page(forColleagues(enquiry), "handlaggare"))
                .contains(SUBJECT, "class=\"letters__text\"")
                .doesNotContain("Följde inte med till din enhet");
    }

    @ParameterizedTest
    @CsvSource({"processagare", "admin", "revisor"})
    void aProcessOwnerSeesTheWayAndNeitherWordsNorNames(String who) throws Exception {
        Enquiry enquiry = longStory();
        transaction.executeWithoutResult(
                status -> enquiries.tell(Deed.What.REASSIGNED, enquiry, actor("chef"), Map.of("to", "Maja Brygglund")));
        String page = page(forOwners(enquiry), who);

        assertThat(page)
                .contains(
                        "id=\"bild-receipt-1\"", "Bestäm enhet", "en medarbetare (Stadsbyggnad)", "Någon i personalen")
                .contains("Gav ärendet till en medarbetare")
                .doesNotContain(SUBJECT, OUR_ANSWER, "Maja", "Karin", "@example.org", "letters__text", "friggebod")
                .doesNotContain("id=\"teknik\"", "??");
        assertThat(status(forOwners(enquiry), "handlaggare")).isEqualTo(403);
        assertThat(status("/processer/arenden/VS-2026-99999", who)).isEqualTo(404);
    }

    @Test
    void aProcessOwnerFindsACaseByItsNumber() throws Exception {
        Enquiry enquiry = asked(byStatusPage());

        assertThat(page("/processer", "processagare")).contains("action=\"/processer/arenden\"");
        assertThat(redirect(
                        "/processer/arenden?nummer=" + enquiry.number().value().toLowerCase(java.util.Locale.ROOT)))
                .isEqualTo(forOwners(enquiry));
        assertThat(redirect("/processer/arenden?nummer=nej")).startsWith("/processer?");
        assertThat(page("/processer?inget-nummer=", "processagare")).contains("Skriv ett ärendenummer");
    }

    private String redirect(String address) throws Exception {
        return String.valueOf(mvc.perform(org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get(
                                java.net.URI.create(address))
                        .with(se.vaxholm.svara.security.TestStaff.staff("processagare")))
                .andReturn()
                .getResponse()
                .getRedirectedUrl());
    }

    @Test
    void whatHappenedLaterIsHiddenWhenAMomentIsChosen() throws Exception {
        Enquiry enquiry = longStory();
        String page = page(forAuditors(enquiry) + "?vid=" + at("2026-03-02T10:30"), "revisor");

        assertThat(page)
                .containsPattern("<tr data-from=\"\\d+\" data-event[^>]*>(?:(?!</tr>)[\\s\\S])*Tog ärendet")
                .containsPattern(
                        "<tr data-from=\"\\d+\" data-event hidden=\"hidden\">(?:(?!</tr>)[\\s\\S])*Skrev svaret");
        assertThat(Pattern.compile("<option value=\"([^\"]+)\" selected")
                        .matcher(page)
                        .results()
                        .map(found -> found.group(1)))
                .contains(at("2026-03-02T10:30").toString());
        assertThat(page(forAuditors(enquiry) + "?vid=i-fjol", "revisor")).contains("Skrev svaret");
    }

    @Test
    void eventsAreFilteredByKindByWhomAndByDay() throws Exception {
        Enquiry enquiry = longStory();

        assertThat(events(enquiry, "?slag=PROMISE"))
                .contains("Lovade svar senast tisdag 10 mars från Stadsbyggnad")
                .doesNotContain("Tog ärendet", "Brev skickat");
        assertThat(events(enquiry, "?av=STAFF")).contains("Tog ärendet").doesNotContain("Ärendet kom in");
        assertThat(events(enquiry, "?fran=2026-03-11&till=2026-03-11"))
                .contains("Skrev svaret")
                .doesNotContain("Tog ärendet");
        assertThat(events(enquiry, "?slag=FORWARDING&av=ENQUIRER")).isEmpty();
        assertThat(page(forAuditors(enquiry) + "?fran=snart", "revisor"))
                .contains("href=\"#fran\"", "Från och med: skriv en dag så här", "aria-invalid=\"true\"");
        assertThat(page(forAuditors(enquiry) + "?fran=2026-03-11&till=2026-03-11", "revisor"))
                .doesNotContain("govuk-error-message", "Till och med: välj en dag");
        assertThat(page(forAuditors(enquiry) + "?fran=2026-03-12&till=2026-03-11", "revisor"))
                .contains("href=\"#till\"", "Till och med: välj en dag som inte är före", "aria-invalid=\"true\"");
    }

    private String events(Enquiry enquiry, String query) throws Exception {
        return String.join(
                "",
                Pattern.compile("<tr data-from=\"\\d+\"[^>]* data-event[^>]*>(.*?)</tr>", Pattern.DOTALL)
                        .matcher(page(forAuditors(enquiry) + query, "revisor"))
                        .results()
                        .map(found -> found.group(1))
                        .toList());
    }

    @Test
    void aCaseThatIsNobodysYetAndOneOfManyEventsAreShownInPages() throws Exception {
        Enquiry enquiry = asked(byStatusPage());
        for (int i = 0; i < 1_200; i++) {
            clock.set(clock.instant().plusSeconds(60));
            transaction.executeWithoutResult(
                    status -> enquiries.tell(Deed.What.NOTE_ADDED, enquiry, Actor.SYSTEM, Map.of()));
        }

        assertThat(page(forAuditors(enquiry), "revisor")).contains("Sida 1 av 5", "bara det äldsta av det som hänt");
        assertThat(page(forAuditors(enquiry) + "?sida=5", "revisor")).contains("Sida 5 av 5");
    }

    @Test
    void aLongCaseAsksTheDatabaseNoMoreThanAShortOne() throws Exception {
        Enquiry brief = asked(byStatusPage());
        Enquiry full = longStory();
        page(forAuditors(brief), "revisor");
        page(forAuditors(full), "revisor");

        List<String> few = CountedStatements.of(() -> page(forAuditors(brief), "revisor"));
        List<String> many = CountedStatements.of(() -> page(forAuditors(full), "revisor"));

        assertThat(few).as("both kinds are counted").anyMatch(one -> one.contains("journal_entry"));
        assertThat(few).anyMatch(one -> one.contains("ACT_HI_ACTINST"));
        assertThat(many).hasSameSizeAs(few).hasSizeLessThan(40);
    }

    @Test
    void whoeverItWasForwardedToIsLookedUpOnceForAllLines() throws Exception {
        Enquiry enquiry = asked(byMail());
        List<String> several =
                recipients.inUse().stream().limit(3).map(Recipient::id).toList();
        assertThat(several).hasSize(3);
        for (String recipient : several) {
            clock.set(clock.instant().plusSeconds(60));
            transaction.executeWithoutResult(status ->
                    enquiries.tell(Deed.What.FORWARDED, enquiry, Actor.SYSTEM, Map.of("recipient", recipient)));
        }

        for (String address : List.of(forAuditors(enquiry), "/arenden/" + enquiry.number())) {
            assertThat(CountedStatements.of(() -> page(address, "revisor")))
                    .as(address)
                    .filteredOn(one -> one.contains("from recipient"))
                    .hasSize(1);
        }
    }
}
