package se.vaxholm.svara.process;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.vaxholm.svara.enquiry.Channel;
import se.vaxholm.svara.enquiry.Kind;
import se.vaxholm.svara.organisation.Unit;
import se.vaxholm.svara.process.Vocabulary.Variable.From;

/**
 * Everything that a model may name, in one place: what the engine resolves, what the guard admits, and what process owners
 * read all come from here. Needs no running engine; texts are Swedish, because process owners read them.
 */
public final class Vocabulary {

    /** The name by which expressions reach the working calendar. */
    public static final String CALENDAR = "calendar";

    /** Ends the name of the group of a unit's manager. */
    public static final String MANAGER = "-chef";

    /** Ends the name of the group of its head of department. */
    public static final String HEAD_OF_DEPARTMENT = "-forvaltningschef";

    /** Where the steps stand, one class an area. */
    static final List<Class<?>> STEPS = List.of(
            ProcessSteps.class,
            AnswerSteps.class,
            OutcomeSteps.class,
            PromiseSteps.class,
            ForwardingSteps.class,
            LadderSteps.class,
            FollowUpSteps.class);

    private final @Nullable Supplier<Set<String>> units;

    /** Knows all but the units, which stand in the database: for judging models without one. */
    public Vocabulary() {
        units = null;
    }

    /** @param units the ids of the units that exist now */
    public Vocabulary(Supplier<Set<String>> units) {
        this.units = units;
    }

    /** What kind of thing a variable holds. */
    public enum Type {
        TEXT,
        NUMBER,
        YES_NO,
        MOMENT
    }

    /** A step that a service task may be, by its delegate expression. */
    public record Step(String name, String title, String description, List<String> reads, List<String> sets) {

        /** How a service task asks for it. */
        public String expression() {
            return "${" + name + "}";
        }
    }

    /**
     * A form that a user task may ask for, and what can come of it.
     *
     * @param group whose work it usually is, as a user task says it
     * @param dueDate when it usually has to be done, as a user task says it
     */
    public record Form(String name, String title, String group, String dueDate, List<Outcome> outcomes) {

        /** How a user task asks for it. */
        public String key() {
            return Forms.key(name);
        }
    }

    /**
     * A variable that models and code share.
     *
     * @param values all that it can be, or empty when that can't be listed
     * @param group whether it holds a group that a task may be given to
     */
    public record Variable(String name, Type type, From from, String meaning, List<String> values, boolean group) {

        /** Who decides what it holds. */
        public enum From {
            /** Code alone, when the case starts, in a step, or when a form is done. */
            CODE,
            /** Also a model: a decision's result, or what one process gives another. */
            MODEL
        }
    }

    /** A message that a model may wait for. */
    public record Message(String name, String meaning) {}

    /**
     * A method of the calendar that an expression may call.
     *
     * @param example a call of it as it could stand in an expression
     */
    public record CalendarMethod(String name, List<Type> parameters, Type result, String meaning, String example) {}

    /** By name. */
    public List<Step> steps() {
        return STEPS.stream()
                .flatMap(steps -> Arrays.stream(steps.getDeclaredMethods()))
                .filter(method -> method.isAnnotationPresent(ProcessWord.class))
                .map(Vocabulary::step)
                .sorted(Comparator.comparing(Step::name))
                .toList();
    }

    private static Step step(Method method) {
        ProcessWord word = method.getAnnotation(ProcessWord.class);
        return new Step(method.getName(), word.name(), word.value(), List.of(word.reads()), List.of(word.sets()));
    }

    public Optional<Step> step(String name) {
        return steps().stream().filter(step -> step.name().equals(name)).findFirst();
    }

    public List<Form> forms() {
        return Stream.of(
                        form(Forms.ASSESS, "Bedöm och besvara", in(Variables.UNIT), in(Variables.ANSWER_DUE_AT)),
                        form(Forms.CHOOSE_UNIT, "Välj enhet", Unit.REGISTRATOR, in(Variables.ANSWER_DUE_AT)),
                        form(
                                Forms.REACH_OTHERWISE,
                                "Nå frågeställaren på annat sätt",
                                in(Variables.UNIT),
                                in(Variables.ANSWER_DUE_AT)),
                        form(Forms.CALL_BACK, "Ring upp", in(Variables.UNIT), in(Variables.ANSWER_DUE_AT)),
                        form(Forms.READ_REPLY, "Läs nytt meddelande", in(Variables.UNIT), in(Variables.ANSWER_DUE_AT)),
                        form(
                                Forms.DISSATISFIED,
                                "Kontakta frågeställare som inte är nöjd",
                                in(Variables.MANAGER_GROUP),
                                in(Variables.ANSWER_DUE_AT)),
                        form(
                                Forms.PRINT_AND_POST,
                                "Skriv ut och posta",
                                in(Variables.UNIT),
                                in(Variables.ANSWER_DUE_AT)),
                        form(
                                Forms.FORWARDING_FAILED,
                                "Vidarebefordran kom inte fram",
                                in(Variables.UNIT),
                                in(Variables.ANSWER_DUE_AT)),
                        form(
                                Forms.CHECK_FORWARDING,
                                "Följ upp vidarebefordran",
                                in(Variables.UNIT),
                                in(CALENDAR + ".workingHoursFromNow(8)")),
                        form(
                                Forms.LATE,
                                "Ta hand om försenat ärende",
                                in(Variables.ESCALATION_GROUP),
                                in(Variables.ESCALATION_UNTIL)))
                .toList();
    }

    private static Form form(String name, String title, String group, String dueDate) {
        return new Form(name, title, group, dueDate, Outcome.of(name));
    }

    private static String in(String expression) {
        return "${" + expression + "}";
    }

    /** The form that a form key asks for, letter by letter. */
    public Optional<Form> formByKey(String key) {
        return forms().stream().filter(form -> form.key().equals(key)).findFirst();
    }

    public List<Variable> variables() {
        return List.of(
                code(Variables.ENQUIRY_ID, Type.TEXT, "Vilket ärende det gäller."),
                listed(Variables.CHANNEL, "Hur frågan kom in.", names(Channel.values())),
                listed(Variables.KIND, "Vad det är för slags ärende.", names(Kind.values())),
                code(Variables.CATEGORY_ID, Type.TEXT, "Kategorin som frågeställaren eller handläggaren har valt."),
                code(
                        Variables.LEGAL_KIND,
                        Type.TEXT,
                        "Den särskilda ordning som frågan kan höra till, till exempel public-document; annars tom."),
                code(Variables.TOPICS, Type.TEXT, "De bevakade ämnesord som finns i frågan, med mellanslag emellan."),
                code(
                        Variables.ANSWERED_ON_THE_SPOT,
                        Type.YES_NO,
                        "Om frågan redan besvarades i samtalet eller vid besöket."),
                new Variable(Variables.UNIT, Type.TEXT, From.MODEL, "Enheten som har ärendet.", List.of(), true),
                model(
                        Variables.UNIT_MISSING,
                        Type.YES_NO,
                        "Om ingen regel eller registrator har gett ärendet en enhet än."),
                model(Variables.WORKING_DAYS, Type.NUMBER, "Hur många arbetsdagar svaret får ta, en eller två."),
                code(
                        Variables.ANSWER_DUE_AT,
                        Type.MOMENT,
                        "När sista dagen stänger: då ska frågeställaren ha fått svar."),
                code(Variables.REMIND_AT, Type.MOMENT, "När en halv arbetsdag är kvar av sista dagen."),
                listed(Variables.OUTCOME, "Vad som bestämdes i det senaste formuläret.", names(Outcome.values())),
                listed(
                        Variables.RESULT,
                        "Hur ärendet står: inget svar än, utlovat, vidarebefordrat, klart, eller öppnat igen.",
                        List.of("NOTHING", "PROMISED", "FORWARDED", "DONE", "REOPENED")),
                model(
                        Variables.PROMISED,
                        Type.YES_NO,
                        "Om frågeställaren har fått veta vem som svarar och när, och svaret är det som återstår."),
                code(Variables.PROMISE_DUE_AT, Type.MOMENT, "När den utlovade dagen stänger."),
                code(
                        Variables.PROMISE_BROKEN_AT,
                        Type.MOMENT,
                        "När arbetsdagen efter den utlovade dagen öppnar: då är ett löfte utan svar brutet."),
                code(Variables.PROMISE_REMIND_AT, Type.MOMENT, "När en arbetsdag är kvar till den utlovade dagen."),
                code(
                        Variables.HANDED_OVER,
                        Type.YES_NO,
                        "Om en annan enhet har lämnat över ärendet och ingen där har tagit emot det än."),
                code(
                        Variables.ACCEPT_BY,
                        Type.MOMENT,
                        "När den mottagande enheten påminns om ett ärende som den inte har tagit emot."),
                listed(
                        Variables.DESTINATION,
                        "Vart ett ärende ska: till en annan enhet, tillbaka, till registratorn, till någon annan utanför"
                                + " kommunen eller till en entreprenör.",
                        List.of("UNIT", "BACK", "REGISTRAR", "AUTHORITY", "CONTRACTOR")),
                code(Variables.WATCH_UNTIL, Type.MOMENT, "Till när en vidarebefordran bevakas."),
                code(
                        Variables.WATCHED,
                        Type.YES_NO,
                        "Om handläggaren har valt en dag för att se att mottagaren har tagit hand om frågan."),
                code(
                        Variables.WAITING_FOR_ASKER,
                        Type.YES_NO,
                        "Om vi har ställt en fråga till frågeställaren som inte är besvarad än."),
                code(
                        Variables.FOLLOW_UP_UNTIL,
                        Type.MOMENT,
                        "När tiden för återkoppling är slut: till dess kan ärendet öppnas igen."),
                code(Variables.CONTACT_WANTED, Type.YES_NO, "Om frågeställaren redan väntar på att chefen hör av sig."),
                code(
                        Variables.REPLY_WAITS,
                        Type.YES_NO,
                        "Om ett tidigare meddelande i det besvarade ärendet redan väntar på att läsas."),
                new Variable(
                        Variables.MANAGER_GROUP,
                        Type.TEXT,
                        From.CODE,
                        "Chefen för enheten som har ärendet.",
                        List.of(),
                        true),
                listed(
                        Variables.REPLY,
                        "Vilken väg svaret går: e-post, telefon, brev på papper, eller inget mer än ärendets sida.",
                        List.of("MAIL", "PHONE", "POST", "NONE")),
                listed(
                        Variables.LETTER,
                        "Vad det är som går till frågeställaren: svaret, eller ett besked.",
                        names(Word.values())),
                model(Variables.LEVEL, Type.NUMBER, "Hur högt ett försenat ärende har lyfts, från 1."),
                new Variable(
                        Variables.ESCALATION_GROUP,
                        Type.TEXT,
                        From.MODEL,
                        "Gruppen som ett försenat ärende har lyfts till, eller null när ingen finns kvar.",
                        List.of(),
                        true),
                model(
                        Variables.ESCALATION_HOURS,
                        Type.NUMBER,
                        "Hur många arbetstimmar den som fått ett försenat ärende har på sig."),
                code(
                        Variables.ESCALATION_UNTIL,
                        Type.MOMENT,
                        "När ett försenat ärende lyfts till nästa nivå om frågeställaren inte har fått besked dessförinnan."));
    }

    private static Variable code(String name, Type type, String meaning) {
        return new Variable(name, type, From.CODE, meaning, List.of(), false);
    }

    private static Variable model(String name, Type type, String meaning) {
        return new Variable(name, type, From.MODEL, meaning, List.of(), false);
    }

    private static Variable listed(String name, String meaning, List<String> values) {
        return new Variable(name, Type.TEXT, From.CODE, meaning, values, false);
    }

    private static List<String> names(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name).toList();
    }

    public Optional<Variable> variable(String name) {
        return variables().stream()
                .filter(variable -> variable.name().equals(name))
                .findFirst();
    }

    public List<Message> messages() {
        return Arrays.stream(CaseMessage.values())
                .map(message -> new Message(message.word(), message.meaning()))
                .toList();
    }

    public List<CalendarMethod> calendarMethods() {
        return List.of(new CalendarMethod(
                "workingHoursFromNow",
                List.of(Type.NUMBER),
                Type.MOMENT,
                "Tidpunkten då kommunen har haft öppet så här många timmar, räknat från nu.",
                CALENDAR + ".workingHoursFromNow(4)"));
    }

    public List<Contract> processes() {
        return List.of(Contract.values());
    }

    public List<Decision> decisions() {
        return List.of(Decision.values());
    }

    /**
     * The groups that a task may be given to by name: a unit, its manager, its head of department.
     *
     * @return empty when the units aren't known here, and nobody can say
     */
    public Optional<Set<String>> groups() {
        if (units == null) {
            return Optional.empty();
        }
        Set<String> groups = new LinkedHashSet<>(Set.of(Unit.REGISTRATOR));
        for (String unit : units.get()) {
            groups.addAll(List.of(unit, unit + MANAGER, unit + HEAD_OF_DEPARTMENT));
        }
        return Optional.of(groups);
    }
}
