package dev.cauce.query.revenue;

import dev.cauce.contracts.invoice.AgedReceivables;
import dev.cauce.contracts.revenue.ExplainReceivables;
import dev.cauce.contracts.revenue.ExplainRecovery;
import dev.cauce.contracts.revenue.FindReceivablesByAge;
import dev.cauce.contracts.revenue.FindRecoveryRates;
import dev.cauce.contracts.revenue.ReceivablesAge;
import dev.cauce.contracts.revenue.ReceivablesByAgeView;
import dev.cauce.contracts.revenue.RecoveryCell;
import dev.cauce.contracts.revenue.RecoveryRate;
import dev.cauce.contracts.revenue.RecoveryRatesView;
import dev.cauce.contracts.revenue.RevenueCause;
import dev.cauce.contracts.revenue.RevenueExplanation;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.projection.ViewIndexes;
import java.time.Clock;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.axonframework.queryhandling.QueryHandler;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoOperations;

/** Sums up what is owed and what came back from the views of {@link CollectionsProjection}. */
public final class CollectionQueries implements ViewIndexes {

    private static final int MOST_YEARS = 10;

    /** The invoices of one row. */
    private record Row(YearMonth month, String policyVersion) {}

    private final MongoOperations mongo;
    private final Clock clock;
    private final RevenueZones zones;

    /** @param clock business time, which is meant where no time is named */
    public CollectionQueries(MongoOperations mongo, Clock clock) {
        this.mongo = mongo;
        this.clock = clock;
        this.zones = new RevenueZones(mongo);
    }

    @Override
    public void ensure(Indexes indexes) {
        indexes.ascending(CollectionsProjection.NAME, "tenantId", "currency", "owedUntil");
        indexes.ascending(CollectionsProjection.NAME, "tenantId", "currency", "dunned", "finalisedAt");
    }

    @QueryHandler
    ReceivablesByAgeView handle(FindReceivablesByAge query) {
        Cut cut = Cut.of(query.asOf(), query.knownAt(), clock);
        Map<ReceivablesAge, Long> owed = new EnumMap<>(ReceivablesAge.class);
        forEachOwed(query.tenantId(), query.currency(), cut, debt -> {
            owed.merge(debt.age(cut.asOf()), debt.receivableMinor(), Math::addExact);
            owed.merge(ReceivablesAge.TOTAL, debt.receivableMinor(), Math::addExact);
        });
        return new ReceivablesByAgeView(
                cut.asOf(),
                cut.knownAt(),
                new AgedReceivables(
                        query.currency(),
                        owed.getOrDefault(ReceivablesAge.NOT_DUE, 0L),
                        owed.getOrDefault(ReceivablesAge.UP_TO_30_DAYS, 0L),
                        owed.getOrDefault(ReceivablesAge.UP_TO_60_DAYS, 0L),
                        owed.getOrDefault(ReceivablesAge.UP_TO_90_DAYS, 0L),
                        owed.getOrDefault(ReceivablesAge.OVER_90_DAYS, 0L),
                        owed.getOrDefault(ReceivablesAge.TOTAL, 0L)));
    }

    /** Only of what is owed still: an invoice that is settled adds nothing, and so do its events. */
    @QueryHandler
    RevenueExplanation handle(ExplainReceivables query) {
        Cut cut = Cut.of(query.asOf(), query.knownAt(), clock);
        String cell = query.age().name();
        List<RevenueCause> causes = new ArrayList<>();
        forEachOwed(query.tenantId(), query.currency(), cut, debt -> {
            boolean isOfAge = query.age() == ReceivablesAge.TOTAL || debt.age(cut.asOf()) == query.age();
            if (isOfAge && debt.receivableMinor() != 0) {
                debt.owed(cell).forEach(causes::add);
            }
        });
        return new Explanation(cell, cut).part(cell, null, false, causes).sum(query.cursor(), query.limit());
    }

    @QueryHandler
    RecoveryRatesView handle(FindRecoveryRates query) {
        Cut cut = Cut.of(query.asOf(), query.knownAt(), clock);
        Months months = zones.months(query.tenantId(), cut);
        List<Months.Month> span = months.span(query.from(), query.to(), MOST_YEARS);
        List<YearMonth> names = span.stream().map(Months.Month::name).toList();
        Map<Row, Map<RecoveryCell, Long>> rows =
                new TreeMap<>(Comparator.comparing(Row::month).thenComparing(Row::policyVersion));
        forEachDunned(
                query.tenantId(),
                query.currency(),
                cut,
                span.getFirst(),
                span.getLast(),
                debt -> debt.dunning().ifPresent(dunning -> {
                    Row row = new Row(months.at(debt.finalisedAt()), dunning.policyVersion());
                    if (names.contains(row.month())) {
                        add(rows.computeIfAbsent(row, name -> new EnumMap<>(RecoveryCell.class)), debt);
                    }
                }));
        return new RecoveryRatesView(
                query.currency(),
                months.zone().getId(),
                cut.asOf(),
                cut.knownAt(),
                rows.entrySet().stream()
                        .map(row -> rate(row.getKey(), row.getValue()))
                        .toList());
    }

    private static void add(Map<RecoveryCell, Long> row, Debt debt) {
        for (RecoveryCell cell : RecoveryCell.values()) {
            if (cell != RecoveryCell.RECOVERY_RATE) {
                long amount = debt.shares(cell).mapToLong(RevenueCause::amount).sum();
                row.merge(cell, amount, Math::addExact);
            }
        }
    }

    private static RecoveryRate rate(Row row, Map<RecoveryCell, Long> sums) {
        long failed = sums.getOrDefault(RecoveryCell.FAILED, 0L);
        long recovered = sums.getOrDefault(RecoveryCell.RECOVERED, 0L);
        return new RecoveryRate(
                row.month().toString(),
                row.policyVersion(),
                sums.getOrDefault(RecoveryCell.INVOICES, 0L),
                sums.getOrDefault(RecoveryCell.SETTLED_INVOICES, 0L),
                failed,
                recovered,
                sums.getOrDefault(RecoveryCell.RETURNED, 0L),
                sums.getOrDefault(RecoveryCell.FORGIVEN, 0L),
                sums.getOrDefault(RecoveryCell.WRITTEN_OFF, 0L),
                sums.getOrDefault(RecoveryCell.OPEN, 0L),
                // A case is opened for what is due, which is something.
                Objects.requireNonNullElse(Ratio.ratio(recovered, failed), 0.0));
    }

    @QueryHandler
    RevenueExplanation handle(ExplainRecovery query) {
        Cut cut = Cut.of(query.asOf(), query.knownAt(), clock);
        Months months = zones.months(query.tenantId(), cut);
        Row row = new Row(YearMonth.parse(query.month()), query.policyVersion());
        boolean isRate = query.cell() == RecoveryCell.RECOVERY_RATE;
        RecoveryCell cell = isRate ? RecoveryCell.RECOVERED : query.cell();
        List<RevenueCause> causes = new ArrayList<>();
        List<RevenueCause> failed = new ArrayList<>();
        Months.Month month = months.of(row.month());
        forEachDunned(
                query.tenantId(),
                query.currency(),
                cut,
                month,
                month,
                debt -> debt.dunning().ifPresent(dunning -> {
                    if (row.equals(new Row(months.at(debt.finalisedAt()), dunning.policyVersion()))) {
                        debt.shares(cell).forEach(causes::add);
                        debt.shares(RecoveryCell.FAILED).forEach(failed::add);
                    }
                }));
        Explanation explanation =
                new Explanation(query.cell().name(), cut).part(cell.name(), query.month(), false, causes);
        if (!isRate) {
            return explanation.sum(query.cursor(), query.limit());
        }
        return explanation
                .part(RecoveryCell.FAILED.name(), query.month(), true, failed)
                .page(sums -> Ratio.ratio(sums.getFirst(), sums.getLast()), query.cursor(), query.limit());
    }

    /** The debts that may be owed as of the time: of what is settled by then nothing is. */
    private void forEachOwed(TenantId tenantId, String currency, Cut cut, Consumer<Debt> each) {
        Document owed = new Document("owedUntil", new Document("$gt", CollectionsProjection.asked(cut.surelyKnown())))
                .append(
                        "finalisedAt",
                        new Document("$not", new Document("$gt", CollectionsProjection.asked(cut.asOf()))));
        forEachDebt(tenantId, currency, cut, owed, each);
    }

    /** The debts that entered dunning, now or later, of invoices that were finalised in these months. */
    private void forEachDunned(
            TenantId tenantId, String currency, Cut cut, Months.Month first, Months.Month last, Consumer<Debt> each) {
        Document dunned = new Document("dunned", true)
                .append(
                        "finalisedAt",
                        new Document("$gte", Date.from(first.from())).append("$lt", Date.from(last.to())));
        forEachDebt(tenantId, currency, cut, dunned, each);
    }

    /** What a filter leaves out must not count; what version 2 of the view wrote has none of its fields. */
    private void forEachDebt(TenantId tenantId, String currency, Cut cut, Document filter, Consumer<Debt> each) {
        for (Document narrowed : List.of(filter, new Document("owedUntil", null))) {
            Document found = new Document("tenantId", tenantId.value()).append("currency", currency);
            found.putAll(narrowed);
            DocumentReader.forEach(
                    mongo,
                    CollectionsProjection.NAME,
                    found,
                    read -> Debt.of(CollectionDocument.read(read), cut).ifPresent(each));
        }
    }
}
