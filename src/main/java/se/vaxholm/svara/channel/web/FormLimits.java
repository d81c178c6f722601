package se.vaxholm.svara.channel.web;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much the public pages take from one visitor before they ask them to wait or call; the settings {@code svara.limits}.
 *
 * <p>A school or a library is one address: the limits are there against machines, not against a class of pupils.
 *
 * @param draftsPerHour forms begun from one address
 * @param mattersPerHour matters sent from one address
 * @param wrongCodesPerAddress failed tries to open a matter from one address in an hour
 * @param wrongCodesPerNumber failed tries to open one matter in an hour, from wherever
 * @param messagesPerHour messages added to one matter
 * @param filesPerHour forms with files sent from one address
 * @param shortestFilling the time that no human is quicker than from the first step to the last
 */
@ConfigurationProperties("svara.limits")
record FormLimits(
        @DefaultValue("120") int draftsPerHour,
        @DefaultValue("30") int mattersPerHour,
        @DefaultValue("30") int wrongCodesPerAddress,
        @DefaultValue("10") int wrongCodesPerNumber,
        @DefaultValue("20") int messagesPerHour,
        @DefaultValue("120") int filesPerHour,
        @DefaultValue("3s") Duration shortestFilling) {

    FormLimits {
        if (Math.min(Math.min(draftsPerHour, mattersPerHour), Math.min(messagesPerHour, filesPerHour)) < 1
                || Math.min(wrongCodesPerAddress, wrongCodesPerNumber) < 1
                || shortestFilling.isNegative()) {
            throw new IllegalArgumentException("svara.limits: every limit must be at least 1, and no time negative");
        }
    }
}
