package dev.cauce.query.revenue;

import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.contracts.revenue.ExplainRecurringRevenue;
import dev.cauce.contracts.revenue.FindRecurringRevenue;
import dev.cauce.contracts.revenue.FindRevenueCohorts;
import dev.cauce.contracts.revenue.RecurringRevenueView;
import dev.cauce.contracts.revenue.RevenueCause;
import dev.cauce.contracts.revenue.RevenueCell;
import dev.cauce.contracts.revenue.RevenueCohortsView;
import dev.cauce.contracts.revenue.RevenueExplanation;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.projection.ViewIndexes;
import dev.cauce.platform.rejection.Rejected;
import dev.cauce.query.revenue.AccountMonth.Share;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.axonframework.queryhandling.QueryHandler;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoOperations;

/** Sums up recurring revenue from the view of {@link RevenueProjection}. */
public final class RevenueQueries implements ViewIndexes {

    private static final int MOST_YEARS = 10;
    private static final int MOST_YEARS_OF_COHORTS = 5;

    private final MongoOperations mongo;
    private final Clock clock;
    private final RevenueZones zones;

    /** @param clock business time, which is meant where no time is named */
    public RevenueQueries(MongoOperations mongo, Clock clock) {
        this.mongo = mongo;
        this.clock = clock;
        this.zones = new RevenueZones(mongo);
    }

    @Override
    public void ensure(Indexes indexes) {
        indexes.ascending(RevenueProjection.NAME, "tenantId", "_id");
    }

    @QueryHandler
    RecurringRevenueView handle(FindRecurringRevenue query) {
        Cut cut = Cut.of(query.asOf(), query.knownAt(), clock);
        Months months = zones.months(query.tenantId(), cut);
        Map<Months.Month, MonthTotals> totals = new LinkedHashMap<>();
        begun(months.span(query.from(), query.to(), MOST_YEARS), cut)
                .forEach(month -> totals.put(month, new MonthTotals()));
        forEachAccount(
                query.tenantId(),
                query.currency(),
                cut,
                account -> totals.forEach((month, sums) -> sums.add(new AccountMonth(account, month))));
        return new RecurringRevenueView(
                query.currency(),
                months.zone().getId(),
                cut.asOf(),
                cut.knownAt(),
                totals.entrySet().stream()
                        .map(month -> month.getValue().row(month.getKey().name()))
                        .toList());
    }

    private static List<Months.Month> begun(List<Months.Month> span, Cut cut) {
        return span.stream().filter(month -> cut.holds(month.from())).toList();
    }

    @QueryHandler
    RevenueCohortsView handle(FindRevenueCohorts query) {
        Cut cut = Cut.of(query.asOf(), query.knownAt(), clock);
        Months months = zones.months(query.tenantId(), cut);
        List<Months.Month> span = begun(months.span(query.from(), query.to(), MOST_YEARS_OF_COHORTS), cut);
        Map<YearMonth, CohortTotals> cohorts = new TreeMap<>();
        forEachAccount(query.tenantId(), query.currency(), cut, account -> {
            Instant first = account.jumps().getFirst().at();
            for (int index = 0; index < span.size(); index++) {
                if (span.get(index).contains(first)) {
                    List<Months.Month> since = span.subList(index, span.size());
                    cohorts.computeIfAbsent(span.get(index).name(), name -> new CohortTotals(since))
                            .add(account);
                }
            }
        });
        return new RevenueCohortsView(
                query.currency(),
                months.zone().getId(),
                cut.asOf(),
                cut.knownAt(),
                cohorts.values().stream().map(CohortTotals::cohort).toList());
    }

    /** A sum, and the month that it is of. */
    private record Part(RevenueCell cell, Months.Month month, boolean divides, List<RevenueCause> causes) {}

    @QueryHandler
    RevenueExplanation handle(ExplainRecurringRevenue query) {
        if (Ratio.isOfCohorts(query.cell()) && query.cohort() == null) {
            throw new Rejected(ErrorCode.INVALID_REQUEST, query.cell() + " is one of a cohort.");
        }
        Cut cut = Cut.of(query.asOf(), query.knownAt(), clock);
        Months months = zones.months(query.tenantId(), cut);
        Months.Month month = months.of(YearMonth.parse(query.month()));
        Months.Month cohort = query.cohort() == null ? null : months.of(YearMonth.parse(query.cohort()));
        Ratio ratio = Ratio.of(query.cell()).orElse(null);
        List<Part> parts = ratio == null
                ? List.of(part(query.cell(), month, false))
                : parts(ratio, month, Ratio.isOfCohorts(query.cell()) && cohort != null ? cohort : month);
        forEachAccount(query.tenantId(), query.currency(), cut, account -> {
            if (cohort == null || cohort.contains(account.jumps().getFirst().at())) {
                parts.forEach(part -> new AccountMonth(account, part.month())
                        .shares(part.cell())
                        .map(share -> cause(query.tenantId(), account.accountId(), part.cell(), share))
                        .forEach(part.causes()::add));
            }
        });
        Explanation explanation = new Explanation(query.cell().name(), cut);
        parts.forEach(part ->
                explanation.part(part.cell().name(), part.month().name().toString(), part.divides(), part.causes()));
        if (ratio == null) {
            return explanation.sum(query.cursor(), query.limit());
        }
        int factors = ratio.factors().size();
        return explanation.page(
                sums -> ratio.value(sums.subList(0, factors), sums.subList(factors, sums.size())),
                query.cursor(),
                query.limit());
    }

    private static List<Part> parts(Ratio ratio, Months.Month month, Months.Month monthOfDivisors) {
        List<Part> parts = new ArrayList<>();
        ratio.factors().forEach(factor -> parts.add(part(factor, month, false)));
        ratio.divisors().forEach(divisor -> parts.add(part(divisor, monthOfDivisors, true)));
        return parts;
    }

    private static Part part(RevenueCell cell, Months.Month month, boolean divides) {
        return new Part(cell, month, divides, new ArrayList<>());
    }

    private static RevenueCause cause(TenantId tenantId, String accountId, RevenueCell cell, Share share) {
        RevenueDocument.Change change = share.step().change();
        return new RevenueCause(
                cell.name(),
                change.eventId(),
                change.type(),
                StreamId.of("subscription", tenantId, change.subscriptionId()).value(),
                share.step().sequence(),
                accountId,
                change.subscriptionId(),
                null,
                change.at(),
                change.recorded(),
                share.amount());
    }

    /** Of those that ever paid in the currency. */
    private void forEachAccount(TenantId tenantId, String currency, Cut cut, Consumer<AccountRevenue> each) {
        Document ofTenant = new Document("tenantId", tenantId.value());
        DocumentReader.forEach(mongo, RevenueProjection.NAME, ofTenant, read -> {
            AccountRevenue account = AccountRevenue.of(RevenueDocument.read(read), currency, cut);
            if (!account.jumps().isEmpty()) {
                each.accept(account);
            }
        });
    }
}
