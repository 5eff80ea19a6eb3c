package dev.cauce.contracts.subscription;

/** What an account shows of a subscription. */
public record SubscriptionSummary(String subscriptionId, String planId, String status) {}
