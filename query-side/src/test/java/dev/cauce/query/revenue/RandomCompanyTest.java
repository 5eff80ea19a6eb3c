package dev.cauce.query.revenue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cauce.contracts.catalogue.BillingInterval;
import dev.cauce.contracts.revenue.CohortMonth;
import dev.cauce.contracts.revenue.MonthlyRevenue;
import dev.cauce.contracts.revenue.RevenueCell;
import dev.cauce.contracts.revenue.RevenueCohort;
import dev.cauce.contracts.subscription.CancellationReason;
import dev.cauce.contracts.subscription.SubscriptionTerms;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.axonframework.eventhandling.DomainEventMessage;
import org.jspecify.annotations.Nullable;

/**
 * Random histories of three accounts with up to four subscriptions each, some of it entered late, beside a plain model:
 * a subscription is worth what the last recorded event said that holds from then or before.
 */
class RandomCompanyTest {

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final String FROM = "2026-01";
    private static final String TO = "2026-12";
    private static final List<String> ACCOUNTS = List.of("a0", "a1", "a2");

    private enum Act {
        BEGIN,
        CHANGE,
        PAUSE,
        CANCEL,
        FAIL
    }

    /**
     * What happens.
     *
     * @param hours since what was recorded before
     * @param late by how many hours what it says is older than its recording
     */
    record Move(int subscription, Act act, int hours, int late, long amountMinor, boolean yearly, boolean usd) {}

    /** Of a subscription: what was recorded, when, from when it holds, and what it is worth a month then. */
    private record Said(
            String account, String currency, Instant recordedAt, Instant at, long monthlyMinor, boolean failed) {}

    /** A history and the plain model of it. */
    private static final class Company {

        private final Told told = new Told();
        private final ZoneId zone;
        private final Map<String, List<Said>> worths = new LinkedHashMap<>();
        private Instant now = BEGIN;

        Company(List<Move> moves, String zone) {
            this.zone = ZoneId.of(zone);
            told.zone(BEGIN, zone);
            Set<String> paying = new HashSet<>();
            moves.forEach(move -> happen(move, paying));
        }

        private void happen(Move move, Set<String> paying) {
            now = now.plus(Duration.ofHours(move.hours()));
            String account = "a" + move.subscription() / 2;
            String currency = move.usd() ? "USD" : "EUR";
            String id = "s" + move.subscription() + currency;
            Instant at = now.minus(Duration.ofHours(move.late()));
            SubscriptionTerms terms = Told.terms(
                    currency, move.yearly() ? BillingInterval.YEAR : BillingInterval.MONTH, move.amountMinor());
            // Half a cent goes up.
            long worth = move.yearly() ? (move.amountMinor() + 6) / 12 : move.amountMinor();
            if (move.act() == Act.BEGIN) {
                if (paying.add(id)) {
                    told.activated(now, now, account, id, terms);
                    said(id, new Said(account, currency, now, now, worth, false));
                }
                return;
            }
            if (!paying.contains(id)) {
                return;
            }
            switch (move.act()) {
                case CHANGE -> {
                    told.changed(now, at, account, id, terms);
                    said(id, new Said(account, currency, now, at, worth, false));
                }
                case PAUSE -> {
                    told.paused(now, account, id);
                    said(id, new Said(account, currency, now, now, 0, false));
                    paying.remove(id);
                }
                case CANCEL, FAIL -> {
                    boolean failed = move.act() == Act.FAIL;
                    told.cancelled(
                            now,
                            at,
                            account,
                            id,
                            failed ? CancellationReason.PAYMENT_FAILED : CancellationReason.PRICE);
                    said(id, new Said(account, currency, now, at, 0, failed));
                    paying.remove(id);
                }
                case BEGIN -> throw new IllegalStateException("begun above");
            }
        }

        private void said(String id, Said said) {
            worths.computeIfAbsent(id, name -> new ArrayList<>()).add(said);
        }

        /** What was said of each subscription of an account in a currency, of what was recorded by then. */
        List<List<Said>> known(String account, String currency, @Nullable Instant knownAt) {
            return worths.values().stream()
                    .filter(each -> each.getFirst().account().equals(account)
                            && each.getFirst().currency().equals(currency))
                    .map(each -> each.stream()
                            .filter(said ->
                                    knownAt == null || !said.recordedAt().isAfter(knownAt))
                            .toList())
                    .toList();
        }
    }

    private static long worth(List<Said> each, Instant time) {
        long worth = 0;
        for (Said said : each) {
            worth = said.at().isAfter(time) ? worth : said.monthlyMinor();
        }
        return worth;
    }

    private static long level(List<List<Said>> all, Instant time) {
        return all.stream().mapToLong(each -> worth(each, time)).sum();
    }

    /**
     * What subscriptions lost at an instant since a payment failed; what was recorded later voids what is dated later.
     */
    private static long failed(List<List<Said>> all, Instant at) {
        long lost = 0;
        for (List<Said> each : all) {
            long before = worth(each, at.minusMillis(1));
            for (int index = 0; index < each.size(); index++) {
                Said said = each.get(index);
                boolean holds = each.subList(index, each.size()).stream()
                        .noneMatch(later -> later.at().isBefore(said.at()));
                if (said.at().equals(at) && holds) {
                    lost += said.failed() ? said.monthlyMinor() - before : 0;
                    before = said.monthlyMinor();
                }
            }
        }
        return lost;
    }

    /** The sums of a month, instant by instant. */
    private static Map<RevenueCell, Long> expected(
            Company company, String currency, String month, Instant asOf, @Nullable Instant knownAt) {
        Map<RevenueCell, Long> sums = new EnumMap<>(RevenueCell.class);
        Instant from =
                YearMonth.parse(month).atDay(1).atStartOfDay(company.zone).toInstant();
        Instant last = YearMonth.parse(month)
                .plusMonths(1)
                .atDay(1)
                .atStartOfDay(company.zone)
                .toInstant()
                .minusMillis(1);
        Instant end = last.isAfter(asOf) ? asOf : last;
        for (String account : ACCOUNTS) {
            List<List<Said>> all = company.known(account, currency, knownAt);
            long opening = level(all, from.minusMillis(1));
            long closing = level(all, end);
            boolean paidOnce = false;
            Set<Instant> instants = new TreeSet<>();
            all.forEach(each -> each.forEach(said -> instants.add(said.at())));
            for (Instant at : instants) {
                if (at.isAfter(end)) {
                    break;
                }
                long before = level(all, at.minusMillis(1));
                long after = level(all, at);
                if (!at.isBefore(from) && before != after) {
                    RevenueCell kind = kind(before, after, paidOnce);
                    add(sums, kind, after - before);
                    add(sums, RevenueCell.NEW_ACCOUNTS, kind == RevenueCell.NEW ? 1 : 0);
                    if (kind == RevenueCell.CHURN) {
                        long failed = failed(all, at);
                        add(sums, RevenueCell.INVOLUNTARY_CHURN, failed);
                        add(sums, RevenueCell.VOLUNTARY_CHURN, after - before - failed);
                    }
                }
                paidOnce |= after > 0;
            }
            add(sums, RevenueCell.OPENING, opening);
            add(sums, RevenueCell.CLOSING, closing);
            add(sums, RevenueCell.ARR, 12 * closing);
            add(sums, RevenueCell.OPENING_ACCOUNTS, opening > 0 ? 1 : 0);
            add(sums, RevenueCell.PAYING_ACCOUNTS, closing > 0 ? 1 : 0);
            add(sums, RevenueCell.LOST_ACCOUNTS, opening > 0 && closing == 0 ? 1 : 0);
            add(sums, RevenueCell.NET_KEPT, opening > 0 ? closing : 0);
            add(sums, RevenueCell.GROSS_KEPT, Math.min(opening, closing));
        }
        return sums;
    }

    private static RevenueCell kind(long before, long after, boolean paidOnce) {
        if (before == 0) {
            return paidOnce ? RevenueCell.REACTIVATION : RevenueCell.NEW;
        }
        if (after == 0) {
            return RevenueCell.CHURN;
        }
        return after > before ? RevenueCell.EXPANSION : RevenueCell.CONTRACTION;
    }

    private static void add(Map<RevenueCell, Long> sums, RevenueCell cell, long amount) {
        sums.merge(cell, amount, Long::sum);
    }

    private static @Nullable Number shown(MonthlyRevenue month, RevenueCell cell) {
        return switch (cell) {
            case OPENING -> month.openingMinor();
            case NEW -> month.newMinor();
            case EXPANSION -> month.expansionMinor();
            case CONTRACTION -> month.contractionMinor();
            case CHURN -> month.churnMinor();
            case VOLUNTARY_CHURN -> month.voluntaryChurnMinor();
            case INVOLUNTARY_CHURN -> month.involuntaryChurnMinor();
            case REACTIVATION -> month.reactivationMinor();
            case CLOSING -> month.closingMinor();
            case ARR -> month.arrMinor();
            case OPENING_ACCOUNTS -> month.openingAccounts();
            case NEW_ACCOUNTS -> month.newAccounts();
            case LOST_ACCOUNTS -> month.lostAccounts();
            case VOLUNTARY_LOST_ACCOUNTS -> month.voluntaryLostAccounts();
            case INVOLUNTARY_LOST_ACCOUNTS -> month.involuntaryLostAccounts();
            case PAYING_ACCOUNTS -> month.payingAccounts();
            case NET_KEPT -> month.netKeptMinor();
            case GROSS_KEPT -> month.grossKeptMinor();
            case ARPA -> month.arpaMinor();
            case NET_RETENTION -> month.netRetention();
            case GROSS_RETENTION -> month.grossRetention();
            case ACCOUNT_CHURN_RATE -> month.accountChurnRate();
            case LTV -> month.ltvMinor();
            case ACCOUNT_RETENTION, REVENUE_RETENTION -> throw new IllegalArgumentException(cell + " is of cohorts.");
        };
    }

    private static boolean isSplitOfLost(RevenueCell cell) {
        return cell == RevenueCell.VOLUNTARY_LOST_ACCOUNTS || cell == RevenueCell.INVOLUNTARY_LOST_ACCOUNTS;
    }

    @Property(tries = 60)
    void everyFigureIsWhatHeldAndTheSumOfItsEvents(
            @ForAll("histories") List<Move> moves,
            @ForAll("zones") String zone,
            @ForAll("days") int asOfDays,
            @ForAll("days") int knownDays,
            @ForAll("batches") int batch) {
        Company company = new Company(moves, zone);
        Instant asOf = BEGIN.plus(Duration.ofDays(asOfDays));
        Instant knownAt = BEGIN.plus(Duration.ofDays(knownDays));
        try (Asked asked = new Asked(company.told.events(), batch, company.now, 50)) {
            compare(asked, company, "EUR", company.now, null);
            compare(asked, company, "USD", company.now, null);
            compare(asked, company, "EUR", asOf, null);
            compare(asked, company, "EUR", asOf, knownAt);
        }
    }

    private static void compare(
            Asked asked, Company company, String currency, Instant asOf, @Nullable Instant knownAt) {
        List<MonthlyRevenue> months = asked.months(currency, FROM, TO, asOf, knownAt);
        for (MonthlyRevenue month : months) {
            Map<RevenueCell, Long> sums = expected(company, currency, month.month(), asOf, knownAt);
            for (RevenueCell cell : RevenueCell.values()) {
                if (!Ratio.isOfCohorts(cell) && Ratio.of(cell).isEmpty() && !isSplitOfLost(cell)) {
                    assertThat(shown(month, cell)).as("%s of %s", cell, month).isEqualTo(sums.getOrDefault(cell, 0L));
                }
            }
            assertThat(month.openingMinor()
                            + month.newMinor()
                            + month.expansionMinor()
                            + month.contractionMinor()
                            + month.churnMinor()
                            + month.reactivationMinor())
                    .isEqualTo(month.closingMinor());
            assertThat(month.voluntaryLostAccounts() + month.involuntaryLostAccounts())
                    .isEqualTo(month.lostAccounts());
        }
        // Of the last two months every cell: the others were like them once.
        for (MonthlyRevenue month : months.subList(Math.max(0, months.size() - 2), months.size())) {
            for (RevenueCell cell : RevenueCell.values()) {
                if (!Ratio.isOfCohorts(cell)) {
                    Number value = shown(month, cell);
                    assertThat(asked.explain(currency, month.month(), cell, null, asOf, knownAt)
                                    .value())
                            .as("%s of %s", cell, month)
                            .isEqualTo(value == null ? null : value.doubleValue());
                }
            }
        }
        compareCohorts(asked, currency, months, asOf, knownAt);
    }

    private static void compareCohorts(
            Asked asked, String currency, List<MonthlyRevenue> months, Instant asOf, @Nullable Instant knownAt) {
        // Who came before the first month is in no cohort of the span.
        boolean whole = months.isEmpty() || months.getFirst().openingMinor() == 0;
        List<RevenueCohort> cohorts = asked.cohorts(currency, FROM, TO, asOf, knownAt);
        for (MonthlyRevenue month : months) {
            long closing = cohorts.stream()
                    .flatMap(cohort -> cohort.months().stream())
                    .filter(each -> each.month().equals(month.month()))
                    .mapToLong(CohortMonth::closingMinor)
                    .sum();
            assertThat(closing).isLessThanOrEqualTo(month.closingMinor());
            if (whole && month.month().equals(FROM)) {
                assertThat(closing).as("of all cohorts in %s", month).isEqualTo(month.closingMinor());
            }
        }
        for (RevenueCohort cohort : cohorts) {
            CohortMonth month = cohort.months().getLast();
            assertThat(asked.explain(
                                    currency,
                                    month.month(),
                                    RevenueCell.ACCOUNT_RETENTION,
                                    cohort.month(),
                                    asOf,
                                    knownAt)
                            .value())
                    .isEqualTo(month.accountRetention());
            assertThat(asked.explain(
                                    currency,
                                    month.month(),
                                    RevenueCell.REVENUE_RETENTION,
                                    cohort.month(),
                                    asOf,
                                    knownAt)
                            .value())
                    .isEqualTo(month.revenueRetention());
        }
    }

    /** What is asked as of a time and as known then is what was answered then. */
    @Property(tries = 60)
    void theViewOfThenIsWhatAReplayUpToThenGives(
            @ForAll("histories") List<Move> moves, @ForAll("zones") String zone, @ForAll("days") int days) {
        Company company = new Company(moves, zone);
        Instant then = BEGIN.plus(Duration.ofDays(days));
        List<DomainEventMessage<?>> before = company.told.events().stream()
                .filter(event -> !event.getTimestamp().isAfter(then))
                .toList();
        try (Asked whole = new Asked(company.told.events(), 7, company.now);
                Asked replayed = new Asked(before, 7, then)) {
            assertThat(whole.months("EUR", FROM, TO, then, then))
                    .isEqualTo(replayed.months("EUR", FROM, TO, null, null));
            assertThat(whole.cohorts("EUR", FROM, TO, then, then))
                    .isEqualTo(replayed.cohorts("EUR", FROM, TO, null, null));
            for (RevenueCell cell : List.of(RevenueCell.CLOSING, RevenueCell.CHURN, RevenueCell.PAYING_ACCOUNTS)) {
                assertThat(whole.explain("EUR", "2026-03", cell, null, then, then))
                        .isEqualTo(replayed.explain("EUR", "2026-03", cell, null, null, null));
            }
        }
    }

    @Property(tries = 40)
    void neitherTheOrderOfStreamsNorBatchesSayAnything(
            @ForAll("histories") List<Move> moves, @ForAll("batches") int batch) {
        Company company = new Company(moves, "UTC");
        Map<String, List<DomainEventMessage<?>>> streams = new LinkedHashMap<>();
        company.told
                .events()
                .forEach(event -> streams.computeIfAbsent(event.getAggregateIdentifier(), name -> new ArrayList<>())
                        .add(event));
        List<DomainEventMessage<?>> backwards = new ArrayList<>(streams.values())
                .reversed().stream().flatMap(List::stream).toList();
        try (Asked asked = new Asked(company.told.events(), 1, company.now);
                Asked again = new Asked(backwards, batch, company.now)) {
            assertThat(again.hashes()).isEqualTo(asked.hashes());
        }
    }

    @Provide
    Arbitrary<List<Move>> histories() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 5),
                        Arbitraries.of(Act.BEGIN, Act.BEGIN, Act.CHANGE, Act.CHANGE, Act.PAUSE, Act.CANCEL, Act.FAIL),
                        // Often at one instant.
                        Arbitraries.frequencyOf(
                                Tuple.of(1, Arbitraries.just(0)),
                                Tuple.of(2, Arbitraries.integers().between(1, 24 * 25))),
                        Arbitraries.frequencyOf(
                                Tuple.of(4, Arbitraries.just(0)),
                                Tuple.of(1, Arbitraries.integers().between(1, 24 * 40))),
                        Arbitraries.longs().between(0, 40).map(amount -> amount * 53),
                        Arbitraries.of(false, false, true),
                        Arbitraries.of(false, false, false, true))
                .as(Move::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(40);
    }

    @Provide
    Arbitrary<String> zones() {
        return Arbitraries.of("UTC", "Europe/Madrid", "America/New_York", "Pacific/Auckland");
    }

    @Provide
    Arbitrary<Integer> days() {
        return Arbitraries.integers().between(1, 300);
    }

    @Provide
    Arbitrary<Integer> batches() {
        return Arbitraries.of(1, 7, 200);
    }
}
