package dev.cauce.query.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.catalogue.BillingInterval;
import dev.cauce.contracts.catalogue.PlanId;
import dev.cauce.contracts.subscription.CancellationReason;
import dev.cauce.contracts.subscription.FindSubscriptionById;
import dev.cauce.contracts.subscription.ListSubscriptionsOfAccount;
import dev.cauce.contracts.subscription.PlanChanged;
import dev.cauce.contracts.subscription.SubscriptionActivated;
import dev.cauce.contracts.subscription.SubscriptionCancelled;
import dev.cauce.contracts.subscription.SubscriptionEvent;
import dev.cauce.contracts.subscription.SubscriptionId;
import dev.cauce.contracts.subscription.SubscriptionRenewed;
import dev.cauce.contracts.subscription.SubscriptionStarted;
import dev.cauce.contracts.subscription.SubscriptionView;
import dev.cauce.contracts.subscription.TrialStarted;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.projection.Views;
import dev.cauce.query.ProjectionContract;
import dev.cauce.query.ProjectionFixture.History;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.axonframework.eventhandling.DomainEventMessage;
import org.junit.jupiter.api.Test;

class SubscriptionsProjectionTest extends ProjectionContract {

    @Override
    protected Object projection(Views views) {
        return new SubscriptionsProjection(views);
    }

    @Override
    protected List<String> views() {
        return List.of(SubscriptionsProjection.NAME);
    }

    @Override
    protected List<Class<?>> feeds() {
        return List.of(SubscriptionEvent.class);
    }

    @Override
    protected Set<Class<?>> ignored() {
        return Set.of();
    }

    @Override
    protected List<DomainEventMessage<?>> history(TenantId tenant) {
        return new History()
                .add("s-1", new TrialStarted(tenant, S1, A1, BASIC, "EUR", BillingInterval.MONTH, 990, LATER))
                .add("s-1", new SubscriptionActivated(tenant, S1, A1, SOON, LATER))
                .add("s-1", new SubscriptionRenewed(tenant, S1, A1, SOON, LATER, 1))
                .add("s-1", new PlanChanged(tenant, S1, A1, BASIC, PRO, "EUR", BillingInterval.MONTH, 4990))
                .add("s-1", new SubscriptionCancelled(tenant, S1, A1, CancellationReason.PRICE, LATER))
                .add(
                        "s-2",
                        new SubscriptionStarted(
                                tenant, S2, A1, BASIC, "USD", BillingInterval.MONTH, 1000, SOON, SOON, LATER))
                .events();
    }

    private static final Instant SOON = Instant.parse("2026-02-01T00:00:00Z");
    private static final Instant LATER = Instant.parse("2026-03-01T00:00:00Z");
    private static final AccountId A1 = new AccountId("a-1");
    private static final SubscriptionId S1 = new SubscriptionId("s.1");
    private static final SubscriptionId S2 = new SubscriptionId("s-2");
    private static final PlanId BASIC = new PlanId("basic.v1");
    private static final PlanId PRO = new PlanId("pro");

    @Test
    void showsPriceStateAndPeriod() {
        live();
        SubscriptionQueries queries = new SubscriptionQueries(fixture.mongo());

        SubscriptionView view = queries.handle(new FindSubscriptionById(ACME, S1));

        assertThat(view).isNotNull();
        assertThat(view.planId()).isEqualTo("pro");
        assertThat(view.amountMinor()).isEqualTo(4990);
        assertThat(view.status()).isEqualTo("CANCELLED");
        assertThat(view.renewals()).isEqualTo(1);
        assertThat(view.cancellationReason()).isEqualTo("PRICE");
        assertThat(view.periodEnd()).isEqualTo(LATER);
        assertThat(queries.handle(new FindSubscriptionById(OTHER, S1))).isNull();
    }

    @Test
    void listsTheSubscriptionsOfAnAccountOldestFirst() {
        live();
        SubscriptionQueries queries = new SubscriptionQueries(fixture.mongo());

        assertThat(queries.handle(new ListSubscriptionsOfAccount(ACME, A1)).items())
                .extracting(SubscriptionView::subscriptionId)
                .containsExactly("s.1", "s-2");
        assertThat(queries.handle(new ListSubscriptionsOfAccount(OTHER, A1)).items())
                .isEmpty();
        assertThat(queries.handle(new ListSubscriptionsOfAccount(ACME, new AccountId("a-2")))
                        .items())
                .isEmpty();
    }
}
