package dev.cauce.contracts.revenue;

import java.time.Instant;
import java.util.List;

/** Recurring revenue month by month. */
public record RecurringRevenueView(String currency, Instant asOf, List<MonthlyRevenue> months) {}
