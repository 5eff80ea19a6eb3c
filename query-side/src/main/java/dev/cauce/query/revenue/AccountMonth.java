package dev.cauce.query.revenue;

import dev.cauce.contracts.revenue.RevenueCell;
import dev.cauce.query.revenue.AccountRevenue.Jump;
import dev.cauce.query.revenue.AccountRevenue.Step;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** One account in one month: what it counts in each sum, by its events. */
record AccountMonth(AccountRevenue account, Months.Month month) {

    /** What an event counts in a sum. */
    record Share(Step step, long amount) {}

    Stream<Share> shares(RevenueCell cell) {
        return switch (cell) {
            case OPENING -> amounts(before(month.from()));
            case CLOSING -> amounts(before(month.to()));
            case ARR ->
                amounts(before(month.to()))
                        .map(share -> new Share(share.step(), Math.multiplyExact(share.amount(), 12L)));
            case NEW, EXPANSION, CONTRACTION, CHURN, REACTIVATION -> amounts(within(cell));
            case VOLUNTARY_CHURN -> churn(false);
            case INVOLUNTARY_CHURN -> churn(true);
            case OPENING_ACCOUNTS -> turns(before(month.from()));
            case PAYING_ACCOUNTS -> turns(before(month.to()));
            case NEW_ACCOUNTS -> turns(within(RevenueCell.NEW));
            case LOST_ACCOUNTS -> lost(step -> true);
            case VOLUNTARY_LOST_ACCOUNTS -> lost(step -> !step.change().isInvoluntary());
            case INVOLUNTARY_LOST_ACCOUNTS -> lost(step -> step.change().isInvoluntary());
            case NET_KEPT -> openingMinor() > 0 ? amounts(before(month.to())) : Stream.empty();
            case GROSS_KEPT -> openingMinor() > 0 ? amounts(before(smallest())) : Stream.empty();
            case ARPA, NET_RETENTION, GROSS_RETENTION, ACCOUNT_CHURN_RATE, LTV, ACCOUNT_RETENTION, REVENUE_RETENTION ->
                throw new IllegalArgumentException(cell + " is no sum.");
        };
    }

    private Instant smallest() {
        return closingMinor() < openingMinor() ? month.to() : month.from();
    }

    private Stream<Share> churn(boolean involuntary) {
        return amounts(within(RevenueCell.CHURN))
                .filter(share -> share.step().change().isInvoluntary() == involuntary);
    }

    private Stream<Share> lost(Predicate<Step> by) {
        return isLost()
                ? Stream.of(account.jumps().stream()
                                .filter(jump -> month.contains(jump.at()))
                                .toList()
                                .getLast()
                                .last())
                        .filter(by)
                        .map(step -> new Share(step, 1))
                : Stream.empty();
    }

    private Stream<Jump> before(Instant time) {
        return account.jumps().stream().filter(jump -> jump.at().isBefore(time));
    }

    private Stream<Jump> within(RevenueCell kind) {
        return account.jumps().stream().filter(jump -> jump.kind() == kind && month.contains(jump.at()));
    }

    private static Stream<Share> amounts(Stream<Jump> jumps) {
        return jumps.flatMap(jump -> jump.steps().stream()).map(step -> new Share(step, step.deltaMinor()));
    }

    private static Stream<Share> turns(Stream<Jump> jumps) {
        return jumps.filter(jump -> jump.turn() != 0).map(jump -> new Share(jump.last(), jump.turn()));
    }

    long openingMinor() {
        return levelMinor(month.from());
    }

    long closingMinor() {
        return levelMinor(month.to());
    }

    boolean isLost() {
        return openingMinor() > 0 && closingMinor() == 0;
    }

    private long levelMinor(Instant before) {
        List<Jump> jumps = account.jumps();
        for (int index = jumps.size() - 1; index >= 0; index--) {
            if (jumps.get(index).at().isBefore(before)) {
                return jumps.get(index).afterMinor();
            }
        }
        return 0;
    }
}
