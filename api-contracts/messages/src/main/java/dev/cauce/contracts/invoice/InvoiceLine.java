package dev.cauce.contracts.invoice;

import dev.cauce.contracts.catalogue.PlanId;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.Instant;

/**
 * A line of an invoice: {@code quantity} of a plan for a span of time, its end exclusive. Amounts are in minor units of
 * the invoice's currency, before tax; only a {@code PRORATION_CREDIT} is negative. {@code amountMinor} is the rounded
 * amount that counts, {@code unitAmountMinor} the price of one unit for a whole period.
 *
 * @param lineId unique within its invoice
 */
public record InvoiceLine(
        @NotBlank @Size(max = 64) String lineId,
        @NotNull InvoiceLineKind kind,
        PlanId planId,
        @PositiveOrZero long quantity,
        long unitAmountMinor,
        @NotNull Instant from,
        @NotNull Instant to,
        long amountMinor) {}
