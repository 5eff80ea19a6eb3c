package dev.cauce.query.revenue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cauce.contracts.invoice.AgedReceivables;
import dev.cauce.contracts.revenue.ExplainReceivables;
import dev.cauce.contracts.revenue.ExplainRecovery;
import dev.cauce.contracts.revenue.ExplainRecurringRevenue;
import dev.cauce.contracts.revenue.FindReceivablesByAge;
import dev.cauce.contracts.revenue.FindRecoveryRates;
import dev.cauce.contracts.revenue.FindRecurringRevenue;
import dev.cauce.contracts.revenue.FindRevenueCohorts;
import dev.cauce.contracts.revenue.MonthlyRevenue;
import dev.cauce.contracts.revenue.ReceivablesAge;
import dev.cauce.contracts.revenue.RecoveryCell;
import dev.cauce.contracts.revenue.RecoveryRate;
import dev.cauce.contracts.revenue.RevenueCause;
import dev.cauce.contracts.revenue.RevenueCell;
import dev.cauce.contracts.revenue.RevenueCohort;
import dev.cauce.contracts.revenue.RevenueExplanation;
import dev.cauce.contracts.revenue.RevenuePart;
import dev.cauce.platform.projection.Views;
import dev.cauce.query.ProjectionFixture;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.axonframework.eventhandling.DomainEventMessage;
import org.jspecify.annotations.Nullable;

/** The views of a history, and what is asked of them; every explanation is read to its end and added up. */
final class Asked implements AutoCloseable {

    static final List<String> VIEWS =
            List.of(RevenueProjection.NAME, CollectionsProjection.NAME, CollectionsProjection.ZONES);

    /** An explanation, and all its pages. */
    record Explained(@Nullable Double value, List<RevenuePart> parts, List<RevenueCause> causes) {

        List<String> events() {
            return causes.stream()
                    .map(cause -> cause.eventId() + " " + cause.amount())
                    .toList();
        }
    }

    private final ProjectionFixture fixture;
    private final int limit;
    private final RevenueQueries revenue;
    private final CollectionQueries collections;

    Asked(List<DomainEventMessage<?>> events, int batchSize, Instant now) {
        this(events, batchSize, now, 3);
    }

    /** @param limit how many events a page has */
    Asked(List<DomainEventMessage<?>> events, int batchSize, Instant now, int limit) {
        this(events, batchSize, now, limit, CollectionsProjection::new);
    }

    /** @param projection what keeps the invoices */
    Asked(
            List<DomainEventMessage<?>> events,
            int batchSize,
            Instant now,
            int limit,
            Function<Views, Object> projection) {
        this.limit = limit;
        fixture = new ProjectionFixture(List.of(RevenueProjection::new, projection));
        fixture.handle(events, batchSize);
        Clock clock = Clock.fixed(now, ZoneOffset.UTC);
        revenue = new RevenueQueries(fixture.mongo(), clock);
        collections = new CollectionQueries(fixture.mongo(), clock);
    }

    Map<String, String> hashes() {
        return fixture.hashes(VIEWS);
    }

    List<MonthlyRevenue> months(
            String currency, String from, String to, @Nullable Instant asOf, @Nullable Instant knownAt) {
        return revenue.handle(new FindRecurringRevenue(Told.TENANT, currency, from, to, asOf, knownAt))
                .months();
    }

    List<RevenueCohort> cohorts(
            String currency, String from, String to, @Nullable Instant asOf, @Nullable Instant knownAt) {
        return revenue.handle(new FindRevenueCohorts(Told.TENANT, currency, from, to, asOf, knownAt))
                .cohorts();
    }

    AgedReceivables receivables(@Nullable Instant asOf, @Nullable Instant knownAt) {
        return collections
                .handle(new FindReceivablesByAge(Told.TENANT, "EUR", asOf, knownAt))
                .receivables();
    }

    List<RecoveryRate> recovery(String from, String to, @Nullable Instant asOf, @Nullable Instant knownAt) {
        return collections
                .handle(new FindRecoveryRates(Told.TENANT, "EUR", from, to, asOf, knownAt))
                .rates();
    }

    Explained explain(
            String currency,
            String month,
            RevenueCell cell,
            @Nullable String cohort,
            @Nullable Instant asOf,
            @Nullable Instant knownAt) {
        return read(cursor -> revenue.handle(
                new ExplainRecurringRevenue(Told.TENANT, currency, month, cell, cohort, asOf, knownAt, cursor, limit)));
    }

    Explained explain(ReceivablesAge age, @Nullable Instant asOf) {
        return read(cursor ->
                collections.handle(new ExplainReceivables(Told.TENANT, "EUR", age, asOf, null, cursor, limit)));
    }

    Explained explain(String month, String policyVersion, RecoveryCell cell, @Nullable Instant asOf) {
        return read(cursor -> collections.handle(
                new ExplainRecovery(Told.TENANT, "EUR", month, policyVersion, cell, asOf, null, cursor, limit)));
    }

    /** Page by page; each part is the sum of its events, and none of them comes twice in it. */
    private Explained read(Function<@Nullable String, RevenueExplanation> ask) {
        List<RevenueCause> causes = new ArrayList<>();
        RevenueExplanation page = ask.apply(null);
        causes.addAll(page.items());
        while (page.nextCursor() != null) {
            page = ask.apply(page.nextCursor());
            causes.addAll(page.items());
        }
        Map<String, Long> sums = new HashMap<>();
        Set<String> once = new HashSet<>();
        for (RevenueCause cause : causes) {
            assertThat(once.add(cause.cell() + cause.eventId()))
                    .as("%s twice", cause)
                    .isTrue();
            sums.merge(cause.cell(), cause.amount(), Math::addExact);
        }
        for (RevenuePart part : page.parts()) {
            assertThat(sums.getOrDefault(part.cell(), 0L)).as("%s", part).isEqualTo(part.amount());
        }
        return new Explained(page.value(), page.parts(), causes);
    }

    @Override
    public void close() {
        fixture.close();
    }
}
