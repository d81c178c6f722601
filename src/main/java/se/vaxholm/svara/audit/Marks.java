package se.vaxholm.svara.audit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Says in words and looks what has become of an element of a drawing, from each moment on at which it changed. */
@Component
class Marks {

    private final MessageSource messages;

    Marks(MessageSource messages) {
        this.messages = messages;
    }

    /** How often what had been the case up to a moment. */
    private record Count(long running, long done, long cancelled, long moved) {

        Mark.Look look() {
            return running > 0
                    ? Mark.Look.RUNNING
                    : done > 0
                            ? Mark.Look.DONE
                            : cancelled > 0 ? Mark.Look.CANCELLED : moved > 0 ? Mark.Look.MOVED : Mark.Look.NEVER;
        }
    }

    /**
     * @param box whether the element has room for words on the drawing
     * @return a mark for each change, the first one from the beginning
     */
    List<Mark> of(Collection<Stay> stays, boolean box) {
        TreeSet<Integer> changes = new TreeSet<>(List.of(0));
        stays.forEach(stay -> {
            changes.add(stay.span().from());
            if (stay.span().until() != null) {
                changes.add(stay.span().until());
            }
        });
        List<Mark> marks = new ArrayList<>();
        for (int moment : changes) {
            Count count = new Count(
                    stays.stream().filter(stay -> stay.span().holdsAt(moment)).count(),
                    ended(stays, moment, Mark.Look.DONE),
                    ended(stays, moment, Mark.Look.CANCELLED),
                    ended(stays, moment, Mark.Look.MOVED));
            marks.add(new Mark(moment, count.look(), badge(count, box), words(count)));
        }
        return marks;
    }

    /** The one that counts at a moment. */
    static Mark at(List<Mark> marks, int moment) {
        return marks.stream()
                .filter(mark -> mark.from() <= moment)
                .reduce((earlier, later) -> later)
                .orElseGet(() -> new Mark(0, Mark.Look.NEVER, "", ""));
    }

    private static long ended(Collection<Stay> stays, int moment, Mark.Look how) {
        Predicate<Stay> isOver = stay -> stay.end() == how
                && stay.span().until() != null
                && Objects.requireNonNull(stay.span().until()) <= moment;
        return stays.stream().filter(isOver).count();
    }

    private String badge(Count count, boolean box) {
        long times = switch (count.look()) {
            case DONE -> count.done;
            case CANCELLED -> count.cancelled;
            default -> 1;
        };
        return count.look() == Mark.Look.NEVER
                ? ""
                : say((box ? "auditcase.badge." : "auditcase.sign.") + count.look()) + (times > 1 ? " " + times : "");
    }

    private String words(Count count) {
        return count.look() == Mark.Look.NEVER
                ? say("auditcase.words.NEVER")
                : Stream.of(
                                count.running > 0 ? say("auditcase.words.RUNNING") : "",
                                times("DONE", count.done),
                                times("CANCELLED", count.cancelled),
                                count.moved > 0 ? say("auditcase.words.MOVED") : "")
                        .filter(word -> !word.isEmpty())
                        .collect(Collectors.joining(", "));
    }

    private String times(String what, long times) {
        return times == 0
                ? ""
                : times == 1 ? say("auditcase.words." + what) : say("auditcase.words." + what + ".times", times);
    }

    private String say(String key, Object... values) {
        return messages.getMessage(key, values, LocaleContextHolder.getLocale());
    }
}
