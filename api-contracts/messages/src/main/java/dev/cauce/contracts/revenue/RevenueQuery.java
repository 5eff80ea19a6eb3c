package dev.cauce.contracts.revenue;

/** What can be asked about recurring revenue; see the permitted records. */
public sealed interface RevenueQuery permits FindRecurringRevenue, ExplainRecurringRevenue {}
