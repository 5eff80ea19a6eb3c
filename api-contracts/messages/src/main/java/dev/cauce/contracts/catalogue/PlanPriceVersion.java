package dev.cauce.contracts.catalogue;

import java.time.Instant;

/**
 * A version of a plan's price: {@code amountMinor} in minor units of an ISO 4217 currency for one unit and one
 * interval, sold from {@code validFrom} on until a later version. The prices a plan was defined with are its version 1.
 */
public record PlanPriceVersion(
        int version,
        String currency,
        BillingInterval interval,
        long amountMinor,
        BillingMode billingMode,
        Instant validFrom) {}
