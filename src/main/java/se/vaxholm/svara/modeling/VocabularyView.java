package se.vaxholm.svara.modeling;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.springframework.expression.spel.standard.SpelExpressionParser;
import org.springframework.stereotype.Component;
import se.vaxholm.svara.calendar.WorkingCalendar;
import se.vaxholm.svara.organisation.Language;
import se.vaxholm.svara.organisation.Organisation;
import se.vaxholm.svara.process.Contract;
import se.vaxholm.svara.process.Decision;
import se.vaxholm.svara.process.ModelCheck;
import se.vaxholm.svara.process.Vocabulary;

/** The vocabulary as the page shows it, with what only the running Svara knows: the units, and what the calendar says now. */
@Component
class VocabularyView {

    private final Vocabulary vocabulary;
    private final Organisation organisation;
    private final WorkingCalendar calendar;

    VocabularyView(Vocabulary vocabulary, Organisation organisation, WorkingCalendar calendar) {
        this.vocabulary = vocabulary;
        this.organisation = organisation;
        this.calendar = calendar;
    }

    /** Somebody's group, and whose it is. */
    record Group(String id, String unit, boolean ofManager, boolean ofHead) {}

    /** A method of the calendar, and what its example gives at this moment. */
    record CalendarExample(Vocabulary.CalendarMethod method, Instant now) {}

    public List<Vocabulary.Step> steps() {
        return vocabulary.steps();
    }

    public List<Vocabulary.Form> forms() {
        return vocabulary.forms();
    }

    public List<Vocabulary.Variable> variables() {
        return vocabulary.variables();
    }

    public List<Vocabulary.Message> messages() {
        return vocabulary.messages();
    }

    public List<Decision> decisions() {
        return vocabulary.decisions();
    }

    public List<Contract> processes() {
        return vocabulary.processes();
    }

    public List<String> rules() {
        return ModelCheck.rules();
    }

    public List<CalendarExample> calendar() {
        var parser = new SpelExpressionParser();
        return vocabulary.calendarMethods().stream()
                .map(method -> {
                    String call = method.example().substring(Vocabulary.CALENDAR.length() + 1);
                    Date now = parser.parseExpression(call).getValue(calendar, Date.class);
                    return new CalendarExample(
                            method, Objects.requireNonNull(now).toInstant());
                })
                .toList();
    }

    /** Every group that a task may be given to, with the unit's name in a language. */
    public List<Group> groups(Language language) {
        return vocabulary.groups().orElseThrow().stream()
                .sorted()
                .map(group -> {
                    boolean head = group.endsWith(Vocabulary.HEAD_OF_DEPARTMENT);
                    boolean manager = !head && group.endsWith(Vocabulary.MANAGER);
                    String unit = head
                            ? group.substring(0, group.length() - Vocabulary.HEAD_OF_DEPARTMENT.length())
                            : manager ? group.substring(0, group.length() - Vocabulary.MANAGER.length()) : group;
                    return new Group(group, organisation.unit(unit).name().in(language), manager, head);
                })
                .toList();
    }
}
