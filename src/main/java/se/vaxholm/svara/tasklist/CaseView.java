package se.vaxholm.svara.tasklist;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import se.vaxholm.svara.correspondence.Letter;
import se.vaxholm.svara.correspondence.Outbox;
import se.vaxholm.svara.enquiry.Ending;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.Feedback;
import se.vaxholm.svara.enquiry.Message;
import se.vaxholm.svara.files.KeptFile;
import se.vaxholm.svara.organisation.LegalKind;

/**
 * A case as one member of staff meets it, in words and in their language.
 *
 * @param ending what it ended in, as far as that was no answer
 * @param mayCorrect whether this person can tell the asker that the answer was wrong
 * @param mayUndo whether this person can undo that the case was put aside
 * @param reminded whether the handler has been asked if they really have it, and has not said so yet
 */
record CaseView(
        Enquiry enquiry,
        String category,
        String unit,
        StatusWord status,
        ClockFace clock,
        List<Said> dialogue,
        List<Sent> letters,
        List<JournalLines.Line> journal,
        List<Work> work,
        List<Feedback> feedback,
        @Nullable UUID newestReply,
        Ending ending,
        boolean mayWork,
        boolean mayCorrect,
        boolean mayUndo,
        boolean reminded) {

    /**
     * One thing that was said, with who said it.
     *
     * @param movable the message's id when it may belong to another case
     * @param files what came along with it, as far as this person may read it
     */
    record Said(
            Message.Type type,
            @Nullable String author,
            Instant at,
            LinkedText text,
            @Nullable UUID movable,
            List<KeptFile> files) {

        public boolean isInternal() {
            return type == Message.Type.NOTE || type == Message.Type.STOPPED || type == Message.Type.OUTSIDER_WROTE;
        }

        public boolean isOurs() {
            return switch (type) {
                case ANSWER, ANSWERED_OTHERWISE, NOTICE, ASKED_BACK, ELSEWHERE, CORRECTION -> true;
                case QUESTION, ENQUIRER_ADDED, OUTSIDER_WROTE, NOTE, STOPPED -> false;
            };
        }

        /** The name of its style. */
        public String look() {
            return isInternal() ? "message--internal" : isOurs() ? "message--municipality" : "";
        }
    }

    /** A letter to the asker and what became of it. */
    record Sent(
            UUID id,
            Letter letter,
            Outbox.Fate fate,
            Instant at,
            int attempts,
            @Nullable ReturnReason why) {

        /** Whether it can still be kept from leaving: word to the asker that waits in the outbox. */
        public boolean isStoppable() {
            return fate == Outbox.Fate.QUEUED && letter.kind().isFirstResponse();
        }

        /** How its fate looks. */
        public String look() {
            return switch (fate) {
                case SENT -> "done";
                case QUEUED -> "soon";
                case REFUSED -> "late";
                case STOPPED -> "quiet";
            };
        }
    }

    /** The law of its own that the case may have, as long as somebody works with it. */
    public @Nullable LegalKind legalKind() {
        return enquiry.isOpen() ? LegalKind.of(enquiry.legalKind()).orElse(null) : null;
    }

    /** The task of answering, as long as it waits. */
    public @Nullable Work assessing() {
        return work.stream()
                .filter(one -> one.form() == TaskForm.ASSESS)
                .findFirst()
                .orElse(null);
    }

    /** The newest word that is to be told: read aloud, or put on paper. */
    public @Nullable Said toTell() {
        return dialogue.stream()
                .filter(said -> said.type() == Message.Type.ANSWER
                        || said.type() == Message.Type.NOTICE
                        || said.type() == Message.Type.ELSEWHERE)
                .reduce((first, second) -> second)
                .orElse(null);
    }

    /** What this person can go on with in the same case, as a call after an answer that is to be read aloud. */
    public @Nullable Work following() {
        return work.stream()
                .filter(one -> one.form() != TaskForm.LATE && (one.mine() || (one.isFree() && one.mayDo())))
                .reduce((earlier, later) -> later)
                .orElse(null);
    }

    /** Whether this person is asked to deal with the case being late: taking it over is offered there then. */
    public boolean isLateWork() {
        return work.stream().anyMatch(one -> one.form() == TaskForm.LATE && one.isWritable());
    }

    /**
     * Everything else that waits for people. Of several tasks of one kind the first, and the next when that is done: they have
     * one form and one draft. Nothing is late to deal with once the answer is on its way, though that task lives until the
     * letter has left; what comes after a case is closed is late by itself.
     */
    public List<Work> others() {
        Set<TaskForm> shown = EnumSet.of(TaskForm.ASSESS);
        if (!enquiry.awaitsWord() && enquiry.isOpen()) {
            shown.add(TaskForm.LATE);
        }
        return work.stream().filter(one -> shown.add(one.form())).toList();
    }
}
