package dev.cauce.contracts.revenue;

/**
 * What became of the invoices of a month that entered dunning under a policy; {@link RecoveryCell} defines each
 * component by its name. Amounts are in minor units.
 */
public record RecoveryRate(
        String month,
        String policyVersion,
        long invoices,
        long settledInvoices,
        long failedMinor,
        long recoveredMinor,
        long returnedMinor,
        long forgivenMinor,
        long writtenOffMinor,
        long openMinor,
        double recoveryRate) {}
