package se.vaxholm.svara.channel.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import se.vaxholm.svara.correspondence.ForwardingLetters;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.Forwarding;
import se.vaxholm.svara.enquiry.Forwarding.State;
import se.vaxholm.svara.enquiry.Forwardings;
import se.vaxholm.svara.enquiry.Part;
import se.vaxholm.svara.organisation.Recipient;
import se.vaxholm.svara.organisation.Recipients;
import se.vaxholm.svara.process.Story;

/** A recipient confirms by a press; whoever only opens the link, as mail scanners do, changes nothing. */
class ConfirmationPagesTests extends Story {

    private static final Pattern LINK = Pattern.compile("/vidarebefordrat/[\\w-]{20,64}");

    @Autowired
    MockMvc mvc;

    @Autowired
    Forwardings forwardings;

    @Autowired
    Recipients recipients;

    @Autowired
    ForwardingLetters letters;

    private String link(Enquiry enquiry) throws Exception {
        Recipient police = recipients.find("polisen").orElseThrow();
        transaction.executeWithoutResult(status -> {
            Forwarding begun = forwardings.begin(
                    enquiry.id(),
                    police,
                    police.email(),
                    Set.of(Part.QUESTION),
                    "",
                    LocalDate.parse("2026-03-06"),
                    actor("handlaggare"));
            UUID letter = letters.send(
                    enquiry, police, police.email(), Set.of(Part.QUESTION), "", true, actor("handlaggare"));
            forwardings.carriedBy(begun.id(), letter, null);
        });
        postGoes(enquiry);
        for (MimeMessage message : mailTo(police.email())) {
            MimeMultipart parts = (MimeMultipart) message.getContent();
            String text = (String) parts.getBodyPart(0).getContent();
            Matcher found = LINK.matcher(text);
            if (text.contains(enquiry.number().value()) && found.find()) {
                assertThat((String) parts.getBodyPart(1).getContent()).contains(found.group());
                return found.group();
            }
        }
        throw new AssertionError("No link in a letter");
    }

    private State state(Enquiry enquiry) {
        return forwardings.latest(enquiry.id()).orElseThrow().state();
    }

    @Test
    void openingTheLinkShowsNothingOfTheMatterAndConfirmsNothing() throws Exception {
        Enquiry enquiry = asked(byMail());
        String link = link(enquiry);
        for (int i = 0; i < 3; i++) {
            mvc.perform(get(link))
                    .andExpect(status().isOk())
                    .andExpect(content().string(containsString("Ja, vi tar hand om frågan")))
                    .andExpect(content().string(containsString(enquiry.number().value())))
                    .andExpect(content().string(not(containsString("friggebod"))))
                    .andExpect(content().string(not(containsString("Karin"))));
        }
        mvc.perform(post(link)).andExpect(status().is4xxClientError());
        assertThat(state(enquiry)).as("only a press from our own page counts").isEqualTo(State.DELIVERED);
    }

    @Test
    void aPressConfirmsOnce() throws Exception {
        Enquiry enquiry = asked(byMail());
        String link = link(enquiry);
        mvc.perform(post(link).with(csrf()))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("Tack!")));
        assertThat(state(enquiry)).isEqualTo(State.CONFIRMED);
        mvc.perform(post(link).with(csrf())).andExpect(status().isGone());
        mvc.perform(get(link))
                .andExpect(status().isGone())
                .andExpect(content().string(containsString("Länken går inte att använda")));
    }

    @Test
    void aGuessedLinkOpensNothing() throws Exception {
        mvc.perform(get("/vidarebefordrat/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa").header("Accept-Language", "en"))
                .andExpect(status().isGone());
    }
}
