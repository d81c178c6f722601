package se.vaxholm.svara.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import se.vaxholm.svara.embedded.FreePort;
import se.vaxholm.svara.files.ClamdStandIn.Mood;
import se.vaxholm.svara.files.KeptFile.Scan;

/** Only what the scanner calls clean is clean, and nobody waits for it for ever. */
class ClamdTests {

    private static final ClamdStandIn standIn = ClamdStandIn.start();

    private final Clamd clamd = clamd("127.0.0.1", standIn.port());

    @AfterAll
    static void stop() {
        standIn.close();
    }

    @AfterEach
    void calm() {
        standIn.setMood(Mood.WELL);
    }

    @Test
    void saysWhatTheScannerSays() {
        assertThat(scan(Samples.PDF)).isEqualTo(new Clamd.Verdict(Scan.CLEAN, ""));
        assertThat(scan(Samples.eicar())).isEqualTo(new Clamd.Verdict(Scan.INFECTED, "Eicar-Signature"));
    }

    @Test
    void findsWhatLiesAtTheEndOfALargeFile() {
        byte[] large = Samples.join(new byte[300_000], Samples.eicar());
        assertThat(scan(large).scan()).isEqualTo(Scan.INFECTED);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "WELL")
    void whateverGoesWrongTheFileIsNotScannedAndNobodyWaitsLong(Mood mood) {
        standIn.setMood(mood);
        long begun = System.nanoTime();
        // More than any buffer between takes, so that writing blocks too.
        assertThat(clamd.scan(Samples.letters(20 << 20))).isEqualTo(Clamd.Verdict.NONE);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void withoutAScannerNothingIsScanned() {
        assertThat(clamd("127.0.0.1", FreePort.any()).scan(new ByteArrayInputStream(Samples.PDF)))
                .isEqualTo(Clamd.Verdict.NONE);
        Clamd none = clamd("", 3310);
        assertThat(none.isSetUp()).isFalse();
        assertThat(none.scan(new ByteArrayInputStream(Samples.eicar()))).isEqualTo(Clamd.Verdict.NONE);
    }

    private Clamd.Verdict scan(byte[] content) {
        return clamd.scan(new ByteArrayInputStream(content));
    }

    private static Clamd clamd(String host, int port) {
        return new Clamd(new ClamdSettings(host, port, Duration.ofSeconds(1)));
    }
}
