package se.vaxholm.svara.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import se.vaxholm.svara.SvaraBrowserTest;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.organisation.Language;
import se.vaxholm.svara.wording.KeptTexts;
import se.vaxholm.svara.wording.OtherWords;
import se.vaxholm.svara.wording.Wording;

/** The pages of a case's course keep nobody out: auditors, officers, process owners. */
@SvaraBrowserTest
@ExtendWith(Browsing.class)
class CoursePagesBarriersTests {

    @Autowired
    private ApplicationContext svara;

    @ParameterizedTest
    @EnumSource
    void theCourseOfACaseKeepsNobodyOut(Language language, People people) {
        Enquiry late = new Questions(svara).late();
        String asked = "?lang=" + language.locale().getLanguage();
        Person auditor = people.somebody().signsIn("revisor", "/granskning/arenden/" + late.number() + asked);
        auditor.page().waitForSelector(".moment--live");
        Barriers.none(auditor, "the course of a late case");
        auditor.page().evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })");
        Barriers.none(auditor, "all of the course unfolded");
        auditor.page().locator("[data-slider] input").press("Home");
        Barriers.none(auditor, "the first moment");
        auditor.opens("/granskning/arenden/" + late.number() + "?slag=FORWARDING&fran=snart");
        Barriers.none(auditor, "a day that can't be read, and no events");

        Person maja = people.somebody().signsIn("handlaggare", "/arenden/" + late.number() + "/forlopp" + asked);
        Barriers.none(maja, "an officer's view of the course");

        Person owner = people.somebody().signsIn("processagare", "/processer/arenden?nummer=nej");
        Barriers.none(owner, "no number");
        owner.opens("/processer/arenden?nummer=" + late.number());
        assertThat(owner.page().url()).endsWith("/processer/arenden/" + late.number());
        Barriers.none(owner, "a process owner's view of the course");
    }

    @ParameterizedTest
    @EnumSource
    void theTextsOfADayKeepNobodyOut(Language language, People people) {
        KeptTexts kept = svara.getBean(KeptTexts.class);
        OtherWords.start(kept, Wording.LAW, Language.EN, OtherWords.of("legal.a", "Once.", "legal.b", "Gone."));
        int version = OtherWords.start(
                kept,
                Wording.LAW,
                Language.EN,
                OtherWords.of("legal.a", "Now {0}:\n" + Questions.LONG_WORD, "legal.new", "" + language));
        Person auditor = people.somebody()
                .signsIn(
                        "revisor",
                        "/granskning/texter?lang=" + language.locale().getLanguage());
        Barriers.none(auditor, "all texts");
        auditor.page().locator("a[href^='/granskning/texter/brev/sv/']").first().click();
        auditor.page().waitForSelector("#texter");
        Barriers.none(auditor, "the letters in use");
        auditor.opens("/granskning/texter/lag/en/" + version);
        auditor.page().waitForSelector("#andrat");
        Barriers.none(auditor, "what differs");
        auditor.opens("/granskning/texter/lag/en/99999");
        assertThat(auditor.page().locator("main h1").count()).isOne();
        assertThat(auditor.page().locator("#versioner").count()).isZero();
        Barriers.none(auditor, "no such version");
    }

    @Test
    void theTabKeyComesThroughTheCourseAndNothingIsHiddenBehindTheSlider(People people) {
        Enquiry question = new Questions(svara).takenBy("handlaggare");
        Person auditor = people.somebody().signsIn("revisor", "/granskning/arenden/" + question.number());
        auditor.page().waitForSelector(".moment--live");

        assertThat(new Keyboard(auditor).walkThrough()).isGreaterThan(20);
    }
}
