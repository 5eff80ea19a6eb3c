package dev.cauce.query.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cauce.contracts.catalogue.BillingInterval;
import dev.cauce.contracts.catalogue.CatalogueEvent;
import dev.cauce.contracts.catalogue.FindPlanById;
import dev.cauce.contracts.catalogue.ListPlans;
import dev.cauce.contracts.catalogue.PlanDefined;
import dev.cauce.contracts.catalogue.PlanId;
import dev.cauce.contracts.catalogue.PlanPrice;
import dev.cauce.contracts.catalogue.PlanRetired;
import dev.cauce.contracts.catalogue.PlanView;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.projection.Views;
import dev.cauce.query.ProjectionContract;
import dev.cauce.query.ProjectionFixture.History;
import java.util.List;
import java.util.Set;
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
                .add("p-1", new PlanRetired(tenant, BASIC))
                .events();
    }

    private static final PlanId BASIC = new PlanId("basic");
    private static final PlanPrice PRICE = new PlanPrice("EUR", BillingInterval.MONTH, 990);

    @Test
    void showsPricesAndRetirement() {
        live();
        PlanQueries queries = new PlanQueries(fixture.mongo());

        PlanView view = queries.handle(new FindPlanById(ACME, BASIC));

        assertThat(view).isNotNull();
        assertThat(view.retired()).isTrue();
        assertThat(view.prices()).containsExactly(PRICE);
        assertThat(view.trialDays()).isEqualTo(14);
        assertThat(queries.handle(new FindPlanById(OTHER, BASIC))).isNull();
        assertThat(queries.handle(new ListPlans(ACME)).items())
                .extracting(PlanView::planId)
                .containsExactly("basic", "pro");
        assertThat(queries.handle(new ListPlans(OTHER)).items()).isEmpty();
    }
}
