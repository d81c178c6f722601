package se.vaxholm.svara.journeys;

import com.microsoft.playwright.options.FilePayload;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import se.vaxholm.svara.SvaraBrowserTest;
import se.vaxholm.svara.enquiry.Channel;
import se.vaxholm.svara.enquiry.Enquirer;
import se.vaxholm.svara.enquiry.Enquiries;
import se.vaxholm.svara.enquiry.Kind;
import se.vaxholm.svara.enquiry.ReplyBy;
import se.vaxholm.svara.files.Samples;
import se.vaxholm.svara.intake.Intake;
import se.vaxholm.svara.intake.Receipt;
import se.vaxholm.svara.intake.Submission;
import se.vaxholm.svara.organisation.Language;
import se.vaxholm.svara.process.EnquiryProcess;
import se.vaxholm.svara.process.Outcome;
import se.vaxholm.svara.security.TestStaff;

/** Every public page, as it comes and when something is wrong, in both languages: open to everybody, also on a phone. */
@SvaraBrowserTest
@ExtendWith(Browsing.class)
class PublicPagesBarriersTests {

    private static final String LONG_TEXT =
            "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft".repeat(3);

    @Autowired
    private Intake intake;

    @Autowired
    private EnquiryProcess process;

    @Autowired
    private Enquiries enquiries;

    @Autowired
    private Clock clock;

    @ParameterizedTest
    @EnumSource
    void theFormKeepsNobodyOut(Language language, People people) {
        Person person = people.somebody();
        see(person, "/?lang=" + language.name().toLowerCase(Locale.ROOT));
        see(person, "/fraga");
        send(person, "the first step with problems");
        person.page().locator("input[name=kind]").first().check();
        person.page().locator("#category-aldreomsorg").check();
        send(person, "the second step, about something sensitive and urgent");
        send(person, "the second step with problems");
        person.page().locator("textarea").fill(LONG_TEXT);
        person.page().locator("button[name=filer]").click();
        Barriers.none(person, "the page of files");
        person.page().locator("main button[type=submit]").first().click();
        person.page().waitForSelector(".govuk-error-summary");
        Barriers.none(person, "the page of files with nothing chosen");
        person.page().locator("#files").setInputFiles(new FilePayload[] {
            new FilePayload(LONG_TEXT.substring(0, 90) + ".png", "image/png", Samples.PNG),
            new FilePayload(LONG_TEXT.substring(0, 90) + ".svg", "image/svg+xml", Samples.text("<svg/>"))
        });
        person.page().locator("form[data-upload] button").first().click();
        person.page().waitForSelector(".files__item");
        Barriers.none(person, "the page of files with one kept and one refused");
        person.page().locator("button[name=vidare]").click();
        person.isAt("/fraga/text");
        Barriers.none(person, "the second step with a file");
        send(person, "the third step");
        send(person, "the third step with problems");
        person.page().locator("#replyBy").check();
        Barriers.none(person, "the third step with the field for an address");
        person.page().locator("#email").fill("x@y");
        send(person, "the third step with a wrong address");
        person.page().locator("#replyBy-3").check();
        person.page().locator("#name").fill(LONG_TEXT.substring(0, 190));
        send(person, "the last step");
        person.page().locator("input[name=key]").evaluate("field => field.value = 'of-another-form'");
        send(person, "the last step with problems");
        send(person, "the receipt");
        see(person, "/fraga/rensa");
        send(person, "what was forgotten");
    }

    @ParameterizedTest
    @EnumSource
    void theMattersPageKeepsNobodyOut(Language language, People people) {
        Person person = people.somebody();
        Receipt waiting = ask(language, clock.instant());
        see(person, "/arende?lang=" + language.name().toLowerCase(Locale.ROOT));
        send(person, "the sign-in with problems");
        open(person, waiting.number().value(), "2345-6789", "the sign-in with a wrong code");
        open(person, waiting.number().value(), waiting.code().grouped(), "a matter that waits");
        send(person, "a matter with a problem");
        person.page().locator("textarea").fill(LONG_TEXT);
        send(person, "a matter with a message more");
        person.page().locator("form[action='/arende/lamna'] button").click();
        Barriers.none(person, "the sign-in after leaving");

        process.complete(
                process.openTasks(enquiries.find(waiting.number()).orElseThrow())
                        .get(0)
                        .id(),
                Outcome.ANSWER,
                Map.of("text", "Se https://www.vaxholm.se/" + LONG_TEXT),
                TestStaff.named("handlaggare"));
        open(person, waiting.number().value(), waiting.code().grouped(), "a matter that is answered");

        Receipt late = ask(language, clock.instant().minus(Duration.ofDays(14)));
        see(person, "/arende");
        open(person, late.number().value(), late.code().grouped(), "a matter that is late");
        see(person, "/arende/visa/ta-tillbaka");
        send(person, "a matter that was taken back");
        see(person, "/arende/l/no-such-link");
        send(person, "the sign-in after a wrong link");
        see(person, "/arende/visa");
        see(person, "/finns-inte");
        see(person, "/nekad");
        see(person, "/inloggning-avbruten");
    }

    private static void see(Person person, String address) {
        person.opens(address);
        Barriers.none(person, address);
    }

    private static void send(Person person, String then) {
        person.page()
                .locator("main button[type=submit]:not([name=filer])")
                .first()
                .click();
        Barriers.none(person, then);
    }

    private static void open(Person person, String number, String code, String then) {
        person.opens("/arende");
        person.page().locator("#number").fill(number);
        person.page().locator("#code").fill(code);
        send(person, then);
    }

    private Receipt ask(Language language, Instant at) {
        Enquirer asker = new Enquirer(LONG_TEXT.substring(0, 190), null, null, ReplyBy.STATUS_PAGE, language);
        return intake.register(new Submission(
                UUID.randomUUID().toString(), Channel.WEB, Kind.OPINION, "bygglov", LONG_TEXT, asker, at));
    }
}
