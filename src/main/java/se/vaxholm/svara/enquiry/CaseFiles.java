package se.vaxholm.svara.enquiry;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import se.vaxholm.svara.files.FilePlace;
import se.vaxholm.svara.files.FileRefusedException;
import se.vaxholm.svara.files.FileStopped;
import se.vaxholm.svara.files.KeptFile;
import se.vaxholm.svara.files.KeptFiles;
import se.vaxholm.svara.files.Uploads;
import se.vaxholm.svara.security.Actor;

/** Files as parts of a case: laid with its messages, and told of, never by their names, which may be personal. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class CaseFiles {

    /** The form in which answers are written. */
    private static final String ANSWER = "assess";

    private final KeptFiles files;
    private final Enquiries enquiries;
    private final JdbcClient jdbc;

    CaseFiles(KeptFiles files, Enquiries enquiries, JdbcClient jdbc) {
        this.files = files;
        this.enquiries = enquiries;
        this.jdbc = jdbc;
    }

    /** Lays everything that waits in one place with a message of the case. */
    public void attach(FilePlace from, Enquiry enquiry, UUID messageId, Actor by) {
        List<KeptFile> attached = files.attach(from, messageId);
        long stopped = attached.stream().filter(KeptFile::isStopped).count();
        tell(Deed.What.FILE_ADDED, attached.size() - stopped, enquiry, by);
        tell(Deed.What.FILE_STOPPED, stopped, enquiry, by);
    }

    /** Tells that files with malicious code were refused when somebody wanted to add them to the case. */
    @Transactional(propagation = Propagation.REQUIRED)
    public void refused(Uploads.Taken taken, Enquiry enquiry, Actor by) {
        long infected = taken.refused().stream()
                .filter(one -> one.reason() == FileRefusedException.Reason.INFECTED)
                .count();
        tell(Deed.What.FILE_STOPPED, infected, enquiry, by);
    }

    /** As {@link #attach}, with what the case began with. */
    public void attachToQuestion(FilePlace from, Enquiry enquiry, Actor by) {
        attach(from, enquiry, enquiries.question(enquiry.id()), by);
    }

    /**
     * Lays copies of what the asker has sent along where they wait for another case, whose question they belong to as well. The
     * case is held by who asks, so that none of its messages is moved meanwhile.
     *
     * @return false when one of the files does not lie there to be opened: nothing is copied then
     */
    public boolean copyForAnotherCase(UUID enquiryId, Set<UUID> chosen, UUID unsentKey) {
        if (chosen.isEmpty()) {
            return true;
        }
        // What is held here is not stopped, and so not deleted, before the copies are whole.
        List<UUID> there = jdbc.sql("""
                        select file.id from file join message on message.id = file.message_id
                        where message.enquiry_id = :enquiry and message.type in ('QUESTION', 'ENQUIRER_ADDED')
                            and file.scan <> 'INFECTED' and file.id in (:chosen)
                        order by file.line for share of file""")
                .param("enquiry", enquiryId)
                .param("chosen", chosen)
                .query(UUID.class)
                .list();
        boolean all = there.size() == chosen.size();
        if (all) {
            files.duplicate(there, unsentKey);
        }
        return all;
    }

    /** Where the files of an answer lie while it is written. */
    public static FilePlace ofAnswer(UUID enquiryId) {
        return FilePlace.form(enquiryId, ANSWER);
    }

    /** The newest answer of a case that has files. */
    @Transactional(readOnly = true, propagation = Propagation.REQUIRED)
    public Optional<UUID> newestAnswerWithFiles(UUID enquiryId) {
        return jdbc.sql("""
                        select id from message where enquiry_id = ? and type = 'ANSWER' order by at desc, id desc limit 1""")
                .param(enquiryId)
                .query(UUID.class)
                .optional()
                .filter(answer -> !files.of(FilePlace.message(answer)).isEmpty());
    }

    @EventListener
    void answered(Said said) {
        Message message = said.message();
        if (message.type() == Message.Type.ANSWER) {
            UUID enquiryId = message.enquiryId();
            attach(ofAnswer(enquiryId), enquiries.get(enquiryId), message.id(), said.by());
        }
    }

    /** An answer that was stopped before it left is written anew, with the files that it had. */
    @EventListener
    void stopped(Deed deed) {
        UUID enquiryId = deed.enquiryId();
        if (deed.what() == Deed.What.SENDING_STOPPED && enquiryId != null) {
            jdbc.sql("select id from message where enquiry_id = ? and type = 'STOPPED'")
                    .param(enquiryId)
                    .query(UUID.class)
                    .list()
                    .forEach(message -> files.layBack(message, ofAnswer(enquiryId)));
        }
    }

    /** What was being written when a case closes falls away with its drafts. */
    @EventListener
    void forgetForms(Deed deed) {
        if (deed.what() == Deed.What.CLOSED && deed.enquiryId() != null) {
            files.removeForms(deed.enquiryId());
        }
    }

    /** What seemed harmless and lay with a message already was stopped afterwards. */
    @EventListener
    void stopped(FileStopped found) {
        UUID messageId = found.file().place().messageId();
        if (messageId != null) {
            tellOne(Deed.What.FILE_STOPPED, found.file(), of(messageId), Actor.SYSTEM);
        }
    }

    /** In which cases files are, by the files' ids; what is not sent yet is in none. */
    @Transactional(readOnly = true, propagation = Propagation.REQUIRED)
    public Map<UUID, String> numbers(List<KeptFile> of) {
        Map<UUID, String> numbers = new HashMap<>();
        if (!of.isEmpty()) {
            jdbc.sql("""
                            select file.id, enquiry.number from file left join message on message.id = file.message_id
                                join enquiry on enquiry.id = coalesce(message.enquiry_id, file.enquiry_id)
                            where file.id in (:files)""")
                    .param("files", of.stream().map(KeptFile::id).toList())
                    .query((row, i) -> numbers.put(row.getObject("id", UUID.class), row.getString("number")))
                    .list();
        }
        return numbers;
    }

    /** Deletes a file in quarantine for good; its case tells that and by whom. */
    @Transactional(propagation = Propagation.REQUIRED)
    public boolean deleteStopped(UUID fileId, Actor by) {
        Optional<KeptFile> found = files.find(fileId).filter(KeptFile::isStopped);
        found.ifPresent(file -> {
            String number = numbers(List.of(file)).get(fileId);
            files.deleteStopped(fileId);
            Enquiry enquiry = number == null
                    ? null
                    : enquiries.find(new EnquiryNumber(number)).orElse(null);
            if (enquiry != null) {
                tellOne(Deed.What.FILE_DELETED, file, enquiry, by);
            }
        });
        return found.isPresent();
    }

    private Enquiry of(UUID messageId) {
        return enquiries.get(jdbc.sql("select enquiry_id from message where id = ?")
                .param(messageId)
                .query(UUID.class)
                .single());
    }

    private void tell(Deed.What what, long count, Enquiry enquiry, Actor by) {
        if (count > 0) {
            enquiries.tell(what, enquiry, by, Map.of("count", Long.toString(count)));
        }
    }

    /** Which one, since a letter that it went with is held against what is left. */
    private void tellOne(Deed.What what, KeptFile file, Enquiry enquiry, Actor by) {
        enquiries.tell(what, enquiry, by, Map.of("count", "1", "file", file.id().toString()));
    }
}
