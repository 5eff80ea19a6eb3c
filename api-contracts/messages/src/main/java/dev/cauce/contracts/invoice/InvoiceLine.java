package dev.cauce.contracts.invoice;

import dev.cauce.contracts.catalogue.PlanId;
import java.time.Instant;

/**
 * A line of an invoice: {@code quantity} of a plan for a span of time, its end exclusive. Amounts are in minor units of
 * the invoice's currency, before tax; only a {@code PRORATION_CREDIT} is negative. {@code amountMinor} is the rounded
 * amount that counts, {@code unitAmountMinor} the price of one unit for a whole period.
 *
 * @param lineId unique within its invoice
 */
public record InvoiceLine(
        String lineId,
        InvoiceLineKind kind,
        PlanId planId,
        long quantity,
        long unitAmountMinor,
        Instant from,
        Instant to,
        long amountMinor) {}
