package dev.cauce.query.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cauce.contracts.account.AccountClosed;
import dev.cauce.contracts.account.AccountEvent;
import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.account.AccountReactivated;
import dev.cauce.contracts.account.AccountRegistered;
import dev.cauce.contracts.account.AccountSuspended;
import dev.cauce.contracts.account.AccountView;
import dev.cauce.contracts.account.ActivityRecorded;
import dev.cauce.contracts.account.Attributes;
import dev.cauce.contracts.account.EmailVerified;
import dev.cauce.contracts.account.FindAccountById;
import dev.cauce.contracts.account.OnboardingStep;
import dev.cauce.contracts.account.OnboardingStepCompleted;
import dev.cauce.contracts.account.Origin;
import dev.cauce.contracts.account.PersonalDataErased;
import dev.cauce.contracts.catalogue.BillingInterval;
import dev.cauce.contracts.catalogue.BillingMode;
import dev.cauce.contracts.catalogue.PlanId;
import dev.cauce.contracts.invoice.InvoiceId;
import dev.cauce.contracts.invoice.InvoiceLine;
import dev.cauce.contracts.invoice.InvoiceLineKind;
import dev.cauce.contracts.personaldata.Redaction;
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
import dev.cauce.contracts.subscription.SubscriptionSummary;
import dev.cauce.contracts.subscription.SubscriptionTerms;
import dev.cauce.contracts.subscription.TermsChanged;
import dev.cauce.contracts.subscription.TrialStarted;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.projection.Views;
import dev.cauce.query.ProjectionContract;
import dev.cauce.query.ProjectionFixture.History;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.eventhandling.DomainEventMessage;
import org.bson.Document;
import org.junit.jupiter.api.Test;

class AccountsProjectionTest extends ProjectionContract {

    @Override
    protected Object projection(Views views) {
        return new AccountsProjection(views);
    }

    @Override
    protected List<String> views() {
        return List.of(AccountsProjection.NAME);
    }

    @Override
    protected List<Class<?>> feeds() {
        return List.of(AccountEvent.class, SubscriptionEvent.class);
    }

    @Override
    protected Set<Class<?>> ignored() {
        return Set.of(
                SubscriptionRenewed.class,
                ChangeScheduled.class,
                ScheduledChangeRevoked.class,
                CancellationScheduled.class,
                ScheduledCancellationRevoked.class,
                EntitlementRestricted.class,
                EntitlementSuspended.class,
                EntitlementRestored.class);
    }

    @Override
    protected List<DomainEventMessage<?>> history(TenantId tenant) {
        return new History()
                .add("a-1", registered(tenant))
                .add("a-1", new EmailVerified(tenant, A1))
                .add(
                        "a-1",
                        new OnboardingStepCompleted(tenant, A1, OnboardingStep.PROFILE, Set.of(OnboardingStep.PROFILE)))
                .add("a-1", new ActivityRecorded(tenant, A1, "login", 1, SOON, 1))
                .add("a-1", new AccountSuspended(tenant, A1, "PAYMENT_OVERDUE"))
                .add("a-1", new AccountReactivated(tenant, A1))
                .add("s-1", new TrialStarted(tenant, S1, A1, BASIC, "EUR", BillingInterval.MONTH, 990, LATER))
                .add("s-1", new SubscriptionActivated(tenant, S1, A1, SOON, LATER))
                .add("s-1", new PlanChanged(tenant, S1, A1, BASIC, PRO, "EUR", BillingInterval.MONTH, 4990))
                .add("s-1", new SubscriptionCancelled(tenant, S1, A1, CancellationReason.PRICE, LATER))
                .add(
                        "s-2",
                        new SubscriptionStarted(
                                tenant, S2, A1, BASIC, "USD", BillingInterval.MONTH, 1000, SOON, SOON, LATER))
                .add(
                        "s-3",
                        new BillingTermsAgreed(tenant, S3, A1, terms(BASIC), "UTC", SubscriptionStatus.TRIALING, LATER))
                .add(
                        "s-3",
                        new SubscriptionCharged(
                                tenant,
                                S3,
                                A1,
                                new InvoiceId("s-3-1"),
                                ChargeReason.ACTIVATION,
                                "EUR",
                                List.of(new InvoiceLine(
                                        "1-1", InvoiceLineKind.PERIOD, BASIC, 1, 990, SOON, LATER, 990)),
                                SOON))
                .add(
                        "s-3",
                        new TermsChanged(tenant, S3, A1, BASIC, terms(PRO), ProrationMode.NONE, SOON, null, List.of()))
                .add("s-3", new SubscriptionPaused(tenant, S3, A1, SOON, null, List.of()))
                .add(
                        "s-3",
                        new SubscriptionResumed(
                                tenant,
                                S3,
                                A1,
                                PRO,
                                terms(BASIC),
                                new BillingCycle(SOON, SOON, LATER, null, SOON, SOON),
                                Entitlement.ENTITLED))
                .add("a-1", new AccountClosed(tenant, A1, "LEFT"))
                .add("a-1", new PersonalDataErased(tenant, A1, "certificate"))
                .events();
    }

    private static final Instant SOON = Instant.parse("2026-02-01T00:00:00Z");
    private static final Instant LATER = Instant.parse("2026-03-01T00:00:00Z");
    private static final AccountId A1 = new AccountId("a-1");
    private static final SubscriptionId S1 = new SubscriptionId("s.1");
    private static final SubscriptionId S2 = new SubscriptionId("s-2");
    private static final PlanId BASIC = new PlanId("basic.v1");
    private static final PlanId PRO = new PlanId("pro");

    private static final SubscriptionId S3 = new SubscriptionId("s-3");

    private static SubscriptionTerms terms(PlanId plan) {
        return new SubscriptionTerms(plan, 1, "EUR", BillingInterval.MONTH, 990, 1, BillingMode.IN_ADVANCE);
    }

    private static AccountRegistered registered(TenantId tenant) {
        return new AccountRegistered(
                tenant,
                A1,
                "Acme",
                "Ann",
                "ann@acme.example",
                "fingerprint",
                "Europe/Madrid",
                "ES",
                Origin.SIGN_UP,
                null,
                new Attributes(Map.of("utm.source", "fair", "$set", "x"), false));
    }

    private AccountView view() {
        return new AccountQueries(fixture.mongo()).handle(new FindAccountById(ACME, A1));
    }

    @Test
    void showsWhoAnAccountIsAndWhatItHas() {
        fixture.handle(history(ACME).subList(0, 16), 200);

        AccountView view = view();

        assertThat(view).isNotNull();
        assertThat(view.companyName()).isEqualTo("Acme");
        assertThat(view.emailVerified()).isTrue();
        assertThat(view.status()).isEqualTo("ACTIVE");
        assertThat(view.statusReason()).isNull();
        assertThat(view.completedSteps()).containsExactly("PROFILE");
        assertThat(view.lastActivityAt()).isEqualTo(SOON);
        assertThat(view.attributes()).isEqualTo(Map.of("utm.source", "fair", "$set", "x"));
        assertThat(view.subscriptions())
                .containsExactly(
                        new SubscriptionSummary("s-2", "basic.v1", "ACTIVE"),
                        new SubscriptionSummary("s-3", "basic.v1", "ACTIVE"),
                        new SubscriptionSummary("s.1", "pro", "CANCELLED"));
        assertThat(new AccountQueries(fixture.mongo()).handle(new FindAccountById(OTHER, A1)))
                .isNull();
    }

    @Test
    void keepsNothingOfAnErasedPerson() {
        live();

        AccountView view = view();

        assertThat(view).isNotNull();
        assertThat(view.status()).isEqualTo("CLOSED");
        assertThat(view.companyName()).isEqualTo(Redaction.MARKER);
        assertThat(view.attributes()).isEmpty();
        assertThat(fixture.mongo().getCollection(AccountsProjection.NAME).find(new Document()))
                .allSatisfy(document ->
                        assertThat(document.toJson()).doesNotContain("Acme", "Ann", "acme.example", "acme\\n", "fair"));
    }

    @Test
    void anAccountWhoseRegistrationIsNotSeenYetIsNotThere() {
        List<DomainEventMessage<?>> ofSubscriptions = history(ACME).stream()
                .filter(event -> event.getAggregateIdentifier().startsWith("s-"))
                .toList();

        fixture.handle(ofSubscriptions, 7);

        assertThat(view()).isNull();
    }
}
