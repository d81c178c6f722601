package se.vaxholm.svara.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import se.vaxholm.svara.Pictures;
import se.vaxholm.svara.SvaraBrowserTest;
import se.vaxholm.svara.embedded.DemoCases;
import se.vaxholm.svara.enquiry.Enquiries;
import se.vaxholm.svara.enquiry.EnquiryNumber;
import se.vaxholm.svara.enquiry.StatusCodes;

/** Takes pictures of the main pages, with the demo's cases, for those who read about Svara before they run it. */
@SvaraBrowserTest
@ExtendWith(Browsing.class)
class PicturesTests {

    private static final int HEIGHT = 960;

    /** So far down that the answer that somebody writes is in sight. */
    private static final int HEIGHT_OF_CASE = 1320;

    @Autowired
    private ApplicationContext svara;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Enquiries enquiries;

    @Autowired
    private StatusCodes codes;

    @BeforeEach
    void thereAreCases() {
        new DemoCases(svara).register();
    }

    @Test
    void whatThePublicSees(People people) {
        Person anna = people.somebody();
        anna.opens("/");
        take(anna, "start");
        anna.opens("/fraga").chooses("Ställa en fråga").chooses("Bygglov och anmälan");
        take(anna, "form");
        new QuestionForm(anna)
                .isFilledIn(
                        "Bygglov och anmälan",
                        "Får jag sätta upp en carport?\n\nDen skulle stå framför garaget på Tallåsvägen.",
                        "anna.tallas@example.org")
                .isSent();
        take(anna, "receipt");

        var matter = enquiries
                .find(new EnquiryNumber(numberOf("Attefallshus nära tomtgräns")))
                .orElseThrow();
        anna.opens("/arende").writes("Ärendenummer", matter.number().value());
        anna.writes("Kod", codes.of(matter).grouped()).presses("Öppna ärendet");
        anna.isAt("/arende/visa").sees("Ditt ärende är besvarat");
        take(anna, "matter");
    }

    @Test
    void whatOfficersSee(People people) {
        Person maja = people.somebody();
        maja.signsIn("handlaggare", "/arbete?lista=otagna").isAt("/arbete").sees("Do I need a permit");
        take(maja, "work-list");
        String number = numberOf("När blir planen för Norrberget klar?");
        maja.opens("/arenden/" + number).sees("Du har ärendet sedan", "Svara frågeställaren");
        take(maja, "case", HEIGHT_OF_CASE);
    }

    private String numberOf(String subject) {
        return jdbc.sql("select number from enquiry where subject = ?")
                .param(subject)
                .query(String.class)
                .single();
    }

    private static void take(Person person, String name) {
        take(person, name, HEIGHT);
    }

    private static void take(Person person, String name, int height) {
        person.page().setViewportSize(Person.WIDTH, height);
        person.page().evaluate("document.fonts.ready");
        byte[] picture =
                person.page().screenshot(new Page.ScreenshotOptions().setPath(Pictures.FOLDER.resolve(name + ".png")));
        assertThat(picture).hasSizeGreaterThan(10_000);
        Pictures.made(name + ".png");
    }
}
