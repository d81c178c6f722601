package se.vaxholm.svara.audit.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.context.ApplicationContext;
import se.vaxholm.svara.enquiry.Enquiries;
import se.vaxholm.svara.enquiry.EnquiryNumber;
import se.vaxholm.svara.journal.Verified;
import se.vaxholm.svara.security.TestStaff;

/** Exports of many cases, each verified by itself, for tests that have made much to export. */
public final class ExportedCases {

    private ExportedCases() {}

    /** What the command says of those of which it says that something is wrong. */
    public static List<String> wrong(ApplicationContext context, Collection<String> numbers) throws IOException {
        Enquiries enquiries = context.getBean(Enquiries.class);
        WholeCases cases = context.getBean(WholeCases.class);
        CaseZip zip = context.getBean(CaseZip.class);
        Path file = Files.createTempFile("exported", ".zip");
        List<String> wrong = new ArrayList<>();
        for (String number : numbers) {
            WholeCase whole = cases.of(
                    enquiries.find(EnquiryNumber.parse(number).orElseThrow()).orElseThrow(), new Reveal("All of it"));
            About about = new About(
                    "case",
                    context.getBean(Clock.class).instant(),
                    TestStaff.named("revisor"),
                    List.of(),
                    new Reveal("All of it"),
                    Map.of("entries", (long) whole.written()));
            try (OutputStream out = Files.newOutputStream(file)) {
                zip.write(whole, about, out);
            }
            Verified.Told told = Verified.verify(null, file.toString());
            if (told.code() != 0) {
                wrong.add(told.text());
            }
        }
        Files.delete(file);
        return wrong;
    }
}
