package dev.cauce.contracts.revenue;

/**
 * What a month of recurring revenue says. Amounts are in minor units; a movement is one of a whole account in one
 * currency: all that changes at one instant is one movement. Each cell but a ratio is the sum of what its events count
 * in it, and a ratio is made of such sums.
 *
 * <p>Movements are named as in the MRR roll-forward of Stripe Billing and ChartMogul. Retention is that of the SaaS
 * Metrics Standards Board (saasmetricsboard.com): of the accounts that paid when the month began, new and reactivated
 * ones left out; gross retention counts no expansion and so takes, account by account, the smaller of what was and what
 * is paid.
 */
public enum RevenueCell {
    /** What is paid a month when the month begins. */
    OPENING,
    /** An account pays for the first time in this currency. */
    NEW,
    /** It pays more than before. */
    EXPANSION,
    /** It pays less, and still something: one of two subscriptions that is cancelled is a contraction. */
    CONTRACTION,
    /** It pays nothing any more, by whatever cause; a pause is one too. */
    CHURN,
    /** What of the churn nobody's failed payment caused. */
    VOLUNTARY_CHURN,
    /** What of the churn is subscriptions that ended since a payment failed or never came. */
    INVOLUNTARY_CHURN,
    /** It pays again. */
    REACTIVATION,
    /** What is paid a month when the month ends, or as of the time where that is earlier. */
    CLOSING,
    /** Annual recurring revenue, as run rate: twelve times the closing. */
    ARR,
    /** Accounts that pay when the month begins. */
    OPENING_ACCOUNTS,
    /** Accounts whose first movement is in the month. */
    NEW_ACCOUNTS,
    /** Accounts that paid when the month began and pay nothing when it ends. */
    LOST_ACCOUNTS,
    /** Those of them whom no failed payment ended. */
    VOLUNTARY_LOST_ACCOUNTS,
    /** Those of them whom a failed payment ended. */
    INVOLUNTARY_LOST_ACCOUNTS,
    /** Accounts that pay when the month ends. */
    PAYING_ACCOUNTS,
    /** What the accounts of the beginning pay at the end. */
    NET_KEPT,
    /** The same, of each account at most what it paid at the beginning. */
    GROSS_KEPT,
    /** Average revenue per account: {@code CLOSING / PAYING_ACCOUNTS}, rounded half up. */
    ARPA,
    /** Net revenue retention (NRR): {@code NET_KEPT / OPENING}. */
    NET_RETENTION,
    /** Gross revenue retention (GRR): {@code GROSS_KEPT / OPENING}, never above 1. */
    GROSS_RETENTION,
    /** Customer (logo) churn rate: {@code LOST_ACCOUNTS / OPENING_ACCOUNTS}. */
    ACCOUNT_CHURN_RATE,
    /**
     * Lifetime value: {@code ARPA / ACCOUNT_CHURN_RATE}, rounded half up, from unrounded parts. Revenue and not margin,
     * undiscounted: the simple form of Gupta and Lehmann, Customers as Assets, Journal of Interactive Marketing 17(1),
     * 2003, with a margin of 1 and no interest. It takes churn as constant over an account's life, which understates
     * (Fader and Hardie, How to Project Customer Retention, Journal of Interactive Marketing 21(1), 2007).
     */
    LTV,
    /** Of a cohort: {@code PAYING_ACCOUNTS} of the month / {@code NEW_ACCOUNTS} of the cohort's own month. */
    ACCOUNT_RETENTION,
    /** Of a cohort: {@code CLOSING} of the month / {@code NEW} of the cohort's own month. */
    REVENUE_RETENTION
}
