package dev.cauce.contracts.invoice;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;

/**
 * The rate at which customers of a country are taxed.
 *
 * @param country ISO 3166-1 alpha-2
 * @param ratePpm parts per million: 190000 is 19 %
 */
public record TaxRate(
        @NotBlank @Pattern(regexp = "[A-Z]{2}") String country,
        @PositiveOrZero @Max(1_000_000) int ratePpm) {}
