package dev.cauce.contracts.catalogue;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;

/** A price of a plan: {@code amountMinor} in minor units of an ISO 4217 currency for one interval. */
public record PlanPrice(
        @NotBlank @Pattern(regexp = "[A-Z]{3}") String currency,
        @NotNull BillingInterval interval,
        @PositiveOrZero @Max(1_000_000_000_000L) long amountMinor) {}
