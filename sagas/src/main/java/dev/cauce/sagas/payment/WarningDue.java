package dev.cauce.sagas.payment;

/** The payload of the warning's deadline; the method is known to the process. */
public record WarningDue(int expiryYear, int expiryMonth) {}
