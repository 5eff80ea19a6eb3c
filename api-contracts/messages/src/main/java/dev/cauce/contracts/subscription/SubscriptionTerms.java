package dev.cauce.contracts.subscription;

import dev.cauce.contracts.catalogue.BillingInterval;
import dev.cauce.contracts.catalogue.BillingMode;
import dev.cauce.contracts.catalogue.PlanId;

/**
 * On what terms a subscription is billed: {@code quantity} units of a plan at {@code amountMinor} (minor units of the
 * ISO 4217 currency) each for one interval, by the version of the price that held when they were agreed.
 */
public record SubscriptionTerms(
        PlanId planId,
        int priceVersion,
        String currency,
        BillingInterval interval,
        long amountMinor,
        long quantity,
        BillingMode billingMode) {}
