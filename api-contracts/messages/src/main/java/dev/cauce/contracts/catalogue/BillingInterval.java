package dev.cauce.contracts.catalogue;

/** How often a subscription is billed. */
public enum BillingInterval {
    MONTH,
    YEAR
}
