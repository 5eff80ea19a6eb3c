package dev.cauce.contracts.invoice;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;

/** What of a line is to be credited, in minor units before tax; the tax follows from the line's. */
public record LineCredit(
        @NotBlank @Size(max = 64) String lineId,
        @Positive @Max(1_000_000_000_000L) long amountMinor) {}
