package dev.cauce.query.revenue;

import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.contracts.revenue.ExplainRecurringRevenue;
import dev.cauce.contracts.revenue.FindRecurringRevenue;
import dev.cauce.contracts.revenue.MonthlyRevenue;
import dev.cauce.contracts.revenue.RecurringRevenueView;
import dev.cauce.contracts.revenue.RevenueCause;
import dev.cauce.contracts.revenue.RevenueExplanation;
import dev.cauce.contracts.revenue.RevenueMovement;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.projection.ViewIndexes;
import dev.cauce.platform.rejection.Rejected;
import dev.cauce.query.revenue.Movements.Movement;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;

/** Sums up recurring revenue from the view of {@link RevenueProjection}. */
public final class RevenueQueries implements ViewIndexes {

    private static final int MOST_MONTHS = 120;

    private final MongoOperations mongo;
    private final Clock clock;

    /** @param clock business time, which is meant where no time is named */
    public RevenueQueries(MongoOperations mongo, Clock clock) {
        this.mongo = mongo;
        this.clock = clock;
    }

    @Override
    public void ensure(Indexes indexes) {
        indexes.ascending(RevenueProjection.NAME, "tenantId", "_id");
    }

    @QueryHandler
    RecurringRevenueView handle(FindRecurringRevenue query) {
        YearMonth from = YearMonth.parse(query.from());
        YearMonth to = YearMonth.parse(query.to());
        if (to.isBefore(from) || from.plusMonths(MOST_MONTHS).isBefore(to)) {
            throw new Rejected(
                    ErrorCode.INVALID_REQUEST, "The last month is the first one or up to ten years after it.");
        }
        Instant asOf = query.asOf() == null ? clock.instant() : query.asOf();
        Months months = new Months(from, to);
        forEachAccount(query.tenantId(), query.currency(), asOf, months::add);
        return new RecurringRevenueView(query.currency(), asOf, months.rows());
    }

    @QueryHandler
    RevenueExplanation handle(ExplainRecurringRevenue query) {
        YearMonth month = YearMonth.parse(query.month());
        Instant asOf = query.asOf() == null ? clock.instant() : query.asOf();
        List<RevenueCause> causes = new ArrayList<>();
        forEachAccount(
                query.tenantId(),
                query.currency(),
                asOf,
                movements -> movements.stream()
                        .filter(movement -> movement.kind() == query.movement()
                                && monthOf(movement).equals(month))
                        .map(Movement::cause)
                        .forEach(causes::add));
        causes.sort(Comparator.comparing(RevenueCause::at).thenComparing(RevenueCause::eventId));
        long cell = causes.stream().mapToLong(RevenueCause::amountMinor).reduce(0, Math::addExact);
        int first = after(causes, query.cursor());
        int end = Math.min(causes.size(), first + query.limit());
        return new RevenueExplanation(
                cell,
                List.copyOf(causes.subList(first, end)),
                end < causes.size() ? causes.get(end - 1).eventId() : null);
    }

    /** The cursor is the last event that was shown. */
    private static int after(List<RevenueCause> causes, @Nullable String cursor) {
        if (cursor == null) {
            return 0;
        }
        for (int index = 0; index < causes.size(); index++) {
            if (causes.get(index).eventId().equals(cursor)) {
                return index + 1;
            }
        }
        throw new Rejected(ErrorCode.INVALID_REQUEST, "The cursor is not one that this list gave out.");
    }

    private void forEachAccount(TenantId tenantId, String currency, Instant asOf, Consumer<List<Movement>> sum) {
        Query ofTenant = new Query(Criteria.where("tenantId").is(tenantId.value()));
        try (Stream<RevenueDocument> accounts = mongo.stream(ofTenant, RevenueDocument.class, RevenueProjection.NAME)) {
            accounts.forEach(account -> sum.accept(Movements.of(account, currency, asOf)));
        }
    }

    private static YearMonth monthOf(Movement movement) {
        return YearMonth.from(movement.cause().at().atZone(ZoneOffset.UTC));
    }

    /** A month, over the accounts. */
    private static final class Month {

        private final Map<RevenueMovement, Long> moved = new EnumMap<>(RevenueMovement.class);
        private long openingMinor;
        private long closingMinor;
        private long payingAccounts;
        /** Of what the accounts of the beginning paid: what they pay at the end, with expansion and without it. */
        private long netKeptMinor;

        private long grossKeptMinor;

        void add(long opening, long closing) {
            openingMinor = Math.addExact(openingMinor, opening);
            closingMinor = Math.addExact(closingMinor, closing);
            payingAccounts += closing > 0 ? 1 : 0;
            if (opening > 0) {
                netKeptMinor = Math.addExact(netKeptMinor, closing);
                grossKeptMinor = Math.addExact(grossKeptMinor, Math.min(opening, closing));
            }
        }

        MonthlyRevenue row(YearMonth month) {
            return new MonthlyRevenue(
                    month.toString(),
                    openingMinor,
                    moved.getOrDefault(RevenueMovement.NEW, 0L),
                    moved.getOrDefault(RevenueMovement.EXPANSION, 0L),
                    moved.getOrDefault(RevenueMovement.CONTRACTION, 0L),
                    moved.getOrDefault(RevenueMovement.CHURN, 0L),
                    moved.getOrDefault(RevenueMovement.REACTIVATION, 0L),
                    closingMinor,
                    Math.multiplyExact(closingMinor, 12L),
                    payingAccounts,
                    payingAccounts == 0
                            ? null
                            : BigDecimal.valueOf(closingMinor)
                                    .divide(BigDecimal.valueOf(payingAccounts), 0, RoundingMode.HALF_UP)
                                    .longValueExact(),
                    openingMinor == 0 ? null : (double) netKeptMinor / openingMinor,
                    openingMinor == 0 ? null : (double) grossKeptMinor / openingMinor);
        }
    }

    /** The months asked for, over the accounts. */
    private static final class Months {

        private final Map<YearMonth, Month> months = new TreeMap<>();
        private final YearMonth from;

        Months(YearMonth from, YearMonth to) {
            this.from = from;
            for (YearMonth month = from; !month.isAfter(to); month = month.plusMonths(1)) {
                months.put(month, new Month());
            }
        }

        void add(List<Movement> movements) {
            Iterator<Movement> oldestFirst = movements.iterator();
            @Nullable Movement next = next(oldestFirst);
            long level = 0;
            while (next != null && monthOf(next).isBefore(from)) {
                level = next.monthlyMinorAfter();
                next = next(oldestFirst);
            }
            for (Map.Entry<YearMonth, Month> month : months.entrySet()) {
                long opening = level;
                while (next != null && monthOf(next).equals(month.getKey())) {
                    month.getValue().moved.merge(next.kind(), next.cause().amountMinor(), Math::addExact);
                    level = next.monthlyMinorAfter();
                    next = next(oldestFirst);
                }
                month.getValue().add(opening, level);
            }
        }

        private static @Nullable Movement next(Iterator<Movement> movements) {
            return movements.hasNext() ? movements.next() : null;
        }

        List<MonthlyRevenue> rows() {
            return months.entrySet().stream()
                    .map(month -> month.getValue().row(month.getKey()))
                    .toList();
        }
    }
}
