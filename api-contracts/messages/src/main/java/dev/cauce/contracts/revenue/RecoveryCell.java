package dev.cauce.contracts.revenue;

/**
 * What became of the invoices that entered dunning, of a month in which they were billed and a policy under which they
 * were collected. {@code FAILED} is the sum of {@code RECOVERED}, {@code RETURNED}, {@code FORGIVEN},
 * {@code WRITTEN_OFF} and {@code OPEN}.
 */
public enum RecoveryCell {
    /** How many invoices entered dunning. */
    INVOICES,
    /** How many of them are settled. */
    SETTLED_INVOICES,
    /** What was due on them when they entered it. */
    FAILED,
    /** What of that was paid since, by whatever payment, and kept. */
    RECOVERED,
    /** What of that was paid since, and refunded or lost to a dispute later. */
    RETURNED,
    /** What of that was credited or voided. */
    FORGIVEN,
    /** What of that is written off. */
    WRITTEN_OFF,
    /** What of that is owed still. */
    OPEN,
    /** {@code RECOVERED / FAILED}. */
    RECOVERY_RATE
}
