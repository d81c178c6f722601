package se.vaxholm.svara.channel.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static se.vaxholm.svara.channel.mail.RawMail.mail;

import com.sun.management.ThreadMXBean;
import jakarta.mail.util.SharedFileInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.vaxholm.svara.channel.mail.UnreadableMailException.Reason;

/**
 * Reads large mails from where they lie, in little memory and time; with {@code -Dsvara.tests.size=full} of the largest size.
 */
class MailBoundsTests {

    private static final int LARGE = ("full".equals(System.getProperty("svara.tests.size")) ? 70 : 12) * 1024 * 1024;
    private static final long LITTLE_MEMORY = 192L * 1024 * 1024;

    private final MailReader reader = new MailReader(MailReaderTests.CLOCK);
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "text/html",
                "text/plain; format=flowed; charset=utf-16",
                "multipart/mixed; boundary=nowhere",
                "multipart/mixed; boundary=b",
                "message/rfc822",
                "application/octet-stream; name=stor.bin"
            })
    void aLargeMailOfAnyKindTakesLittleMemory(String type) throws IOException {
        for (String line : new String[] {"a", "a\r\n", "--\r\n", "<b>&", "<p><b><i><font><u>", "> ", "=?\r\n "}) {
            Path file = write(mail().with("Content-Type: " + type), "--b\r\n\r\n", line);
            long start = System.nanoTime();
            long before = threads.getCurrentThreadAllocatedBytes();
            try (SharedFileInputStream source = new SharedFileInputStream(file.toFile())) {
                MailReaderTests.assertThatItIsSafe(reader.read(source));
            } catch (UnreadableMailException refused) {
                assertThat(refused).hasNoCause();
            }
            assertThat(threads.getCurrentThreadAllocatedBytes() - before)
                    .as(line)
                    .isLessThan(LITTLE_MEMORY);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).as(line).isLessThan(Duration.ofSeconds(5));
        }
    }

    /** Whose end never comes. */
    @ParameterizedTest
    @ValueSource(strings = {"<", "</", "<a ", "<a b=", "<a b='", "<!--", "<!", "<?", "&", "<script>", "<a href=data:"})
    void aLongWordInHtmlTakesLittleMemory(String before) throws IOException, UnreadableMailException {
        String word = "<p>Hej</p>" + before + "a".repeat(1_000_000);
        long start = threads.getCurrentThreadAllocatedBytes();
        ReadMail read = reader.read(new ByteArrayInputStream(mail().html(word)));
        assertThat(threads.getCurrentThreadAllocatedBytes() - start).isLessThan(LITTLE_MEMORY);
        assertThat(read.text()).startsWith("Hej");
    }

    @Test
    void aMailIsReadTheSameFromWhereItLies() throws IOException {
        for (NastyMail nasty : NastyMail.all()) {
            Path file = Files.write(folder.resolve("nasty"), nasty.bytes());
            try (SharedFileInputStream source = new SharedFileInputStream(file.toFile())) {
                ReadMail lying = reader.read(source);
                nasty.check(lying);
            } catch (UnreadableMailException refused) {
                assertThat(refused.reason()).as(nasty.name()).isEqualTo(nasty.unreadable());
            }
        }
    }

    @Test
    void filesAreReadFromTheMailAndNoMoreOfThemThanTheirBound() throws IOException, UnreadableMailException {
        Path file = write(mail().with("Content-Type: application/octet-stream; name=stor.bin"), "", "ab\r\n");
        try (SharedFileInputStream source = new SharedFileInputStream(file.toFile())) {
            ReadMail mail = reader.read(source);
            ReadMail.Content content = mail.files().get(0).content();
            assertThat(drain(content)).isEqualTo(Files.size(file) - headers());
            assertThatIOException()
                    .isThrownBy(() -> {
                        for (long more = 0; more <= MailBytes.LONGEST; more += LARGE) {
                            drain(content);
                        }
                    })
                    .withMessageContaining("larger");
        }
    }

    @Test
    void whatIsLargerThanAnyMailIsRefusedUnread() {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 'a';
            }

            @Override
            public int read(byte[] bytes, int from, int length) {
                return length;
            }
        };
        assertThatExceptionOfType(UnreadableMailException.class)
                .isThrownBy(() -> reader.read(endless))
                .extracting(UnreadableMailException::reason)
                .isEqualTo(Reason.TOO_LARGE);
    }

    private static long headers() {
        return mail().with("Content-Type: application/octet-stream; name=stor.bin")
                .body("")
                .length;
    }

    private static long drain(ReadMail.Content content) throws IOException {
        try (InputStream in = content.open()) {
            return in.transferTo(OutputStream.nullOutputStream());
        }
    }

    /** A large mail of one line after another. */
    private Path write(RawMail mail, String start, String line) throws IOException {
        Path file = folder.resolve("mail");
        byte[] lines = line.repeat(64 * 1024 / line.length()).getBytes(StandardCharsets.US_ASCII);
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(mail.body(start));
            for (int written = 0; written < LARGE; written += lines.length) {
                out.write(lines);
            }
        }
        return file;
    }
}
