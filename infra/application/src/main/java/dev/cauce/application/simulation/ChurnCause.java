package dev.cauce.application.simulation;

import dev.cauce.contracts.subscription.CancellationReason;

/** Why a customer left, as the simulation knows it. A company sees at best what the customer says, the reason. */
enum ChurnCause {
    /** Is still there. */
    NONE(CancellationReason.UNKNOWN),
    /** Never used the product enough to pay for it. */
    NEVER_CONVERTED(CancellationReason.TRIAL_EXPIRED),
    /** Used it less and less. */
    LOW_ENGAGEMENT(CancellationReason.CUSTOMER_REQUEST),
    /** Was served badly. */
    BAD_SUPPORT(CancellationReason.CUSTOMER_REQUEST),
    PRICE(CancellationReason.PRICE),
    COMPETITOR(CancellationReason.COMPETITOR),
    MISSING_FEATURE(CancellationReason.MISSING_FEATURE),
    /** Did not mean to leave: the card failed and nobody brought another. */
    PAYMENT_FAILED(CancellationReason.PAYMENT_FAILED);

    private final CancellationReason reason;

    ChurnCause(CancellationReason reason) {
        this.reason = reason;
    }

    /** What the customer says. */
    CancellationReason reason() {
        return reason;
    }
}
