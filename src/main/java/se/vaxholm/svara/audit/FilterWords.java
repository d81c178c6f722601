package se.vaxholm.svara.audit;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Tells a filter in words: above what was found, and on paper, where the form is not. */
@Component
public class FilterWords {

    private final MessageSource messages;
    private final AuditNames names;

    FilterWords(MessageSource messages, AuditNames names) {
        this.messages = messages;
        this.names = names;
    }

    /** One thing that is asked for. */
    public record Asked(String what, String value) {}

    public List<Asked> tell(Filter filter) {
        List<Asked> asked = new ArrayList<>();
        if (filter.number() != null) {
            asked.add(new Asked(say("audit.number"), filter.number()));
        }
        if (!filter.terms().isEmpty()) {
            asked.add(new Asked(
                    say("audit.text"),
                    filter.terms().stream().map(FilterWords::typed).collect(Collectors.joining(" "))));
        }
        if (filter.from() != null || filter.to() != null) {
            asked.add(new Asked(say("audit.day." + filter.by()), period(filter.from(), filter.to())));
        } else if (filter.by() == Filter.Day.CLOSED) {
            asked.add(new Asked(say("audit.day.CLOSED"), say("audit.any")));
        }
        if (filter.board() != null) {
            asked.add(new Asked(say("audit.board"), names.board(filter.board())));
        }
        if (filter.unit() != null) {
            asked.add(new Asked(say("audit.unit"), names.unit(filter.unit())));
        }
        if (filter.category() != null) {
            asked.add(new Asked(say("audit.category"), names.category(filter.category())));
        }
        choice(asked, "audit.channel", filter.channel());
        choice(asked, "audit.outcome", filter.outcome());
        choice(asked, "audit.deviation", filter.deviation());
        choice(asked, "audit.late", filter.late());
        choice(asked, "audit.sensitive", filter.sensitive());
        return asked;
    }

    private void choice(List<Asked> asked, String key, @Nullable Object chosen) {
        if (chosen != null) {
            asked.add(new Asked(say(key), say(key + "." + chosen)));
        }
    }

    private static String typed(Term term) {
        String text = switch (term.kind()) {
            case WORD -> term.text();
            case BEGINNING -> term.text() + "*";
            case PHRASE -> "\"" + term.text() + "\"";
        };
        return term.absent() ? "-" + text : text;
    }

    private static String period(@Nullable LocalDate from, @Nullable LocalDate to) {
        return (from == null ? "" : from + " ") + "–" + (to == null ? "" : " " + to);
    }

    private String say(String key) {
        return messages.getMessage(key, null, LocaleContextHolder.getLocale());
    }
}
