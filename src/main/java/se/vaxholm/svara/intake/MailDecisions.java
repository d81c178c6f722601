package se.vaxholm.svara.intake;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import se.vaxholm.svara.correspondence.Correspondence;
import se.vaxholm.svara.enquiry.CaseFiles;
import se.vaxholm.svara.enquiry.Corrections;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.enquiry.Enquiries;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.Message;
import se.vaxholm.svara.files.FilePlace;
import se.vaxholm.svara.process.EnquiryProcess;
import se.vaxholm.svara.security.Actor;

/** What a person decides about a mail that Svara could not place, or not trust, by itself; each is decided once. */
@Service
@Transactional
public class MailDecisions {

    /** How much of a sender a rule may name. */
    public static final int LONGEST_PATTERN = 254;

    private final Mails mails;
    private final Replies replies;
    private final Enquiries enquiries;
    private final Corrections corrections;
    private final CaseFiles files;
    private final Correspondence correspondence;
    private final EnquiryProcess process;
    private final JdbcClient jdbc;
    private final Clock clock;

    MailDecisions(
            Mails mails,
            Replies replies,
            Enquiries enquiries,
            Corrections corrections,
            CaseFiles files,
            Correspondence correspondence,
            EnquiryProcess process,
            JdbcClient jdbc,
            Clock clock) {
        this.mails = mails;
        this.replies = replies;
        this.enquiries = enquiries;
        this.corrections = corrections;
        this.files = files;
        this.correspondence = correspondence;
        this.process = process;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A sender whose mail expects no answer as a rule. */
    public record Rule(String pattern, String byName) {}

    /**
     * Whoever wrote the mail that a colleague forwarded is the asker: only now a letter goes there.
     *
     * @param name what the asker is called, or null
     * @return false when it has been decided already: nothing is changed then
     */
    public boolean confirmAsker(Enquiry enquiry, UUID mailId, @Nullable String name, String email, Actor by) {
        enquiries.lock(enquiry.id());
        if (open(enquiry, mailId).filter(mail -> mail.original() != null).isEmpty()) {
            return false;
        }
        corrections.asksByMail(enquiry.id(), name, email, by);
        settle(enquiry, mailId, "asker", by);
        Enquiry now = enquiries.get(enquiry.id());
        if (now.isOpen() && now.firstResponseAt() == null) {
            correspondence.acknowledge(now);
        }
        return true;
    }

    /** Nobody is to be written to, or it stays a case of its own: what was found in the mail is not used. */
    public boolean leave(Enquiry enquiry, UUID mailId, Actor by) {
        enquiries.lock(enquiry.id());
        Optional<Mail> mail = open(enquiry, mailId);
        mail.ifPresent(found -> settle(enquiry, mailId, found.original() == null ? "apart" : "nobody", by));
        return mail.isPresent();
    }

    /**
     * The asker of the case that the mail names has written it, from another address: it is said there, with the time at which it
     * came, and the case that it had become needs no answer.
     *
     * @return false when it has been decided already, or the other case takes nothing in any more
     */
    public boolean isAskers(Enquiry own, UUID mailId, Enquiry named, Actor by) {
        // In one order, so that two who decide at the same time don't wait for each other.
        java.util.stream.Stream.of(own.id(), named.id()).sorted().forEach(enquiries::lock);
        Optional<Mail> mail = open(own, mailId).filter(found -> named.id().equals(found.names()));
        if (mail.isEmpty()) {
            return false;
        }
        String text = enquiries.messages(own.id()).stream()
                .filter(message -> message.type() == Message.Type.QUESTION)
                .map(Message::text)
                .findFirst()
                .orElseThrow();
        Optional<UUID> said = replies.add(named.id(), text, mail.get().arrivedAt());
        if (said.isEmpty()) {
            return false;
        }
        files.attach(FilePlace.message(enquiries.question(own.id())), named, said.get(), Actor.ENQUIRER);
        settle(own, mailId, "asker-of", by);
        if (own.isOpen() && own.firstResponseAt() == null) {
            enquiries.noAnswerExpected(own.id(), by);
            process.firstResponseGiven(enquiries.get(own.id()));
        }
        return true;
    }

    private Optional<Mail> open(Enquiry enquiry, UUID mailId) {
        return mails.find(mailId)
                .filter(mail -> enquiry.id().equals(mail.enquiryId()))
                .filter(mail -> mail.original() != null || mail.names() != null);
    }

    private void settle(Enquiry enquiry, UUID mailId, String how, Actor by) {
        mails.settled(mailId);
        enquiries.tell(Deed.What.MAIL_SETTLED, enquiry, by, Map.of("how", how, "mail", mailId.toString()));
    }

    /** The rules, in the order of their patterns; at most a thousand. */
    @Transactional(readOnly = true)
    public List<Rule> rules() {
        return jdbc.sql("select pattern, by_name from sender_rule order by pattern limit 1000")
                .query(Rule.class)
                .list();
    }

    /**
     * From now on it is suggested that mail from there needs no answer; a person decides each time.
     *
     * @param pattern an address, or a domain with @ before it
     */
    public void rule(String pattern, Actor by) {
        jdbc.sql("insert into sender_rule (pattern, at, by_name) values (?, ?, ?) on conflict do nothing")
                .params(pattern.toLowerCase(Locale.ROOT), Timestamp.from(clock.instant()), by.name())
                .update();
    }

    public void endRule(String pattern) {
        jdbc.sql("delete from sender_rule where pattern = ?").param(pattern).update();
    }
}
