package dev.cauce.query.revenue;

import dev.cauce.contracts.revenue.CohortMonth;
import dev.cauce.contracts.revenue.RevenueCohort;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;

/** A cohort, summed up over its accounts. */
final class CohortTotals {

    private final YearMonth cohort;
    private final List<Months.Month> months;
    private final long[] payingAccounts;
    private final long[] closingMinor;
    private long newAccounts;
    private long newMinor;

    /** @param months from the cohort's own on */
    CohortTotals(List<Months.Month> months) {
        this.cohort = months.getFirst().name();
        this.months = months;
        this.payingAccounts = new long[months.size()];
        this.closingMinor = new long[months.size()];
    }

    /** @param account whose first movement is in the cohort's month */
    void add(AccountRevenue account) {
        newAccounts++;
        newMinor = Math.addExact(newMinor, account.jumps().getFirst().afterMinor());
        for (int index = 0; index < months.size(); index++) {
            long level = new AccountMonth(account, months.get(index)).closingMinor();
            payingAccounts[index] += level > 0 ? 1 : 0;
            closingMinor[index] = Math.addExact(closingMinor[index], level);
        }
    }

    RevenueCohort cohort() {
        List<CohortMonth> rows = new ArrayList<>();
        for (int index = 0; index < months.size(); index++) {
            rows.add(new CohortMonth(
                    months.get(index).name().toString(),
                    payingAccounts[index],
                    closingMinor[index],
                    (double) payingAccounts[index] / newAccounts,
                    (double) closingMinor[index] / newMinor));
        }
        return new RevenueCohort(cohort.toString(), newAccounts, newMinor, rows);
    }
}
