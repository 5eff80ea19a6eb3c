package dev.cauce.query.revenue.web;

import dev.cauce.contracts.revenue.ReceivablesByAgeView;
import dev.cauce.contracts.revenue.RecoveryRatesView;
import dev.cauce.contracts.revenue.RecurringRevenueView;
import dev.cauce.contracts.revenue.RevenueCohortsView;
import dev.cauce.rest.model.AgedReceivables;
import dev.cauce.rest.model.CohortMonth;
import dev.cauce.rest.model.MonthlyRevenue;
import dev.cauce.rest.model.ReceivablesByAge;
import dev.cauce.rest.model.RecoveryRate;
import dev.cauce.rest.model.RecoveryRates;
import dev.cauce.rest.model.RecurringRevenue;
import dev.cauce.rest.model.RevenueCause;
import dev.cauce.rest.model.RevenueCohort;
import dev.cauce.rest.model.RevenueCohorts;
import dev.cauce.rest.model.RevenueExplanation;
import dev.cauce.rest.model.RevenuePart;

/** Views of revenue as the API shows them. */
final class RevenueJson {

    private RevenueJson() {}

    static RecurringRevenue recurring(RecurringRevenueView view) {
        return new RecurringRevenue(
                        view.currency(),
                        view.timeZone(),
                        view.asOf(),
                        view.months().stream().map(RevenueJson::month).toList())
                .knownAt(view.knownAt());
    }

    private static MonthlyRevenue month(dev.cauce.contracts.revenue.MonthlyRevenue month) {
        return new MonthlyRevenue(
                        month.month(),
                        month.openingMinor(),
                        month.newMinor(),
                        month.expansionMinor(),
                        month.contractionMinor(),
                        month.churnMinor(),
                        month.voluntaryChurnMinor(),
                        month.involuntaryChurnMinor(),
                        month.reactivationMinor(),
                        month.closingMinor(),
                        month.arrMinor(),
                        month.openingAccounts(),
                        month.newAccounts(),
                        month.lostAccounts(),
                        month.voluntaryLostAccounts(),
                        month.involuntaryLostAccounts(),
                        month.payingAccounts(),
                        month.netKeptMinor(),
                        month.grossKeptMinor())
                .arpaMinor(month.arpaMinor())
                .netRetention(month.netRetention())
                .grossRetention(month.grossRetention())
                .accountChurnRate(month.accountChurnRate())
                .ltvMinor(month.ltvMinor());
    }

    static RevenueCohorts cohorts(RevenueCohortsView view) {
        return new RevenueCohorts(
                        view.currency(),
                        view.timeZone(),
                        view.asOf(),
                        view.cohorts().stream().map(RevenueJson::cohort).toList())
                .knownAt(view.knownAt());
    }

    private static RevenueCohort cohort(dev.cauce.contracts.revenue.RevenueCohort cohort) {
        return new RevenueCohort(
                cohort.month(),
                cohort.newAccounts(),
                cohort.newMinor(),
                cohort.months().stream()
                        .map(month -> new CohortMonth(
                                month.month(),
                                month.payingAccounts(),
                                month.closingMinor(),
                                month.accountRetention(),
                                month.revenueRetention()))
                        .toList());
    }

    static ReceivablesByAge receivables(ReceivablesByAgeView view) {
        var owed = view.receivables();
        return new ReceivablesByAge(
                        view.asOf(),
                        new AgedReceivables(
                                owed.currency(),
                                owed.notDueMinor(),
                                owed.upTo30DaysMinor(),
                                owed.upTo60DaysMinor(),
                                owed.upTo90DaysMinor(),
                                owed.over90DaysMinor(),
                                owed.totalMinor()))
                .knownAt(view.knownAt());
    }

    static RecoveryRates recovery(RecoveryRatesView view) {
        return new RecoveryRates(
                        view.currency(),
                        view.timeZone(),
                        view.asOf(),
                        view.rates().stream()
                                .map(rate -> new RecoveryRate(
                                        rate.month(),
                                        rate.policyVersion(),
                                        rate.invoices(),
                                        rate.settledInvoices(),
                                        rate.failedMinor(),
                                        rate.recoveredMinor(),
                                        rate.returnedMinor(),
                                        rate.forgivenMinor(),
                                        rate.writtenOffMinor(),
                                        rate.openMinor(),
                                        rate.recoveryRate()))
                                .toList())
                .knownAt(view.knownAt());
    }

    static RevenueExplanation explained(dev.cauce.contracts.revenue.RevenueExplanation explained) {
        return new RevenueExplanation(
                        explained.cell(),
                        explained.asOf(),
                        explained.parts().stream()
                                .map(part ->
                                        new RevenuePart(part.cell(), part.amount(), part.divides()).month(part.month()))
                                .toList(),
                        explained.items().stream().map(RevenueJson::cause).toList())
                .value(explained.value())
                .knownAt(explained.knownAt())
                .nextCursor(explained.nextCursor());
    }

    private static RevenueCause cause(dev.cauce.contracts.revenue.RevenueCause cause) {
        return new RevenueCause(
                        cause.cell(),
                        cause.eventId(),
                        cause.type(),
                        cause.stream(),
                        cause.sequence(),
                        cause.accountId(),
                        cause.subscriptionId(),
                        cause.at(),
                        cause.recordedAt(),
                        cause.amount())
                .invoiceId(cause.invoiceId());
    }
}
