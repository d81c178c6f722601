package se.vaxholm.svara.audit.export;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import se.vaxholm.svara.audit.AuditNames;
import se.vaxholm.svara.audit.Filter;
import se.vaxholm.svara.audit.FilterWords.Asked;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.journal.AccessLog;
import se.vaxholm.svara.journal.Journal;
import se.vaxholm.svara.security.Staff;

/** Makes one export of many cases: a zip of the file and of what it says of itself, laid away as it is written. */
@Component
class ManyExportRun {

    private final CaseWalk walk;
    private final Orders orders;
    private final Journal journal;
    private final AuditNames names;
    private final MessageSource messages;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final AccessLog accesses;

    ManyExportRun(
            CaseWalk walk,
            Orders orders,
            Journal journal,
            AuditNames names,
            MessageSource messages,
            ApplicationEventPublisher events,
            TransactionTemplate transaction,
            Clock clock,
            AccessLog accesses) {
        this.accesses = accesses;
        this.walk = walk;
        this.orders = orders;
        this.journal = journal;
        this.names = names;
        this.messages = messages;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * What is to be made.
     *
     * @param format CSV or XES
     * @param asked the filter in words
     */
    record Wish(Format format, Filter filter, List<Asked> asked, Reveal reveal, Staff staff) {

        String inWords() {
            return asked.stream().map(one -> one.what() + ": " + one.value()).collect(Collectors.joining(", "));
        }
    }

    /** How many have been told. */
    private static final class Count {

        private int cases;
        private long entries;
    }

    /**
     * Makes it, and tells the journal, which stands or falls with the result.
     *
     * @param filterForJournal the filter without anybody's words
     * @throws CancelledException when it has been cancelled; nothing of it is left then
     */
    void make(UUID id, Wish wish, Map<String, String> filterForJournal) throws IOException {
        Instant at = clock.instant();
        Count count = new Count();
        Measured measured = new Measured(new Pieces(orders, id));
        About about;
        try (measured;
                Parcel parcel = new Parcel(measured, at)) {
            boolean table = wish.format() == Format.CSV;
            parcel.add(table ? "cases.csv" : "events.xes", out -> write(id, wish, at, count, out));
            about = new About(
                    table ? "cases" : "event-log", at, wish.staff(), wish.asked(), wish.reveal(), counts(wish, count));
            parcel.addReadme(table ? "exports/csv.txt" : "exports/xes.txt");
            String manifest = about.manifest(parcel.parts());
            parcel.addText(Parcel.MANIFEST, text -> text.write(manifest));
        }
        Map<String, String> detail = CaseExports.detail(wish.format(), about, measured);
        detail.put("masked", Boolean.toString(!wish.reveal().isChosen()));
        filterForJournal.forEach((field, value) -> detail.put("filter." + field, value));
        String sha256 = detail.getOrDefault("sha256", "");
        boolean kept = Boolean.TRUE.equals(transaction.execute(status -> {
            if (!orders.done(id, measured.size(), sha256)) {
                return false;
            }
            events.publishEvent(
                    new Deed(Deed.What.EXPORTED, null, null, wish.staff().asActor(), clock.instant(), detail));
            return true;
        }));
        if (!kept) {
            throw new CancelledException();
        }
    }

    private void write(UUID id, Wish wish, Instant at, Count count, OutputStream out) throws IOException {
        Writer text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        CaseWriter writer = writer(wish, at, text);
        writer.begin();
        walk.go(wish.filter(), wish.reveal(), cases -> {
            accesses.read(cases.stream().map(one -> one.found().id()).toList(), wish.staff());
            count.entries += writer.add(cases);
            count.cases += cases.size();
            if (Thread.currentThread().isInterrupted()) {
                throw new IOException("The node is being stopped");
            }
            if (!orders.toldSoFar(id, count.cases, count.entries)) {
                throw new CancelledException();
            }
        });
        writer.end();
        text.flush();
    }

    private CaseWriter writer(Wish wish, Instant at, Writer out) throws IOException {
        Locale locale = LocaleContextHolder.getLocale();
        return wish.format() == Format.CSV
                ? new CsvCases(out, names, key -> messages.getMessage(key, null, locale))
                : new XesLog(out, at, journal::of);
    }

    private static Map<String, Long> counts(Wish wish, Count count) {
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put("cases", (long) count.cases);
        if (wish.format() == Format.XES) {
            counts.put("entries", count.entries);
        }
        return counts;
    }
}
