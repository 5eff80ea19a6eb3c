package dev.cauce.contracts.catalogue;

/** Whether a period is paid at its beginning or at its end. */
public enum BillingMode {
    IN_ADVANCE,
    IN_ARREARS
}
