package se.vaxholm.svara.audit.export;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import se.vaxholm.svara.audit.FilterWords.Asked;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.security.Staff;

/**
 * Exports one case. It is made whole on this node's disk first: nothing leaves that is not in the journal with its checksum, and
 * what fails is a page that says so and no half file.
 */
@Service
class CaseExports {

    /** A PDF is the one thing here that needs memory. */
    private static final int PDFS_AT_ONCE = 2;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String BEGINNING = "svara-";
    private static final String ENDING = ".export";

    /** Nobody fetches one for so long: what is older was left by a node that was killed. */
    private static final Duration LEFT_BEHIND = Duration.ofHours(6);

    private final WholeCases cases;
    private final CaseZip zip;
    private final CasePdf pdf;
    private final MessageSource messages;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Semaphore pdfs = new Semaphore(PDFS_AT_ONCE, true);

    CaseExports(
            WholeCases cases,
            CaseZip zip,
            CasePdf pdf,
            MessageSource messages,
            ApplicationEventPublisher events,
            TransactionTemplate transaction,
            Clock clock) {
        this.cases = cases;
        this.zip = zip;
        this.pdf = pdf;
        this.messages = messages;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** An export that lies on the disk; whoever gives it out deletes it. */
    record Made(Path file, String name, long size) {}

    /**
     * Exports a case, and tells the journal.
     *
     * @param format PDF or ZIP
     * @return empty when too many others are exporting just now
     * @throws IOException when the disk does not take it
     */
    Optional<Made> make(Enquiry enquiry, Format format, Reveal reveal, Staff staff) throws IOException {
        if (format == Format.PDF && !mayBegin()) {
            return Optional.empty();
        }
        Path file = Files.createTempFile(BEGINNING, ENDING);
        boolean done = false;
        try {
            Made made = make(enquiry, format, reveal, staff, file);
            done = true;
            return Optional.of(made);
        } finally {
            if (format == Format.PDF) {
                pdfs.release();
            }
            if (!done) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** A case must not lie about on a disk because a node was killed while it was fetched. */
    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT2M")
    public void removeLeftBehind() throws IOException {
        FileTime before = FileTime.from(clock.instant().minus(LEFT_BEHIND));
        Path folder = Path.of(System.getProperty("java.io.tmpdir"));
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, BEGINNING + "*" + ENDING)) {
            for (Path file : left) {
                if (Files.getLastModifiedTime(file).compareTo(before) < 0) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private boolean mayBegin() {
        try {
            return pdfs.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Made make(Enquiry enquiry, Format format, Reveal reveal, Staff staff, Path file) throws IOException {
        WholeCase whole = cases.of(enquiry, reveal);
        Reveal used = enquiry.sensitive() ? reveal : Reveal.NOTHING;
        About about = new About(
                "case",
                clock.instant(),
                staff,
                List.of(new Asked(say("audit.number"), enquiry.number().value())),
                used,
                counts(whole));
        Measured measured;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            measured = new Measured(out);
            if (format == Format.PDF) {
                pdf.write(whole, about, measured);
            } else {
                zip.write(whole, about, measured);
            }
        }
        Map<String, String> detail = detail(format, about, measured);
        if (enquiry.sensitive()) {
            detail.put("masked", Boolean.toString(whole.masked()));
        }
        transaction.executeWithoutResult(status -> events.publishEvent(new Deed(
                Deed.What.EXPORTED, enquiry.id(), enquiry.number().value(), staff.asActor(), clock.instant(), detail)));
        return new Made(file, enquiry.number() + "." + format.name().toLowerCase(Locale.ROOT), measured.size());
    }

    private static Map<String, Long> counts(WholeCase whole) {
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put("cases", 1L);
        counts.put("entries", (long) whole.written());
        counts.put("messages", (long) whole.messages().size());
        counts.put("letters", (long) whole.letters().size());
        counts.put("files", (long) whole.givenFiles().size());
        counts.put("mails", (long) whole.givenMails().size());
        return counts;
    }

    /** What the journal keeps of an export. */
    static Map<String, String> detail(Format format, About about, Measured measured) {
        Map<String, String> detail = new LinkedHashMap<>();
        detail.put("format", format.name());
        about.counts().forEach((what, count) -> detail.put(what, Long.toString(count)));
        detail.put("size", Long.toString(measured.size()));
        detail.put("sha256", measured.sha256());
        if (about.reveal().reason() != null) {
            detail.put("reason", about.reveal().reason());
        }
        return detail;
    }

    private String say(String key) {
        return messages.getMessage(key, null, LocaleContextHolder.getLocale());
    }
}
