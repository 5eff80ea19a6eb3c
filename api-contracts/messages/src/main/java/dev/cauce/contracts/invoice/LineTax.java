package dev.cauce.contracts.invoice;

/**
 * The tax of a line, in minor units of the invoice's currency; negative where the line is a credit.
 *
 * @param ratePpm parts per million of the line's amount: 190000 is 19 %
 */
public record LineTax(String lineId, int ratePpm, long taxMinor) {}
