package dev.cauce.contracts.retention;

/** What subscriptions bring a month, in minor units of the ISO 4217 currency; a year counts a twelfth. */
public record RecurringAmount(String currency, long monthlyMinor) {}
