package se.vaxholm.svara.tasklist;

import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static se.vaxholm.svara.security.TestStaff.staff;

import java.util.UUID;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import se.vaxholm.svara.TestClock;
import se.vaxholm.svara.correspondence.PostOffice;
import se.vaxholm.svara.enquiry.Channel;
import se.vaxholm.svara.enquiry.Enquirer;
import se.vaxholm.svara.enquiry.Enquiries;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.Kind;
import se.vaxholm.svara.enquiry.ReplyBy;
import se.vaxholm.svara.intake.Intake;
import se.vaxholm.svara.intake.Submission;
import se.vaxholm.svara.organisation.Language;
import se.vaxholm.svara.process.EnquiryProcess;
import se.vaxholm.svara.process.RefusingMailServer;

/** An officer's desk for tests: cases that come in, and the pages by which they are dealt with. */
class Desk {

    static final Enquirer KARIN = new Enquirer("Karin Ek", "karin@example.org", null, ReplyBy.EMAIL, Language.SV);
    static final Enquirer CALLER = new Enquirer("Olle Berg", null, "070-123 45 67", ReplyBy.PHONE, Language.SV);

    private final MockMvc mvc;
    private final Intake intake;
    private final Enquiries enquiries;
    private final EnquiryProcess process;
    private final TestClock clock;
    private final PostOffice postOffice;
    private final JavaMailSenderImpl mail;

    Desk(
            MockMvc mvc,
            Intake intake,
            Enquiries enquiries,
            EnquiryProcess process,
            TestClock clock,
            PostOffice postOffice,
            JavaMailSenderImpl mail) {
        this.postOffice = postOffice;
        this.mail = mail;
        this.mvc = mvc;
        this.intake = intake;
        this.enquiries = enquiries;
        this.process = process;
        this.clock = clock;
    }

    /** A question about a building permit, which is Stadsbyggnad's. */
    Enquiry question() {
        return question("bygglov", "Får jag bygga en altan?", KARIN);
    }

    Enquiry question(String category, String text, Enquirer enquirer) {
        return enquiries
                .find(intake.register(new Submission(
                                UUID.randomUUID().toString(),
                                Channel.WEB,
                                Kind.QUESTION,
                                category,
                                text,
                                enquirer,
                                clock.instant()))
                        .number())
                .orElseThrow();
    }

    Enquiry again(Enquiry enquiry) {
        return enquiries.get(enquiry.id());
    }

    String task(Enquiry enquiry, String form) {
        return process.openTasks(again(enquiry)).stream()
                .filter(task -> task.form().equals(form))
                .findFirst()
                .orElseThrow()
                .id();
    }

    String address(Enquiry enquiry) {
        return "/arenden/" + enquiry.number();
    }

    String address(Enquiry enquiry, String form) {
        return address(enquiry) + "/uppgifter/" + task(enquiry, form);
    }

    ResultActions open(Enquiry enquiry, String who) throws Exception {
        return read(address(enquiry), who);
    }

    ResultActions read(String address, String who) throws Exception {
        return mvc.perform(get(address).with(staff(who)));
    }

    /** Sends a form; names and values by turns. */
    ResultActions send(String address, String who, String... fields) throws Exception {
        MockHttpServletRequestBuilder request = post(address).with(staff(who)).with(csrf());
        for (int i = 0; i < fields.length; i += 2) {
            request.param(fields[i], fields[i + 1]);
        }
        return mvc.perform(request);
    }

    /** Saves a draft as the page's script does. */
    ResultActions type(String address, String who, String... fields) throws Exception {
        MockHttpServletRequestBuilder request =
                post(address + "/utkast").with(staff(who)).with(csrf()).header("X-Requested-With", "XMLHttpRequest");
        for (int i = 0; i < fields.length; i += 2) {
            request.param(fields[i], fields[i + 1]);
        }
        return mvc.perform(request);
    }

    /** A case that somebody has taken, by the address of its task. */
    String taken(Enquiry enquiry, String who) throws Exception {
        String address = address(enquiry, "assess");
        send(address + "/ta", who);
        return address;
    }

    /** The post goes to a mail server that refuses one address. */
    void postGoesButRefuses(String address, String reply) {
        int port = mail.getPort();
        try (RefusingMailServer server = new RefusingMailServer()) {
            server.refuse(address, RefusingMailServer.At.RECIPIENT, reply);
            mail.setPort(server.port());
            postOffice.sendDue();
        } finally {
            mail.setPort(port);
        }
    }

    static Enquirer byMail(String address) {
        return new Enquirer("Karin Ek", address, null, ReplyBy.EMAIL, Language.SV);
    }
}
