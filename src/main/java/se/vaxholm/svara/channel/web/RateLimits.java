package se.vaxholm.svara.channel.web;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.jdbc.PrimaryKeyMapper;
import io.github.bucket4j.postgresql.Bucket4jPostgreSQL;
import io.github.bucket4j.postgresql.PostgreSQLSelectForUpdateBasedProxyManager;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.http.HttpStatus;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import se.vaxholm.svara.security.ServerKey;

/** Counts what comes from one visitor or concerns one matter, in the database, so that all nodes count together. */
@Component
@EnableConfigurationProperties(FormLimits.class)
class RateLimits {

    /** What is counted. */
    enum Limit {
        DRAFTS,
        MATTERS,
        WRONG_CODES_PER_ADDRESS,
        WRONG_CODES_PER_NUMBER,
        MESSAGES,
        FILES
    }

    private static final Duration HOUR = Duration.ofHours(1);
    private static final int MOST_REMOVED_AT_ONCE = 10_000;
    private static final int IPV6_NETWORK_BYTES = 8;
    private static final Pattern ADDRESS = Pattern.compile("[0-9a-fA-F:.]{2,45}");

    private final PostgreSQLSelectForUpdateBasedProxyManager<String> buckets;
    private final FormLimits limits;
    private final ServerKey serverKey;

    RateLimits(DataSource dataSource, FormLimits limits, ServerKey serverKey) {
        this.buckets = Bucket4jPostgreSQL.selectForUpdateBasedBuilder(dataSource)
                .table("rate_limit")
                .idColumn("id")
                .stateColumn("state")
                .expiresAtColumn("expires_at")
                .primaryKeyMapper(PrimaryKeyMapper.STRING)
                .expirationAfterWrite(ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(HOUR))
                .build();
        this.limits = limits;
        this.serverKey = serverKey;
    }

    /** Takes one from what is left; false when nothing is. */
    boolean take(Limit limit, String whom) {
        return bucket(limit, whom).tryConsume(1);
    }

    /** Takes one, or ends the request with the page that says so and whom to call instead. */
    void require(Limit limit, String whom) {
        if (!take(limit, whom)) {
            throw new ResponseStatusException(HttpStatus.TOO_MANY_REQUESTS, limit.name());
        }
    }

    /** Gives one back: what succeeded does not count. */
    void giveBack(Limit limit, String whom) {
        bucket(limit, whom).addTokens(1);
    }

    /**
     * Who a request comes from, as a keyed hash that tells nobody the address; of IPv6 the network, since each home has
     * countless addresses. Whether a proxy's word is believed is decided by {@code server.forward-headers-strategy}.
     */
    String visitor(HttpServletRequest request) {
        String address = request.getRemoteAddr();
        try {
            if (ADDRESS.matcher(address).matches()) {
                byte[] bytes = InetAddress.getByName(address).getAddress();
                byte[] counted = bytes.length > 4 ? Arrays.copyOf(bytes, IPV6_NETWORK_BYTES) : bytes;
                address = Base64.getEncoder().encodeToString(counted);
            }
        } catch (UnknownHostException e) {
            // Not an address in numbers: counted as it stands.
        }
        return hash("visitor", address);
    }

    /** A number as somebody typed it, of any form and length, also one that does not exist. */
    String matter(String typedNumber) {
        return hash("matter", typedNumber);
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT7M")
    void removeExpired() {
        buckets.removeExpired(MOST_REMOVED_AT_ONCE);
    }

    private String hash(String purpose, String text) {
        byte[] hash = Arrays.copyOf(serverKey.hash(purpose, text), 18);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    }

    private Bucket bucket(Limit limit, String whom) {
        int capacity = switch (limit) {
            case DRAFTS -> limits.draftsPerHour();
            case MATTERS -> limits.mattersPerHour();
            case WRONG_CODES_PER_ADDRESS -> limits.wrongCodesPerAddress();
            case WRONG_CODES_PER_NUMBER -> limits.wrongCodesPerNumber();
            case MESSAGES -> limits.messagesPerHour();
            case FILES -> limits.filesPerHour();
        };
        return buckets.builder()
                .build(
                        limit.name() + ":" + whom,
                        () -> BucketConfiguration.builder()
                                .addLimit(bandwidth ->
                                        bandwidth.capacity(capacity).refillGreedy(capacity, HOUR))
                                .build());
    }
}
