package se.vaxholm.svara;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** The clock of the tests: the real time until a test sets it, and then standing still until it is moved. */
public final class TestClock extends Clock {

    public static final ZoneId STOCKHOLM = ZoneId.of("Europe/Stockholm");

    private final ZoneId zone;
    private final Setting setting;

    public TestClock() {
        this(STOCKHOLM, new Setting());
    }

    private TestClock(ZoneId zone, Setting setting) {
        this.zone = zone;
        this.setting = setting;
    }

    public void set(Instant now) {
        setting.now = now;
    }

    /** Sets the clock to what the clock on the wall in Vaxholm shows, e.g. {@code 2026-03-02T10:15}. */
    public void set(String vaxholmTime) {
        set(LocalDateTime.parse(vaxholmTime).atZone(STOCKHOLM).toInstant());
    }

    public void advance(Duration time) {
        set(instant().plus(time));
    }

    /** Lets the real time run again; done for you after every test that uses {@link SvaraTest}. */
    public void reset() {
        setting.now = null;
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
        return new TestClock(other, setting);
    }

    @Override
    public Instant instant() {
        Instant now = setting.now;
        return now == null ? Instant.now() : now;
    }

    private static final class Setting {
        private volatile @Nullable Instant now;
    }
}
