package se.vaxholm.svara.files;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where ClamAV's daemon is; the settings {@code svara.clamd}.
 *
 * @param host "" when there is none: files are then shown as not scanned
 * @param patience how long one file's scan may take, from one second
 */
@ConfigurationProperties("svara.clamd")
record ClamdSettings(
        @DefaultValue("") String host,
        @DefaultValue("3310") int port,
        @DefaultValue("60s") Duration patience) {

    ClamdSettings {
        if (port < 1 || port > 65535 || patience.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException(
                    "svara.clamd: the port must be from 1 to 65535, and the patience at least 1s");
        }
    }
}
