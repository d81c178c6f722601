package se.vaxholm.svara.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import se.vaxholm.svara.SvaraTest;
import se.vaxholm.svara.TestClock;
import se.vaxholm.svara.TestServers;
import se.vaxholm.svara.files.FileRefusedException.Reason;
import se.vaxholm.svara.files.KeptFile.Scan;

/** What is taken in comes out again byte by byte, and what is refused leaves nothing behind. */
@SvaraTest
class KeptFilesTests {

    @Autowired
    private KeptFiles files;

    @Autowired
    private LateScans scans;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private TestClock clock;

    private final FilePlace place = FilePlace.unsent(UUID.randomUUID());
    private long rowsBefore;
    private List<Path> spooledBefore = List.of();

    @BeforeEach
    void count() throws IOException {
        rowsBefore = rows();
        spooledBefore = spooled();
    }

    @AfterEach
    void calm() {
        TestServers.clamd().setMood(ClamdStandIn.Mood.WELL);
        files.removeAll(place);
    }

    @Test
    void aLargeFileIsStreamedInAndOutInSmallPieces() throws Exception {
        long size = KeptFiles.LARGEST - 100_000;
        AtomicInteger largestRead = new AtomicInteger();
        InputStream measured = new FilterInputStream(Samples.letters(size)) {
            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                largestRead.accumulateAndGet(length, Math::max);
                return super.read(into, offset, length);
            }
        };
        KeptFile kept = files.keep("stor.txt", measured, place);

        assertThat(kept.size()).isEqualTo(size);
        assertThat(kept.kind()).isEqualTo(FileKind.TEXT);
        assertThat(largestRead.get()).isLessThanOrEqualTo(FileTypes.HEAD);
        Measured out = new Measured();
        files.copy(files.find(kept.id()).orElseThrow(), out);
        assertThat(out.size).isEqualTo(size);
        assertThat(out.largest).isLessThanOrEqualTo(FileRows.PIECE);
        assertThat(HexFormat.of().formatHex(out.digest.digest())).isEqualTo(kept.sha256());
        assertNothingSpooledIsLeft();
    }

    /** Counts what it is given and keeps nothing. */
    private static final class Measured extends OutputStream {

        private final MessageDigest digest;
        private long size;
        private int largest;

        private Measured() throws Exception {
            digest = MessageDigest.getInstance("SHA-256");
        }

        @Override
        public void write(int one) {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            digest.update(bytes, offset, length);
            size += length;
            largest = Math.max(largest, length);
        }
    }

    @Test
    void whatComesOutIsWhatCameIn() throws Exception {
        byte[] content = Samples.join(Samples.JPEG, new byte[FileRows.PIECE], Samples.text("slut"));
        KeptFile kept = keep("IMG_1.jpg", content);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        files.copy(kept, out);
        assertThat(out.toByteArray()).isEqualTo(content);
        assertThat(files.of(place)).containsExactly(kept);
        assertThat(kept.scan()).isEqualTo(Scan.CLEAN);
    }

    @Test
    void aFileOfMoreThan25MegabytesLeavesNothing() throws Exception {
        assertRefused(Reason.TOO_LARGE, "stor.txt", Samples.letters(26_000_000 + (1 << 20)));
        assertThat(keepLetters(KeptFiles.LARGEST).size()).isEqualTo(KeptFiles.LARGEST);
    }

    @Test
    void moreThan50MegabytesTogetherAreTooMuch() throws Exception {
        keepLetters(KeptFiles.LARGEST);
        keepLetters(KeptFiles.LARGEST - 10);
        rowsBefore = rows();
        assertRefused(Reason.TOO_MUCH_TOGETHER, "a.txt", Samples.letters(11));
        keepLetters(10);
    }

    @Test
    void twentyFilesLieInOnePlaceAndNoMoreAlsoWhenTheyComeAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try {
            List<Callable<Boolean>> many = IntStream.range(0, KeptFiles.MOST + 6)
                    .mapToObj(i -> (Callable<Boolean>) () -> {
                        try {
                            keepLetters(10);
                            return true;
                        } catch (FileRefusedException e) {
                            assertThat(e.reason()).isEqualTo(Reason.TOO_MANY);
                            return false;
                        }
                    })
                    .toList();
            int taken = 0;
            for (Future<Boolean> one : threads.invokeAll(many)) {
                taken += one.get() ? 1 : 0;
            }
            assertThat(taken).isEqualTo(KeptFiles.MOST);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void anEmptyOneIsRefused() throws Exception {
        assertRefused(Reason.EMPTY, "tom.txt", InputStream.nullInputStream());
    }

    @Test
    void aSenderWhoHangsUpLeavesNothing() throws Exception {
        InputStream breaking = new FilterInputStream(Samples.letters(1_000_000)) {
            private int reads;

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                if (++reads > 5) {
                    throw new IOException("Connection reset");
                }
                return super.read(into, offset, length);
            }
        };
        assertRefused(Reason.BROKEN, "a.txt", breaking);
    }

    @Test
    void whatIsNotAllowedOrABombLeavesNothing() throws Exception {
        assertRefused(Reason.NOT_ALLOWED, "a.svg", stream(Samples.text("<svg><script/></svg>")));
        assertRefused(Reason.BOMB, "a.zip", stream(Samples.bomb(600)));
    }

    @Test
    void whoeverWaitsIsToldOfAVirusAndNothingIsKept() throws Exception {
        assertRefused(Reason.INFECTED, "a.txt", stream(Samples.eicar()));
    }

    @Test
    void whenNobodyWaitsAVirusGoesIntoQuarantineAndIsGivenOutToNobody() throws Exception {
        KeptFile stopped = files.receive("a.txt", stream(Samples.eicar()), place);
        assertThat(stopped.isStopped()).isTrue();
        assertThat(stopped.finding()).isEqualTo("Eicar-Signature");
        assertThatThrownBy(() -> files.copy(stopped, OutputStream.nullOutputStream()))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aScannerThatIsAwayLosesNothingAndFindsItLater() throws Exception {
        TestServers.clamd().setMood(ClamdStandIn.Mood.HANGS_UP);
        KeptFile clean = keep("a.pdf", Samples.PDF);
        KeptFile infected = keep("b.txt", Samples.eicar());
        assertThat(List.of(clean.scan(), infected.scan())).containsOnly(Scan.NOT_SCANNED);
        clock.advance(Duration.ofMinutes(11));
        scans.scan();
        assertThat(files.of(place)).extracting(KeptFile::scan).containsOnly(Scan.NOT_SCANNED);

        TestServers.clamd().setMood(ClamdStandIn.Mood.WELL);
        clock.advance(Duration.ofMinutes(11));
        scans.scan();
        assertThat(files.find(clean.id()).orElseThrow().scan()).isEqualTo(Scan.CLEAN);
        assertThat(files.find(infected.id()).orElseThrow().isStopped()).isTrue();
    }

    @Test
    void aCopyHasTheBytesOfItsFileAndWaitsForTheScannerByItself() throws Exception {
        TestServers.clamd().setMood(ClamdStandIn.Mood.HANGS_UP);
        KeptFile infected = keep("b.txt", Samples.eicar());
        UUID key = UUID.randomUUID();
        transaction.executeWithoutResult(status -> files.duplicate(List.of(infected.id()), key));
        KeptFile copy = files.of(FilePlace.unsent(key)).get(0);
        assertThat(copy)
                .usingRecursiveComparison()
                .ignoringFields("id", "place")
                .isEqualTo(infected);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        files.copy(copy, out);
        assertThat(out.toByteArray()).isEqualTo(Samples.eicar());

        TestServers.clamd().setMood(ClamdStandIn.Mood.WELL);
        clock.advance(Duration.ofMinutes(11));
        scans.scan();
        assertThat(files.of(FilePlace.unsent(key))).extracting(KeptFile::scan).containsExactly(Scan.INFECTED);
        files.removeAll(FilePlace.unsent(key));
    }

    @Test
    void whatIsNeverSentGoesAfterThreeDaysUnlessSomebodyGoesOnWithIt() throws Exception {
        KeptFile kept = keep("a.pdf", Samples.PDF);
        clock.advance(Duration.ofHours(71));
        files.prolong(Objects.requireNonNull(place.unsentKey()));
        clock.advance(Duration.ofHours(71));
        files.removeExpired();
        assertThat(files.find(kept.id())).isPresent();
        clock.advance(Duration.ofHours(1));
        files.removeExpired();
        assertThat(files.find(kept.id())).isEmpty();
        assertThat(jdbc.sql("select count(*) from file_chunk where file_id = ?")
                        .param(kept.id())
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void onlyWhatLiesInThePlaceIsRemovedFromIt() throws Exception {
        KeptFile kept = keep("a.pdf", Samples.PDF);
        assertThat(files.remove(kept.id(), FilePlace.unsent(UUID.randomUUID()))).isFalse();
        assertThat(files.remove(kept.id(), place)).isTrue();
        assertThat(rows()).isEqualTo(rowsBefore);
    }

    private KeptFile keep(String name, byte[] content) throws FileRefusedException {
        return files.keep(name, stream(content), place);
    }

    private KeptFile keepLetters(long size) throws FileRefusedException {
        return files.keep("a.txt", Samples.letters(size), place);
    }

    private void assertRefused(Reason reason, String name, InputStream content) throws IOException {
        assertThatThrownBy(() -> files.keep(name, content, place))
                .isInstanceOfSatisfying(
                        FileRefusedException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(reason));
        assertThat(rows()).isEqualTo(rowsBefore);
        assertNothingSpooledIsLeft();
    }

    private static InputStream stream(byte[] content) {
        return new ByteArrayInputStream(content);
    }

    private long rows() {
        return jdbc.sql("select (select count(*) from file) + (select count(*) from file_chunk)")
                .query(Long.class)
                .single();
    }

    /** Another run on the same machine has its own there, for moments; what was left behind stays. */
    private void assertNothingSpooledIsLeft() throws IOException {
        List<Path> since =
                spooled().stream().filter(path -> !spooledBefore.contains(path)).toList();
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(since).noneMatch(Files::exists));
    }

    private static List<Path> spooled() throws IOException {
        try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return all.filter(path -> path.getFileName().toString().startsWith("svara-")
                            && path.toString().endsWith(".file"))
                    .sorted()
                    .toList();
        }
    }
}
