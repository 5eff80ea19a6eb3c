package dev.cauce.application.security.limit;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How many requests are let in ({@code cauce.limits.*}).
 *
 * @param enabled false switches every limit off, for a benchmark
 * @param tenant what all principals of a tenant share
 * @param principal what one subject of a tenant has
 * @param address what one remote address has for tokens and for failed logins
 * @param remembered how many buckets of each kind are kept; the ones unused for longest go first
 */
@Validated
@ConfigurationProperties("cauce.limits")
public record LimitProperties(
        @DefaultValue("true") boolean enabled,
        @Valid @NotNull Rate tenant,
        @Valid @NotNull Rate principal,
        @Valid @NotNull Rate address,
        @DefaultValue("100000") @Min(100) int remembered) {

    /**
     * A token bucket.
     *
     * @param perSecond requests a second in the long run
     * @param burst requests at once after a rest
     */
    public record Rate(@Min(1) long perSecond, @Min(1) long burst) {}
}
