package dev.cauce.application.security.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.cauce.application.security.limit.LimitProperties.Rate;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;

/**
 * Token buckets per tenant, per principal and per address, of this process alone: with n processes a tenant has n times
 * as much. Memory is bounded; a bucket that is dropped after the time in which it would have filled up loses nothing.
 */
public final class RateLimits {

    private static final Duration SHORTEST_REST = Duration.ofMinutes(1);

    private final boolean enabled;
    private final Buckets tenants;
    private final Buckets principals;
    private final Buckets addresses;

    RateLimits(LimitProperties properties, TimeMeter time) {
        enabled = properties.enabled();
        tenants = new Buckets(properties.tenant(), properties.remembered(), time);
        principals = new Buckets(properties.principal(), properties.remembered(), time);
        addresses = new Buckets(properties.address(), properties.remembered(), time);
    }

    /**
     * Takes one request of a principal, from its own bucket and its tenant's. Zero when let in, else how long to wait.
     */
    public Duration take(String tenantId, String subject) {
        return take(tenantId, subject, 1, 0);
    }

    /**
     * Takes so many requests, all or none, that came together with one that was taken already. What a full bucket has
     * left after that one is the most that is taken: more would be refused for ever. How long to wait counts the first
     * one too, which whoever comes again pays again.
     */
    public Duration takeFurther(String tenantId, String subject, int requests) {
        return take(tenantId, subject, requests, 1);
    }

    private Duration take(String tenantId, String subject, int requests, int before) {
        if (!enabled) {
            return Duration.ZERO;
        }
        // The separator stands in no tenant id.
        Bucket principal = principals.of(tenantId + '\n' + subject);
        long ofPrincipal = principals.atMost(requests, before);
        if (ofPrincipal > 0 && !principal.tryConsume(ofPrincipal)) {
            return untilThere(principal, ofPrincipal + before);
        }
        Bucket tenant = tenants.of(tenantId);
        long ofTenant = tenants.atMost(requests, before);
        if (ofTenant > 0 && !tenant.tryConsume(ofTenant)) {
            if (ofPrincipal > 0) {
                principal.addTokens(ofPrincipal);
            }
            return untilThere(tenant, ofTenant + before);
        }
        return Duration.ZERO;
    }

    /** Never zero, though the bucket may have filled up since it refused. */
    private static Duration untilThere(Bucket bucket, long tokens) {
        return Duration.ofNanos(
                Math.max(1, bucket.estimateAbilityToConsume(tokens).getNanosToWaitForRefill()));
    }

    /** Takes one request for a token, or one failed login, of an address. Zero when let in, else how long to wait. */
    public Duration takeOfAddress(String address) {
        if (!enabled) {
            return Duration.ZERO;
        }
        ConsumptionProbe probe = addresses.of(address).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? Duration.ZERO : Duration.ofNanos(probe.getNanosToWaitForRefill());
    }

    /** Buckets remembered now, of every kind. */
    long remembered() {
        return tenants.count() + principals.count() + addresses.count();
    }

    private static final class Buckets {

        private final Rate rate;
        private final TimeMeter time;
        private final Cache<String, Bucket> buckets;

        Buckets(Rate rate, int remembered, TimeMeter time) {
            this.rate = rate;
            this.time = time;
            Duration untilFull = Duration.ofSeconds(rate.burst() / rate.perSecond() + 1);
            buckets = Caffeine.newBuilder()
                    .maximumSize(remembered)
                    .ticker(time::currentTimeNanos)
                    .expireAfterAccess(untilFull.compareTo(SHORTEST_REST) > 0 ? untilFull : SHORTEST_REST)
                    .build();
        }

        Bucket of(String key) {
            return buckets.get(
                    key,
                    missing -> Bucket.builder()
                            .addLimit(limit ->
                                    limit.capacity(rate.burst()).refillGreedy(rate.perSecond(), Duration.ofSeconds(1)))
                            .withCustomTimePrecision(time)
                            .build());
        }

        long atMost(int requests, int before) {
            return Math.min(requests, rate.burst() - before);
        }

        long count() {
            buckets.cleanUp();
            return buckets.estimatedSize();
        }
    }
}
