package dev.cauce.query.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.catalogue.BillingInterval;
import dev.cauce.contracts.catalogue.BillingMode;
import dev.cauce.contracts.catalogue.PlanId;
import dev.cauce.contracts.invoice.InvoiceId;
import dev.cauce.contracts.invoice.InvoiceLine;
import dev.cauce.contracts.invoice.InvoiceLineKind;
import dev.cauce.contracts.message.Event;
import dev.cauce.contracts.subscription.BillingCycle;
import dev.cauce.contracts.subscription.BillingTermsAgreed;
import dev.cauce.contracts.subscription.CancellationReason;
import dev.cauce.contracts.subscription.CancellationScheduled;
import dev.cauce.contracts.subscription.ChangeScheduled;
import dev.cauce.contracts.subscription.ChargeReason;
import dev.cauce.contracts.subscription.Entitlement;
import dev.cauce.contracts.subscription.EntitlementRestored;
import dev.cauce.contracts.subscription.EntitlementRestricted;
import dev.cauce.contracts.subscription.EntitlementSuspended;
import dev.cauce.contracts.subscription.FindSubscriptionById;
import dev.cauce.contracts.subscription.ListSubscriptionsOfAccount;
import dev.cauce.contracts.subscription.PlanChanged;
import dev.cauce.contracts.subscription.ProrationMode;
import dev.cauce.contracts.subscription.ScheduledCancellationRevoked;
import dev.cauce.contracts.subscription.ScheduledChangeRevoked;
import dev.cauce.contracts.subscription.SubscriptionActivated;
import dev.cauce.contracts.subscription.SubscriptionCancelled;
import dev.cauce.contracts.subscription.SubscriptionCharged;
import dev.cauce.contracts.subscription.SubscriptionEvent;
import dev.cauce.contracts.subscription.SubscriptionId;
import dev.cauce.contracts.subscription.SubscriptionPaused;
import dev.cauce.contracts.subscription.SubscriptionRenewed;
import dev.cauce.contracts.subscription.SubscriptionResumed;
import dev.cauce.contracts.subscription.SubscriptionStarted;
import dev.cauce.contracts.subscription.SubscriptionStatus;
import dev.cauce.contracts.subscription.SubscriptionTerms;
import dev.cauce.contracts.subscription.SubscriptionView;
import dev.cauce.contracts.subscription.TermsChanged;
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
                .add("s-3", agreed(tenant, S3))
                .add("s-3", charged(tenant))
                .add("s-3", new SubscriptionActivated(tenant, S3, A1, SOON, LATER))
                .add(
                        "s-3",
                        new TermsChanged(
                                tenant,
                                S3,
                                A1,
                                BASIC,
                                terms(PRO, 3),
                                ProrationMode.NONE,
                                SOON,
                                new BillingCycle(SOON, SOON, LATEST, terms(BASIC, 2), LATEST, SOON),
                                List.of()))
                .add("s-3", new ChangeScheduled(tenant, S3, A1, terms(BASIC, 1), LATER))
                .add("s-3", new ScheduledChangeRevoked(tenant, S3, A1))
                .add("s-3", new EntitlementRestricted(tenant, S3, A1, Entitlement.RESTRICTED, "invoice-1"))
                .add("s-3", new EntitlementSuspended(tenant, S3, A1, Entitlement.SUSPENDED, "invoice-1"))
                .add("s-3", new EntitlementRestored(tenant, S3, A1, Entitlement.ENTITLED))
                .add("s-3", new SubscriptionPaused(tenant, S3, A1, SOON, LATER, List.of()))
                .add(
                        "s-3",
                        new SubscriptionResumed(
                                tenant,
                                S3,
                                A1,
                                PRO,
                                terms(PRO, 3),
                                new BillingCycle(SOON, SOON, LATER, null, SOON, SOON),
                                Entitlement.ENTITLED))
                .add("s-3", new CancellationScheduled(tenant, S3, A1, CancellationReason.PRICE, LATER))
                .add("s-3", new ScheduledCancellationRevoked(tenant, S3, A1))
                .events();
    }

    private static SubscriptionTerms terms(PlanId plan, long quantity) {
        return new SubscriptionTerms(plan, 2, "EUR", BillingInterval.MONTH, 990, quantity, BillingMode.IN_ADVANCE);
    }

    private static BillingTermsAgreed agreed(TenantId tenant, SubscriptionId id) {
        return new BillingTermsAgreed(
                tenant, id, A1, terms(BASIC, 2), "Europe/Madrid", SubscriptionStatus.INCOMPLETE, null);
    }

    private static SubscriptionCharged charged(TenantId tenant) {
        return new SubscriptionCharged(
                tenant,
                S3,
                A1,
                new InvoiceId("s-3-1"),
                ChargeReason.ACTIVATION,
                "EUR",
                List.of(new InvoiceLine("1-1", InvoiceLineKind.PERIOD, BASIC, 2, 990, SOON, LATER, 1980)),
                SOON);
    }

    private SubscriptionView after(Event... events) {
        History history = new History();
        for (Event event : events) {
            history.add("s-3", event);
        }
        fixture.handle(history.events(), 1);
        SubscriptionView view = new SubscriptionQueries(fixture.mongo()).handle(new FindSubscriptionById(ACME, S3));
        assertThat(view).isNotNull();
        return view;
    }

    @Test
    void waitsForTheFirstPaymentWithoutService() {
        SubscriptionView view = after(agreed(ACME, S3), charged(ACME));

        assertThat(view.status()).isEqualTo("INCOMPLETE");
        assertThat(view.entitlement()).isEqualTo("NONE");
        assertThat(view.quantity()).isEqualTo(2);
        assertThat(view.billingMode()).isEqualTo("IN_ADVANCE");
        assertThat(view.periodStart()).isNull();
    }

    @Test
    void showsWhatIsScheduledUntilItIsDoneOrRevoked() {
        SubscriptionView scheduled = after(
                agreed(ACME, S3),
                new ChangeScheduled(ACME, S3, A1, terms(PRO, 4), LATER),
                new CancellationScheduled(ACME, S3, A1, CancellationReason.PRICE, LATEST));

        assertThat(scheduled.pendingPlanId()).isEqualTo("pro");
        assertThat(scheduled.pendingInterval()).isEqualTo("MONTH");
        assertThat(scheduled.pendingQuantity()).isEqualTo(4);
        assertThat(scheduled.pendingAt()).isEqualTo(LATER);
        assertThat(scheduled.cancelsAt()).isEqualTo(LATEST);

        fixture.reset();
        SubscriptionView revoked = after(
                agreed(ACME, S3),
                new ChangeScheduled(ACME, S3, A1, terms(PRO, 4), LATER),
                new CancellationScheduled(ACME, S3, A1, CancellationReason.PRICE, LATEST),
                new ScheduledChangeRevoked(ACME, S3, A1),
                new ScheduledCancellationRevoked(ACME, S3, A1));

        assertThat(revoked.pendingPlanId()).isNull();
        assertThat(revoked.pendingAt()).isNull();
        assertThat(revoked.cancelsAt()).isNull();
    }

    @Test
    void showsAPauseWithoutService() {
        SubscriptionView view = after(agreed(ACME, S3), new SubscriptionPaused(ACME, S3, A1, SOON, LATER, List.of()));

        assertThat(view.status()).isEqualTo("PAUSED");
        assertThat(view.entitlement()).isEqualTo("NONE");
        assertThat(view.resumesAt()).isEqualTo(LATER);
    }

    @Test
    void showsWhatTheCollectionOfDebtsLeaves() {
        SubscriptionView view =
                after(agreed(ACME, S3), new EntitlementRestricted(ACME, S3, A1, Entitlement.RESTRICTED, "invoice-1"));

        assertThat(view.entitlement()).isEqualTo("RESTRICTED");
        assertThat(view.status()).isEqualTo("INCOMPLETE");
    }

    private static final Instant SOON = Instant.parse("2026-02-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2026-04-01T00:00:00Z");
    private static final Instant LATER = Instant.parse("2026-03-01T00:00:00Z");
    private static final AccountId A1 = new AccountId("a-1");
    private static final SubscriptionId S1 = new SubscriptionId("s.1");
    private static final SubscriptionId S3 = new SubscriptionId("s-3");
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
                .containsExactlyInAnyOrder("s.1", "s-3", "s-2")
                .containsSubsequence("s.1", "s-2");
        assertThat(queries.handle(new ListSubscriptionsOfAccount(OTHER, A1)).items())
                .isEmpty();
        assertThat(queries.handle(new ListSubscriptionsOfAccount(ACME, new AccountId("a-2")))
                        .items())
                .isEmpty();
    }
}
