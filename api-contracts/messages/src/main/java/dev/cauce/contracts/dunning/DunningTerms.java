package dev.cauce.contracts.dunning;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Set;

/**
 * What a dunning policy says. Days count from the failed payment, hours are of the customer's own day. Messages go out
 * neither from {@code quietFromHour} nor before {@code quietToHour}; retries prefer paydays (days of the month),
 * working days and {@code retryHour}; {@code explorationShare} of them go out in a slot drawn at random.
 */
public record DunningTerms(
        @Min(1) @Max(365) int windowDays,
        @Min(0) @Max(35) int mostRetries,
        @Min(1) @Max(31) int retrySpanDays,
        @Min(1) @Max(240) int hoursBetweenRetries,
        @Min(0) @Max(365) int graceDays,
        @Min(0) @Max(365) int suspendAfterDays,
        @NotNull FinalAction finalAction,
        @Min(0) @Max(20) int mostMessages,
        @Min(1) @Max(90) int messageEveryDays,
        @Min(0) @Max(23) int quietFromHour,
        @Min(0) @Max(23) int quietToHour,
        @Min(0) @Max(23) int retryHour,
        @NotNull @Size(max = 31) Set<@Min(1) @Max(31) Integer> paydays,
        @DecimalMin("0.05") @DecimalMax("1.0") double explorationShare) {}
