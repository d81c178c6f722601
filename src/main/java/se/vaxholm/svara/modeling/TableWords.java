package se.vaxholm.svara.modeling;

import java.util.Optional;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import se.vaxholm.svara.organisation.Language;
import se.vaxholm.svara.organisation.Organisation;

/** What the values that a decision's table names mean in people's words; templates ask by its name. */
@Component("tableWords")
class TableWords {

    private final Organisation organisation;
    private final MessageSource messages;

    TableWords(Organisation organisation, MessageSource messages) {
        this.organisation = organisation;
        this.messages = messages;
    }

    /** Empty when a cell holds more than one value, or one that has no other name. */
    public String of(String variable, String value) {
        Language language = Language.of(LocaleContextHolder.getLocale());
        return switch (variable) {
            case "kind" -> message("staff.kind." + value);
            case "channel" -> message("journal.channel." + value);
            case "categoryId" ->
                organisation
                        .category(value)
                        .map(category -> category.name().in(language))
                        .orElse("");
            case "unit" ->
                organisation
                        .findUnit(value)
                        .map(unit -> unit.name().in(language))
                        .orElse("");
            default -> "";
        };
    }

    private String message(String key) {
        return Optional.ofNullable(messages.getMessage(key, null, "", LocaleContextHolder.getLocale()))
                .orElse("");
    }
}
