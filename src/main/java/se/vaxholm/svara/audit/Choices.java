package se.vaxholm.svara.audit;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import se.vaxholm.svara.enquiry.Channel;
import se.vaxholm.svara.organisation.Organisation;

/** What can be chosen in the search's form, in the reader's language. */
@Component
public class Choices {

    private final Organisation organisation;
    private final AuditNames names;
    private final MessageSource messages;

    Choices(Organisation organisation, AuditNames names, MessageSource messages) {
        this.organisation = organisation;
        this.names = names;
        this.messages = messages;
    }

    /** A choice: what stands in an address for it, and what it is called. */
    public record Choice(String value, String name) {}

    public List<Choice> getBoards() {
        return organisation.boards().stream()
                .map(board -> new Choice(board.id(), names.board(board.id())))
                .toList();
    }

    public List<Choice> getUnits() {
        return organisation.units().stream()
                .map(unit -> new Choice(unit.id(), names.unit(unit.id())))
                .toList();
    }

    public List<Choice> getCategories() {
        return organisation.categories().stream()
                .map(category -> new Choice(category.id(), names.category(category.id())))
                .toList();
    }

    public List<Choice> getChannels() {
        return told("audit.channel.", Channel.values());
    }

    public List<Choice> getOutcomes() {
        return told("audit.outcome.", Outcome.values());
    }

    public List<Choice> getDeviations() {
        return told("audit.deviation.", Deviation.values());
    }

    public List<Choice> getLate() {
        return yesOrNo("audit.late.");
    }

    public List<Choice> getSensitive() {
        return yesOrNo("audit.sensitive.");
    }

    private List<Choice> told(String prefix, Enum<?>[] all) {
        return Arrays.stream(all)
                .map(one -> new Choice(one.name(), say(prefix + one.name())))
                .toList();
    }

    private List<Choice> yesOrNo(String prefix) {
        return Stream.of("ja", "nej")
                .map(one -> new Choice(one, say(prefix + one.equals("ja"))))
                .toList();
    }

    private String say(String key) {
        Locale locale = LocaleContextHolder.getLocale();
        return messages.getMessage(key, null, locale);
    }
}
