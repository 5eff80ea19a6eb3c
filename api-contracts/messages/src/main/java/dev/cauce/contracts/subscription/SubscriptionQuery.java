package dev.cauce.contracts.subscription;

/** What can be asked about this feature; see the permitted records. */
public sealed interface SubscriptionQuery permits FindSubscriptionById, ListSubscriptionsOfAccount {}
