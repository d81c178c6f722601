package se.vaxholm.svara.channel.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import se.vaxholm.svara.correspondence.LetterKind;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.Message;
import se.vaxholm.svara.enquiry.ReplyBy;
import se.vaxholm.svara.enquiry.Status;
import se.vaxholm.svara.intake.Mail;
import se.vaxholm.svara.intake.MailReason;
import se.vaxholm.svara.security.Staff;
import se.vaxholm.svara.security.TestStaff;

/** What staff see of the mails of a case, and decide about them. */
class MailPagesTests extends PostBox {

    private static final String REGISTRAR = "registrator";

    @Autowired
    private MockMvc mvc;

    @Test
    void whoAsksInAForwardedMailIsConfirmedBeforeAnythingIsSentThere() throws Exception {
        String address = anyAddress();
        Mail mail = taken(forwarded(address));
        Enquiry enquiry = caseOf(mail);
        open(enquiry).andExpect(content().string(containsString("Vem frågar?")));

        send(enquiry, mail, "fragestallare", "name", "Olle Ek", "email", address)
                .andExpect(redirectedUrl("/arenden/" + enquiry.number()));
        postGoes(enquiry);

        assertThat(now(enquiry).enquirer().email()).isEqualTo(address);
        assertThat(now(enquiry).enquirer().name()).isEqualTo("Olle Ek");
        assertThat(now(enquiry).enquirer().replyBy()).isEqualTo(ReplyBy.EMAIL);
        assertThat(mailTo(address)).hasSize(1);
        assertThat(entry(enquiry, Deed.What.MAIL_SETTLED).detail()).containsEntry("how", "asker");
        open(enquiry).andExpect(content().string(not(containsString("Vem frågar?"))));
    }

    @Test
    void itIsConfirmedOnce() throws Exception {
        String address = anyAddress();
        Mail mail = taken(forwarded(address));
        Enquiry enquiry = caseOf(mail);

        send(enquiry, mail, "fragestallare", "email", address);
        send(enquiry, mail, "fragestallare", "email", anyAddress());

        assertThat(now(enquiry).enquirer().email()).isEqualTo(address);
        assertThat(letters(enquiry)).containsOnlyOnce(LetterKind.ACKNOWLEDGEMENT);
    }

    @Test
    void anAddressThatIsNoneIsToldAndWhatWasTypedStays() throws Exception {
        Mail mail = taken(forwarded(anyAddress()));
        Enquiry enquiry = caseOf(mail);

        send(enquiry, mail, "fragestallare", "name", "Olle Skriven", "email", "olle")
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("Skriv en hel e-postadress")))
                .andExpect(content().string(containsString("Olle Skriven")));

        assertThat(now(enquiry).enquirer().email()).isNull();
    }

    @Test
    void nobodyNeedsToBeWrittenTo() throws Exception {
        Mail mail = taken(forwarded(anyAddress()));
        Enquiry enquiry = caseOf(mail);

        send(enquiry, mail, "lat-vara");

        assertThat(now(enquiry).enquirer().email()).isNull();
        assertThat(mails.find(mail.id()).orElseThrow().original()).isNull();
        assertThat(letters(enquiry)).doesNotContain(LetterKind.ACKNOWLEDGEMENT);
    }

    @Test
    void theAskersOtherAddressIsLaidInTheirCaseWithItsTime() throws Exception {
        Enquiry named = asked(byMail());
        clock.set("2026-03-02T13:00");
        Mail mail = taken(from(anyAddress()).subject("[" + named.number() + "]").body("Jag skriver hemifrån nu."));
        Enquiry own = caseOf(mail);
        clock.set("2026-03-02T15:00");
        open(own).andExpect(content().string(containsString("Hör brevet till " + named.number())));

        // The case that the mail made is the registrar's.
        send(TestStaff.named("handlaggare"), own, mail, "hor-dit").andExpect(status().isNotFound());
        send(own, mail, "hor-dit").andExpect(redirectedUrl("/arenden/" + named.number()));

        assertThat(enquiries.messages(named.id()))
                .filteredOn(message -> message.type() == Message.Type.ENQUIRER_ADDED)
                .singleElement()
                .satisfies(message -> {
                    assertThat(message.text()).contains("Jag skriver hemifrån nu.");
                    assertThat(message.at()).isEqualTo(at("2026-03-02T13:00"));
                });
        assertThat(now(own).status()).isEqualTo(Status.NO_ANSWER_EXPECTED);
        assertThat(now(own).isOpen()).isFalse();
        assertThat(deeds(named)).contains(Deed.What.HANDLER_TOLD);
    }

    @Test
    void whoeverDoesNotWorkInTheOtherCaseLaysNothingThere() throws Exception {
        Enquiry named = asked(byMail());
        InboxSettings.Box box = box("kultur.fritid@vaxholm.example");
        Mail mail = taken(
                box, from(anyAddress()).subject("[" + named.number() + "]").body("Jag skriver hemifrån nu."));
        Enquiry own = caseOf(mail);
        Staff kim = new Staff("kim", "Kim Kultur", Set.of("kultur-fritid", "roll-handlaggare"));
        mvc.perform(get("/arenden/" + own.number()).with(TestStaff.staff(kim))).andExpect(status().isOk());

        send(kim, own, mail, "hor-dit").andExpect(status().isNotFound());

        assertThat(said(named, Message.Type.ENQUIRER_ADDED)).isEmpty();
        assertThat(now(own).isOpen()).isTrue();
    }

    @Test
    void aStrangersMailStaysACaseOfItsOwn() throws Exception {
        Enquiry named = asked(byMail());
        Mail mail = taken(from(anyAddress()).subject("[" + named.number() + "]").body("Jag är grannen."));
        Enquiry own = caseOf(mail);

        send(own, mail, "lat-vara");

        assertThat(mails.find(mail.id()).orElseThrow().names()).isNull();
        assertThat(now(own).isOpen()).isTrue();
        open(own).andExpect(content().string(not(containsString("Hör brevet till"))));
    }

    @Test
    void theOriginalIsGivenAsAFileThatNoBrowserRuns() throws Exception {
        Mail mail = taken(from(anyAddress()).subject("Hej").html("<script>alert(1)</script><p>Hej</p>"));
        Enquiry enquiry = caseOf(mail);

        mvc.perform(get("/arenden/" + enquiry.number() + "/epost/" + mail.id() + "/original")
                        .with(TestStaff.staff(REGISTRAR)))
                .andExpect(status().isOk())
                .andExpect(header().string("Content-Type", "application/octet-stream"))
                .andExpect(header().string("Content-Disposition", containsString("attachment")))
                .andExpect(header().string("X-Content-Type-Options", "nosniff"))
                .andExpect(header().string("Content-Security-Policy", containsString("sandbox")))
                .andExpect(header().string("Cache-Control", "no-store"))
                .andExpect(content().string(containsString("<script>alert(1)</script>")));
        open(enquiry).andExpect(content().string(not(containsString("<script>alert(1)"))));
    }

    @Test
    void anotherCasesMailIsNotFound() throws Exception {
        Mail mail = taken(from(anyAddress()).body("Hej"));
        Enquiry other = caseOf(taken(from(anyAddress()).body("Hej igen")));

        mvc.perform(get("/arenden/" + other.number() + "/epost/" + mail.id() + "/original")
                        .with(TestStaff.staff(REGISTRAR)))
                .andExpect(status().isNotFound());
    }

    @Test
    void aNewsletterIsPutAsideAndItsSenderIsRememberedWhenSomebodySaysSo() throws Exception {
        String address = anyAddress();
        Mail mail = taken(from(address).with("Precedence: bulk").body("Nyheter"));
        Enquiry enquiry = caseOf(mail);
        open(enquiry).andExpect(content().string(containsString("Behövs inget svar?")));

        send(enquiry, mail, "regel");

        assertThat(taken(from(address).body("Fler nyheter")).reason()).isEqualTo(MailReason.SENDER_RULE);
    }

    @Test
    void theRegistrarSeesWhatBecameOfEachMailAndHowTheMailboxesFare() throws Exception {
        InboxSettings.Box box = anyBox();
        Mail mail = taken(box, from(anyAddress()).body("Hej"));

        String number = caseOf(mail).number().value();
        assertThat(allMails("NEW_ENQUIRY")).contains(box.address(), number);
        assertThat(allMails("QUARANTINE")).contains(box.address()).doesNotContain(number);
        mvc.perform(get("/arbete/post?blev=nonsens&sida=-3").with(TestStaff.staff(REGISTRAR)))
                .andExpect(status().isOk());
    }

    /** Of all pages of the list, since other tests have left mails that came later. */
    private String allMails(String fate) throws Exception {
        StringBuilder all = new StringBuilder();
        boolean more = true;
        for (int number = 0; more; number++) {
            String page = mvc.perform(
                            get("/arbete/post?blev=" + fate + "&sida=" + number).with(TestStaff.staff(REGISTRAR)))
                    .andExpect(status().isOk())
                    .andReturn()
                    .getResponse()
                    .getContentAsString();
            all.append(page);
            more = page.contains("rel=\"next\"");
        }
        return all.toString();
    }

    @Test
    void aRuleNeedsAnAddressOrADomain() throws Exception {
        rule("inte en adress")
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("med @ före")));
        rule("@Nyheter2.Example").andExpect(redirectedUrl("/arbete/post"));

        assertThat(taken(from("a@nyheter2.example").body("Hej")).reason()).isEqualTo(MailReason.SENDER_RULE);

        mvc.perform(post("/arbete/post/regler/bort")
                .with(TestStaff.staff(REGISTRAR))
                .with(csrf())
                .param("avsandare", "@nyheter2.example"));
        assertThat(taken(from("b@nyheter2.example").body("Hej")).reason()).isEqualTo(MailReason.ASKED);
    }

    private ResultActions rule(String sender) throws Exception {
        return mvc.perform(post("/arbete/post/regler")
                .with(TestStaff.staff(REGISTRAR))
                .with(csrf())
                .param("avsandare", sender));
    }

    private ResultActions open(Enquiry enquiry) throws Exception {
        return mvc.perform(get("/arenden/" + enquiry.number()).with(TestStaff.staff(REGISTRAR)))
                .andExpect(status().isOk());
    }

    /** The registrar works everywhere. */
    private ResultActions send(Enquiry enquiry, Mail mail, String deed, String... fields) throws Exception {
        return send(TestStaff.named(REGISTRAR), enquiry, mail, deed, fields);
    }

    private ResultActions send(Staff who, Enquiry enquiry, Mail mail, String deed, String... fields) throws Exception {
        MockHttpServletRequestBuilder request = post("/arenden/" + enquiry.number() + "/epost/" + mail.id() + "/"
                        + deed)
                .with(TestStaff.staff(who))
                .with(csrf());
        for (int i = 0; i < fields.length; i += 2) {
            request.param(fields[i], fields[i + 1]);
        }
        return mvc.perform(request);
    }

    private static byte[] forwarded(String asker) {
        return from("politiker@vaxholm.example").subject("VB: Gatlampan").body("""
                        Kan ni ta den?

                        Från: Olle Ek <%s>
                        Skickat: den 27 februari 2026 14:05
                        Till: politiker@vaxholm.example
                        Ämne: Gatlampan

                        Lampan är trasig.
                        """.formatted(asker));
    }
}
