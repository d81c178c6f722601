package se.vaxholm.svara.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import se.vaxholm.svara.correspondence.Letter;
import se.vaxholm.svara.correspondence.Outbox;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.Part;
import se.vaxholm.svara.journal.Entry;
import se.vaxholm.svara.tasklist.Withheld;

/** The letters of a case exactly as they were sent, and what had become of each at a moment. */
@Component
class CaseLetters {

    private final Outbox outbox;
    private final MessageSource messages;

    CaseLetters(Outbox outbox, MessageSource messages) {
        this.outbox = outbox;
        this.messages = messages;
    }

    /** A letter from the moment at which it was written. */
    record Sent(int moment, Instant at, Letter letter, List<Became> fates) {}

    /** What had become of a letter. */
    record Became(Span span, Outbox.Fate fate, Instant at) {

        /** How it looks. */
        public String look() {
            return switch (fate) {
                case SENT -> "done";
                case QUEUED -> "soon";
                case REFUSED -> "late";
                case STOPPED -> "quiet";
            };
        }
    }

    List<Outbox.Queued> readable(Enquiry enquiry, Reader reader, Withheld.View hidden) {
        return switch (reader) {
            case AUDITOR -> outbox.of(enquiry.id());
            case OWNER -> List.of();
            case COLLEAGUE ->
                outbox.of(enquiry.id()).stream()
                        .filter(queued -> queued.letter().kind().isToEnquirer())
                        .filter(queued -> !hidden.hides(Part.ANSWERS, queued.queuedAt())
                                && !hidden.hides(Part.CONTACT, queued.queuedAt()))
                        .toList();
        };
    }

    List<Sent> of(List<Outbox.Queued> letters, List<Entry> entries, Moments moments) {
        Map<String, List<Entry>> told = entries.stream()
                .filter(entry -> entry.detail().containsKey("letter"))
                .collect(Collectors.groupingBy(entry -> entry.detail().getOrDefault("letter", "")));
        return letters.stream()
                .map(queued -> new Sent(
                        moments.of(queued.queuedAt()),
                        queued.queuedAt(),
                        queued.letter(),
                        fates(queued, told.getOrDefault(queued.id().toString(), List.of()), moments)))
                .toList();
    }

    /** How many letters had left for good, from each moment on at which that changed. */
    List<Told> gone(List<Sent> letters) {
        TreeMap<Integer, Integer> changes = new TreeMap<>();
        letters.stream().flatMap(one -> one.fates().stream()).forEach(fate -> {
            if (fate.fate() == Outbox.Fate.SENT) {
                changes.merge(fate.span().from(), 1, Integer::sum);
                Optional.ofNullable(fate.span().until()).ifPresent(until -> changes.merge(until, -1, Integer::sum));
            }
        });
        List<Told> told = new ArrayList<>();
        int count = 0;
        for (int moment : changes.keySet()) {
            count += changes.getOrDefault(moment, 0);
            told.add(new Told(
                    new Span(moment, changes.higherKey(moment)),
                    say("auditcase.known.letters"),
                    say("auditcase.known.letters.count", count),
                    List.of()));
        }
        return told;
    }

    private String say(String key, Object... values) {
        return messages.getMessage(key, values, LocaleContextHolder.getLocale());
    }

    private static List<Became> fates(Outbox.Queued queued, List<Entry> told, Moments moments) {
        List<Became> fates = new ArrayList<>();
        fates.add(new Became(Span.from(moments.of(queued.queuedAt())), Outbox.Fate.QUEUED, queued.queuedAt()));
        for (Entry entry : told) {
            switch (entry.what()) {
                case LETTER_SENT -> next(fates, Outbox.Fate.SENT, entry.at(), moments);
                case LETTER_REFUSED -> next(fates, Outbox.Fate.REFUSED, entry.at(), moments);
                case LETTER_STOPPED -> next(fates, Outbox.Fate.STOPPED, entry.at(), moments);
                default -> {}
            }
        }
        Instant settled = queued.settledAt();
        if (settled != null && fates.get(fates.size() - 1).fate() != queued.fate()) {
            next(fates, queued.fate(), settled, moments);
        }
        return fates.stream().filter(one -> !one.span().isEmpty()).toList();
    }

    private static void next(List<Became> fates, Outbox.Fate fate, Instant at, Moments moments) {
        Became before = fates.remove(fates.size() - 1);
        int moment = moments.of(at);
        fates.add(new Became(new Span(before.span().from(), moment), before.fate(), before.at()));
        fates.add(new Became(Span.from(moment), fate, at));
    }
}
