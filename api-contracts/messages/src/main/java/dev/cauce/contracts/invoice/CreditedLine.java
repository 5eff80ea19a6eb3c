package dev.cauce.contracts.invoice;

/** What of a line is credited, in minor units: before tax, and the tax that goes with it. */
public record CreditedLine(String lineId, long amountMinor, long taxMinor) {}
