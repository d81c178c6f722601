package se.vaxholm.svara.audit.export;

import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.vaxholm.svara.audit.AuditNames;
import se.vaxholm.svara.calendar.WorkingCalendar;

/** Cases as a table, a row each. */
final class CsvCases implements CaseWriter {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(WorkingCalendar.ZONE);

    private static final List<String> COLUMNS = List.of(
            "audit.number",
            "audit.board",
            "audit.unit",
            "audit.category",
            "audit.channel",
            "audit.column.received",
            "auditexport.column.registered",
            "auditexport.column.lastDay",
            "auditexport.column.firstResponse",
            "audit.column.closed",
            "audit.outcome",
            "auditexport.column.late",
            "auditexport.column.marked",
            "auditexport.column.kept",
            "auditexport.column.broken",
            "auditexport.column.handovers",
            "auditexport.column.reopened",
            "auditexport.column.handler",
            "auditexport.column.asker",
            "auditexport.column.email",
            "auditexport.column.phone",
            "auditexport.column.subject",
            "auditexport.column.question");

    private final Writer out;
    private final AuditNames names;
    private final Function<String, String> say;

    /** @param say the message of a key, in the language of whoever has ordered it */
    CsvCases(Writer out, AuditNames names, Function<String, String> say) {
        this.out = out;
        this.names = names;
        this.say = say;
    }

    @Override
    public void begin() throws IOException {
        out.append(Csv.BEGINNING);
        Csv.line(out, COLUMNS.stream().map(say).toList());
    }

    @Override
    public long add(List<ToldCase> cases) throws IOException {
        for (ToldCase one : cases) {
            Csv.line(out, cells(one));
        }
        return 0;
    }

    @Override
    public void end() {
        // A table has no end.
    }

    private List<String> cells(ToldCase one) {
        return Stream.of(
                        one.found().number(),
                        names.board(one.board()),
                        names.unit(one.found().unitId()),
                        names.category(one.found().categoryId()),
                        say.apply("audit.channel." + one.found().channel()),
                        time(one.found().receivedAt()),
                        time(one.registeredAt()),
                        one.lastDayOn().toString(),
                        time(one.firstResponseAt()),
                        time(one.found().closedAt()),
                        say.apply("audit.outcome." + one.found().outcome()),
                        yesOrNo(one.found().late()),
                        yesOrNo(one.found().sensitive()),
                        Integer.toString(one.kept()),
                        Integer.toString(one.broken()),
                        Integer.toString(one.handovers()),
                        Integer.toString(one.reopened()),
                        text(one.handler()),
                        text(one.asker()),
                        text(one.email()),
                        text(one.phone()),
                        one.subject(),
                        one.question())
                .toList();
    }

    private String yesOrNo(boolean yes) {
        return say.apply(yes ? "auditexport.yes" : "auditexport.no");
    }

    private static String time(@Nullable Instant at) {
        return at == null ? "" : TIME.format(at);
    }

    private static String text(@Nullable String text) {
        return Objects.requireNonNullElse(text, "");
    }
}
