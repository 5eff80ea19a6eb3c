package dev.cauce.contracts.invoice;

/** What an account has in credit in a currency, in minor units. */
public record CreditBalance(String currency, long amountMinor) {}
