package se.vaxholm.svara.channel.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import se.vaxholm.svara.channel.mail.ReadMail.Part;

/**
 * Breaks the nasty mails further, for two seconds or with {@code -Dsvara.tests.size=full} for a minute; the printed seed given
 * again as {@code -Dsvara.fuzz.seed} breaks them in the same order.
 */
class MailFuzzTests {

    private static final long MOST_BYTES = 400L * 1024 * 1024;
    private static final int LONGEST = 12 * 1024 * 1024;
    private static final int FEWEST = 100;
    private static final Duration LONGEST_TIME = Duration.ofSeconds(5);

    private static final List<String> WORDS = List.of(
            "\r\n",
            "\n",
            "\r",
            "\r\n\r\n",
            "--",
            "--b",
            "--b--",
            "=?utf-8?Q?",
            "?=",
            "=?x?B?",
            "\"",
            "<",
            ">",
            "(",
            ":",
            ";",
            "\0",
            "=",
            "=0D=0A",
            "Content-Type: multipart/mixed; boundary=b\r\n",
            "Content-Type: message/rfc822\r\n",
            "Content-Transfer-Encoding: base64\r\n",
            "Content-Transfer-Encoding: x-uuencode\r\n",
            "boundary=",
            "charset=utf-16",
            "charset=utf-7",
            "<div>",
            "</div>",
            "<blockquote type=cite>",
            "&#x1F600;",
            "> ",
            "Från: a\r\nSkickat: b\r\nÄmne: c\r\n",
            "-----Original Message-----\r\n",
            "\u00ff\u00fe",
            "\u00f0\u009f\u0098\u0080",
            "\u00ed\u00a0\u0080");

    private final MailReader reader = new MailReader(MailReaderTests.CLOCK);
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void whateverComesIsReadOrRefusedSoonAndInLittleMemory() throws Exception {
        boolean full = "full".equals(System.getProperty("svara.tests.size"));
        long seed = Long.getLong("svara.fuzz.seed", full ? System.nanoTime() : 20211028L);
        long end = System.nanoTime() + Duration.ofSeconds(full ? 60 : 2).toNanos();
        Random random = new Random(seed);
        List<byte[]> mails = NastyMail.all().stream()
                .map(NastyMail::bytes)
                .filter(bytes -> bytes.length < 100_000 || full)
                .toList();
        ExecutorService thread = Executors.newSingleThreadExecutor();
        int count = 0;
        try {
            while (System.nanoTime() < end || count < FEWEST) {
                byte[] broken = mails.get(random.nextInt(mails.size()));
                for (int times = 1 + random.nextInt(4); times > 0; times--) {
                    broken = breakFurther(broken, mails, random);
                }
                check(broken, thread, "mail " + count + " of seed " + seed);
                count++;
            }
        } finally {
            thread.shutdownNow();
            System.out.println("Broke " + count + " mails with -Dsvara.fuzz.seed=" + seed);
        }
    }

    private void check(byte[] mail, ExecutorService thread, String which) throws InterruptedException {
        Future<Long> read = thread.submit(() -> read(mail));
        try {
            assertThat(read.get(LONGEST_TIME.toMillis(), TimeUnit.MILLISECONDS))
                    .as(which)
                    .isLessThan(MOST_BYTES);
        } catch (TimeoutException e) {
            throw new AssertionError(which + " takes too long", e);
        } catch (ExecutionException e) {
            throw new AssertionError(which + ": " + e.getCause(), e.getCause());
        }
    }

    /** How many bytes of memory it takes to read it, and all that is attached. */
    private long read(byte[] mail) throws IOException {
        InputStream source = new ByteArrayInputStream(mail);
        long before = threads.getCurrentThreadAllocatedBytes();
        try {
            ReadMail read = reader.read(source);
            long taken = threads.getCurrentThreadAllocatedBytes() - before;
            MailReaderTests.assertThatItIsSafe(read);
            for (Part file : read.files()) {
                try (InputStream content = file.content().open()) {
                    content.transferTo(OutputStream.nullOutputStream());
                }
            }
            return taken;
        } catch (UnreadableMailException refused) {
            // What is caught as the last resort is a mistake of ours.
            if (refused.getCause() != null) {
                throw new AssertionError(refused.getCause());
            }
            return threads.getCurrentThreadAllocatedBytes() - before;
        }
    }

    private static byte[] breakFurther(byte[] mail, List<byte[]> mails, Random random) {
        byte[] broken = mail.clone();
        int at = random.nextInt(mail.length + 1);
        int to = Math.min(mail.length, at + random.nextInt(200));
        switch (random.nextInt(7)) {
            case 0 -> {
                for (int i = 0; i < 1 + mail.length / 200 && mail.length > 0; i++) {
                    broken[random.nextInt(mail.length)] = (byte) random.nextInt(256);
                }
            }
            case 1 -> broken = Arrays.copyOf(mail, at);
            case 2 -> broken = join(Arrays.copyOf(mail, at), Arrays.copyOfRange(mail, to, mail.length));
            case 3 -> {
                byte[] repeated = Arrays.copyOfRange(mail, at, to);
                broken = Arrays.copyOf(mail, at);
                for (int i = random.nextInt(50); i > 0 && broken.length < LONGEST; i--) {
                    broken = join(broken, repeated);
                }
                broken = join(broken, Arrays.copyOfRange(mail, at, mail.length));
            }
            case 4 -> {
                byte[] other = mails.get(random.nextInt(mails.size()));
                int from = random.nextInt(other.length + 1);
                broken = join(Arrays.copyOf(mail, at), Arrays.copyOfRange(other, from, other.length));
            }
            case 5 -> {
                byte[] other = mails.get(random.nextInt(mails.size()));
                broken = join(join(Arrays.copyOf(mail, at), other), Arrays.copyOfRange(mail, at, mail.length));
            }
            default -> {
                byte[] word = WORDS.get(random.nextInt(WORDS.size())).getBytes(StandardCharsets.ISO_8859_1);
                broken = join(join(Arrays.copyOf(mail, at), word), Arrays.copyOfRange(mail, at, mail.length));
            }
        }
        return broken.length > LONGEST ? Arrays.copyOf(broken, LONGEST) : broken;
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] joined = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }
}
