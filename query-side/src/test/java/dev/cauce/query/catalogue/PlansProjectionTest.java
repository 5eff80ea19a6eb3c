package dev.cauce.query.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cauce.contracts.catalogue.BillingInterval;
import dev.cauce.contracts.catalogue.BillingMode;
import dev.cauce.contracts.catalogue.CatalogueEvent;
import dev.cauce.contracts.catalogue.FindPlanById;
import dev.cauce.contracts.catalogue.ListPlans;
import dev.cauce.contracts.catalogue.PlanDefined;
import dev.cauce.contracts.catalogue.PlanId;
import dev.cauce.contracts.catalogue.PlanPrice;
import dev.cauce.contracts.catalogue.PlanPriceSet;
import dev.cauce.contracts.catalogue.PlanPriceVersion;
import dev.cauce.contracts.catalogue.PlanRetired;
import dev.cauce.contracts.catalogue.PlanTermsStated;
import dev.cauce.contracts.catalogue.PlanView;
import dev.cauce.contracts.catalogue.TrialEnd;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.projection.Views;
import dev.cauce.query.ProjectionContract;
import dev.cauce.query.ProjectionFixture.History;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.assertj.core.groups.Tuple;
import org.axonframework.eventhandling.DomainEventMessage;
import org.junit.jupiter.api.Test;

class PlansProjectionTest extends ProjectionContract {

    @Override
    protected Object projection(Views views) {
        return new PlansProjection(views);
    }

    @Override
    protected List<String> views() {
        return List.of(PlansProjection.NAME);
    }

    @Override
    protected List<Class<?>> feeds() {
        return List.of(CatalogueEvent.class);
    }

    @Override
    protected Set<Class<?>> ignored() {
        return Set.of();
    }

    @Override
    protected List<DomainEventMessage<?>> history(TenantId tenant) {
        return new History()
                .add("p-1", new PlanDefined(tenant, BASIC, "Basic", List.of(PRICE), 14))
                .add("p-2", new PlanDefined(tenant, new PlanId("pro"), "Pro", List.of(PRICE), 0))
                .add("p-1", new PlanTermsStated(tenant, BASIC, 30, TrialEnd.ACTIVATE, 7))
                .add("p-1", price(tenant, 2, 1990, NOW))
                .add("p-1", price(tenant, 3, 2990, NOW.plusMillis(1)))
                .add("p-1", new PlanRetired(tenant, BASIC))
                .events();
    }

    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

    private static PlanPriceSet price(TenantId tenant, int version, long amountMinor, Instant validFrom) {
        return new PlanPriceSet(
                tenant, BASIC, version, "EUR", BillingInterval.MONTH, amountMinor, BillingMode.IN_ARREARS, validFrom);
    }

    private static final PlanId BASIC = new PlanId("basic");
    private static final PlanPrice PRICE = new PlanPrice("EUR", BillingInterval.MONTH, 990);

    @Test
    void showsPricesAndRetirement() {
        live();
        PlanQueries queries = new PlanQueries(fixture.mongo(), Clock.fixed(NOW, ZoneOffset.UTC));

        PlanView view = queries.handle(new FindPlanById(ACME, BASIC));

        assertThat(view).isNotNull();
        assertThat(view.retired()).isTrue();
        assertThat(view.prices()).containsExactly(new PlanPrice("EUR", BillingInterval.MONTH, 1990));
        assertThat(view.priceVersions())
                .extracting(PlanPriceVersion::version, PlanPriceVersion::amountMinor, PlanPriceVersion::billingMode)
                .containsExactly(
                        Tuple.tuple(1, 990L, BillingMode.IN_ADVANCE),
                        Tuple.tuple(2, 1990L, BillingMode.IN_ARREARS),
                        Tuple.tuple(3, 2990L, BillingMode.IN_ARREARS));
        assertThat(view.trialDays()).isEqualTo(30);
        assertThat(view.trialEnd()).isEqualTo(TrialEnd.ACTIVATE);
        assertThat(view.graceDays()).isEqualTo(7);
        assertThat(queries.handle(new FindPlanById(OTHER, BASIC))).isNull();
        assertThat(queries.handle(new ListPlans(ACME)).items())
                .extracting(PlanView::planId)
                .containsExactly("basic", "pro");
        assertThat(queries.handle(new ListPlans(OTHER)).items()).isEmpty();
    }

    @Test
    void aFirstPriceThatIsToComeIsNotYetSold() {
        PlanPriceSet toCome = new PlanPriceSet(
                ACME, BASIC, 1, "USD", BillingInterval.YEAR, 1990, BillingMode.IN_ADVANCE, NOW.plusMillis(1));
        fixture.handle(
                new History()
                        .add("p-1", new PlanDefined(ACME, BASIC, "Basic", List.of(PRICE), 14))
                        .add("p-1", toCome)
                        .events(),
                1);

        PlanView before = new PlanQueries(fixture.mongo(), Clock.fixed(NOW, ZoneOffset.UTC))
                .handle(new FindPlanById(ACME, BASIC));
        PlanView after = new PlanQueries(fixture.mongo(), Clock.fixed(toCome.validFrom(), ZoneOffset.UTC))
                .handle(new FindPlanById(ACME, BASIC));

        assertThat(before).isNotNull();
        assertThat(after).isNotNull();
        assertThat(before.prices()).containsExactly(PRICE);
        assertThat(after.prices()).contains(PRICE, new PlanPrice("USD", BillingInterval.YEAR, 1990));
    }
}
