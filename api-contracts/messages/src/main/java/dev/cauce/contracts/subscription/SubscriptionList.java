package dev.cauce.contracts.subscription;

import java.util.List;

/** The subscriptions of one account, oldest first. */
public record SubscriptionList(List<SubscriptionView> items) {}
