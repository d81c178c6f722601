package se.vaxholm.svara.tasklist;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import se.vaxholm.svara.correspondence.Outbox;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.enquiry.Draft;
import se.vaxholm.svara.enquiry.Drafts;
import se.vaxholm.svara.enquiry.Endings;
import se.vaxholm.svara.enquiry.Enquiries;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.FollowUps;
import se.vaxholm.svara.enquiry.Forwardings;
import se.vaxholm.svara.enquiry.Message;
import se.vaxholm.svara.enquiry.MisplacedMessages;
import se.vaxholm.svara.enquiry.Part;
import se.vaxholm.svara.files.KeptFile;
import se.vaxholm.svara.files.KeptFiles;
import se.vaxholm.svara.journal.Entry;
import se.vaxholm.svara.journal.Journal;
import se.vaxholm.svara.organisation.Language;
import se.vaxholm.svara.organisation.Organisation;
import se.vaxholm.svara.process.EnquiryProcess;
import se.vaxholm.svara.process.OpenTask;
import se.vaxholm.svara.security.Staff;

/** Gathers what the case page shows from those who know it. */
@Component
class CaseViews {

    private static final Set<Deed.What> REMINDER_OR_ANSWER = Set.of(
            Deed.What.REMINDED,
            Deed.What.HANDLER_CONFIRMED,
            Deed.What.CLAIMED,
            Deed.What.REASSIGNED,
            Deed.What.WORK_TO_DEPUTY);

    private final Enquiries enquiries;
    private final FollowUps followUps;
    private final Endings endings;
    private final Forwardings forwardings;
    private final Organisation organisation;
    private final EnquiryProcess process;
    private final Drafts drafts;
    private final KeptFiles files;
    private final Outbox outbox;
    private final Journal journal;
    private final JournalLines lines;
    private final Clocks clocks;
    private final CaseRights rights;
    private final Withheld withheld;
    private final MessageSource messages;

    CaseViews(
            Enquiries enquiries,
            FollowUps followUps,
            Endings endings,
            Forwardings forwardings,
            Organisation organisation,
            EnquiryProcess process,
            Drafts drafts,
            KeptFiles files,
            Outbox outbox,
            Journal journal,
            JournalLines lines,
            Clocks clocks,
            CaseRights rights,
            Withheld withheld,
            MessageSource messages) {
        this.enquiries = enquiries;
        this.followUps = followUps;
        this.endings = endings;
        this.forwardings = forwardings;
        this.organisation = organisation;
        this.process = process;
        this.drafts = drafts;
        this.files = files;
        this.outbox = outbox;
        this.journal = journal;
        this.lines = lines;
        this.clocks = clocks;
        this.rights = rights;
        this.withheld = withheld;
        this.messages = messages;
    }

    /**
     * @param enteredForm the form whose fields were just sent in, if any
     * @param entered those fields
     */
    CaseView view(Enquiry enquiry, Staff staff, @Nullable TaskForm enteredForm, Map<String, String> entered) {
        Language language = StaffDates.language();
        List<Entry> entries = journal.of(enquiry.id());
        Withheld.View hidden = withheld.of(enquiry, staff);
        List<Message> dialogue = enquiries.messages(enquiry.id());
        Map<UUID, List<KeptFile>> along =
                files.ofMessages(dialogue.stream().map(Message::id).toList());
        boolean mayWork = rights.mayWork(enquiry, staff);
        return new CaseView(
                hidden.told(enquiry),
                organisation
                        .category(enquiry.categoryId())
                        .map(category -> category.name().in(language))
                        .orElse(enquiry.categoryId()),
                unitName(enquiry.unitId()),
                StatusWord.of(enquiry, !forwardings.failed(Set.of(enquiry.id())).isEmpty()),
                clocks.explained(enquiry),
                dialogue.stream()
                        .map(message -> said(message, along.getOrDefault(message.id(), List.of()), hidden))
                        .toList(),
                letters(enquiry, hidden),
                lines.tell(entries),
                process.openTasks(enquiry).stream()
                        .flatMap(task -> TaskForm.of(task.form()).stream()
                                .map(form ->
                                        work(enquiry, task, form, staff, form == enteredForm ? entered : Map.of())))
                        .toList(),
                followUps.feedback(enquiry.id()),
                followUps.newestReply(enquiry.id()).orElse(null),
                endings.of(enquiry.id()),
                mayWork,
                mayWork && followUps.mayBeCorrected(enquiry),
                mayWork && endings.mayUndo(enquiry),
                enquiry.firstResponseAt() == null && isReminded(entries));
    }

    /** A reminder asks whoever has the case then; taking it, or saying that one has it, is the answer. */
    private static boolean isReminded(List<Entry> entries) {
        return entries.stream()
                .map(Entry::what)
                .filter(REMINDER_OR_ANSWER::contains)
                .reduce((first, second) -> second)
                .filter(what -> what == Deed.What.REMINDED)
                .isPresent();
    }

    /** The task of answering a case, by which Tasklist opens it. */
    Optional<String> taskOfAnswering(Enquiry enquiry) {
        return process.openTasks(enquiry).stream()
                .filter(task -> TaskForm.of(task.form()).equals(Optional.of(TaskForm.ASSESS)))
                .map(OpenTask::id)
                .findFirst();
    }

    Optional<Work> work(Enquiry enquiry, String taskId, Staff staff) {
        return process.openTasks(enquiry).stream()
                .filter(task -> task.id().equals(taskId))
                .flatMap(task ->
                        TaskForm.of(task.form()).stream().map(form -> work(enquiry, task, form, staff, Map.of())))
                .findFirst();
    }

    private Work work(Enquiry enquiry, OpenTask task, TaskForm form, Staff staff, Map<String, String> entered) {
        Draft draft = drafts.find(enquiry.id(), form.address()).orElse(null);
        boolean isHandlers = form == TaskForm.ASSESS;
        boolean mine = task.isOf(staff.id());
        return new Work(
                task,
                form,
                name(task, form),
                mine,
                mine ? staff.name() : task.assigneeName(),
                isHandlers ? enquiry.claimedAt() : null,
                rights.mayDo(task, staff),
                isHandlers && !mine && task.assignee() != null && rights.mayTakeOver(enquiry, staff),
                task.candidateGroups().stream().sorted().map(lines::groupName).collect(Collectors.joining(", ")),
                draft,
                entered);
    }

    /** As the owners of the model call it, in their language; in another, by what its form does. */
    private String name(OpenTask task, TaskForm form) {
        Locale locale = LocaleContextHolder.getLocale();
        return StaffDates.language() == Language.SV
                ? task.name()
                : messages.getMessage("staff.task." + form.name(), null, locale);
    }

    private List<CaseView.Sent> letters(Enquiry enquiry, Withheld.View hidden) {
        return outbox.of(enquiry.id()).stream()
                .filter(queued -> queued.letter().kind().isToEnquirer())
                .filter(queued -> !hidden.hides(Part.ANSWERS, queued.queuedAt())
                        && !hidden.hides(Part.CONTACT, queued.queuedAt()))
                .map(queued -> new CaseView.Sent(
                        queued.id(),
                        queued.letter(),
                        queued.fate(),
                        queued.settledAt() == null ? queued.queuedAt() : queued.settledAt(),
                        queued.attempts(),
                        queued.fate() == Outbox.Fate.REFUSED ? ReturnReason.of(queued.lastError()) : null))
                .toList();
    }

    private static CaseView.Said said(Message message, List<KeptFile> along, Withheld.View hidden) {
        if (hidden.hides(message)) {
            return new CaseView.Said(
                    message.type(), null, message.at(), LinkedText.of(hidden.sentence()), null, List.of());
        }
        String author = message.author();
        Instant at = message.at();
        return new CaseView.Said(
                message.type(),
                author.isBlank() ? null : author,
                at,
                LinkedText.of(message.text()),
                MisplacedMessages.isMovable(message) ? message.id() : null,
                along);
    }

    private String unitName(String id) {
        return organisation
                .findUnit(id)
                .map(unit -> unit.name().in(StaffDates.language()))
                .orElse(id);
    }
}
