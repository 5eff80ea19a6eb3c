package dev.cauce.contracts.revenue;

/** What can be asked about revenue; see the permitted records. */
public sealed interface RevenueQuery
        permits FindRecurringRevenue,
                FindRevenueCohorts,
                ExplainRecurringRevenue,
                FindReceivablesByAge,
                ExplainReceivables,
                FindRecoveryRates,
                ExplainRecovery {}
