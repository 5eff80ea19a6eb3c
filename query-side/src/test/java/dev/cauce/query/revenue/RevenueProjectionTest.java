package dev.cauce.query.revenue;

import static dev.cauce.query.ProjectionFixture.BEGIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.catalogue.BillingInterval;
import dev.cauce.contracts.catalogue.BillingMode;
import dev.cauce.contracts.catalogue.PlanId;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.contracts.revenue.ExplainRecurringRevenue;
import dev.cauce.contracts.revenue.FindRecurringRevenue;
import dev.cauce.contracts.revenue.FindRevenueCohorts;
import dev.cauce.contracts.revenue.MonthlyRevenue;
import dev.cauce.contracts.revenue.RevenueCause;
import dev.cauce.contracts.revenue.RevenueCell;
import dev.cauce.contracts.subscription.BillingCycle;
import dev.cauce.contracts.subscription.BillingTermsAgreed;
import dev.cauce.contracts.subscription.CancellationReason;
import dev.cauce.contracts.subscription.CancellationScheduled;
import dev.cauce.contracts.subscription.ChangeScheduled;
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
import dev.cauce.contracts.subscription.SubscriptionTerms;
import dev.cauce.contracts.subscription.TermsChanged;
import dev.cauce.contracts.subscription.TrialStarted;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.projection.Views;
import dev.cauce.platform.rejection.Rejected;
import dev.cauce.query.ProjectionContract;
import dev.cauce.query.ProjectionFixture.History;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.axonframework.eventhandling.DomainEventMessage;
import org.junit.jupiter.api.Test;

class RevenueProjectionTest extends ProjectionContract {

    private static final Instant NOW = Instant.parse("2026-06-30T00:00:00Z");
    private static final AccountId TWO = new AccountId("two");
    private static final AccountId ONE = new AccountId("one.1");
    private static final PlanId BASIC = new PlanId("basic");
    private static final PlanId PRO = new PlanId("pro");

    @Override
    protected Object projection(Views views) {
        return new RevenueProjection(views);
    }

    @Override
    protected List<String> views() {
        return List.of(RevenueProjection.NAME);
    }

    @Override
    protected List<Class<?>> feeds() {
        return List.of(SubscriptionEvent.class);
    }

    /** Neither what is charged nor a new period says what is paid a month. */
    @Override
    protected Set<Class<?>> ignored() {
        return Set.of(
                SubscriptionCharged.class,
                SubscriptionRenewed.class,
                ChangeScheduled.class,
                ScheduledChangeRevoked.class,
                CancellationScheduled.class,
                ScheduledCancellationRevoked.class,
                EntitlementRestricted.class,
                EntitlementSuspended.class,
                EntitlementRestored.class);
    }

    private static SubscriptionId id(String id) {
        return new SubscriptionId(id);
    }

    private static Instant at(String day) {
        return Instant.parse("2026-" + day + "T12:00:00Z");
    }

    private static SubscriptionStarted started(
            TenantId tenant,
            String id,
            AccountId account,
            String currency,
            BillingInterval interval,
            long amount,
            String day) {
        return new SubscriptionStarted(
                tenant, id(id), account, BASIC, currency, interval, amount, at(day), at(day), NOW);
    }

    private static SubscriptionCancelled cancelled(TenantId tenant, String id, AccountId account, String day) {
        return new SubscriptionCancelled(tenant, id(id), account, CancellationReason.PRICE, at(day));
    }

    /**
     * Of the account with two subscriptions 1000 a month and 1200 a year, of the other one a trial that is taken up.
     */
    @Override
    protected List<DomainEventMessage<?>> history(TenantId tenant) {
        return new History()
                .add("t1", new TrialStarted(tenant, id("t.1"), ONE, BASIC, "EUR", BillingInterval.MONTH, 700, NOW))
                .add("t1", new SubscriptionActivated(tenant, id("t.1"), ONE, at("01-01"), NOW))
                .add("t1", new PlanChanged(tenant, id("t.1"), ONE, BASIC, PRO, "EUR", BillingInterval.MONTH, 900))
                .add("a", started(tenant, "a", TWO, "EUR", BillingInterval.MONTH, 1000, "02-10"))
                .add("b", started(tenant, "b", TWO, "EUR", BillingInterval.YEAR, 1206, "03-05"))
                .add("b", cancelled(tenant, "b", TWO, "04-07"))
                .add("a", cancelled(tenant, "a", TWO, "05-09"))
                .add("c", started(tenant, "c", TWO, "EUR", BillingInterval.MONTH, 500, "06-01"))
                .add("d", started(tenant, "d", TWO, "USD", BillingInterval.MONTH, 300, "06-02"))
                .add(
                        "e",
                        new BillingTermsAgreed(
                                tenant, id("e"), TWO, terms(2, 100), "UTC", SubscriptionStatus.INCOMPLETE, null))
                .add("e", new SubscriptionActivated(tenant, id("e"), TWO, at("06-03"), NOW))
                .add(
                        "e",
                        new TermsChanged(
                                tenant,
                                id("e"),
                                TWO,
                                BASIC,
                                terms(3, 100),
                                ProrationMode.NONE,
                                at("06-04"),
                                null,
                                List.of()))
                .add("e", new SubscriptionPaused(tenant, id("e"), TWO, at("06-05"), null, List.of()))
                .add(
                        "e",
                        new SubscriptionResumed(
                                tenant, id("e"), TWO, BASIC, terms(3, 100), cycle("06-06"), Entitlement.ENTITLED))
                .events();
    }

    /** In a currency of their own, so that they are in no other test's sums. */
    private static SubscriptionTerms terms(long quantity, long amount) {
        return new SubscriptionTerms(BASIC, 1, "CHF", BillingInterval.MONTH, amount, quantity, BillingMode.IN_ADVANCE);
    }

    private static BillingCycle cycle(String day) {
        return new BillingCycle(at(day), at(day), NOW, null, at(day), at(day));
    }

    @Test
    void aQuantityCountsAndAPauseDoesNot() {
        live();

        assertThat(months("CHF", "2026-06", "2026-06", null)).singleElement().satisfies(june -> {
            assertThat(june.closingMinor()).isEqualTo(300);
            assertThat(june.expansionMinor()).isEqualTo(100);
            assertThat(june.churnMinor()).isEqualTo(-300);
            assertThat(june.reactivationMinor()).isEqualTo(300);
        });
    }

    private RevenueQueries queries() {
        return new RevenueQueries(fixture.mongo(), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private List<MonthlyRevenue> months(String currency, String from, String to, Instant asOf) {
        return queries()
                .handle(new FindRecurringRevenue(ACME, currency, from, to, asOf, null))
                .months();
    }

    @Test
    void movementsAreOfTheWholeAccount() {
        live();

        assertThat(months("EUR", "2026-01", "2026-06", null))
                .extracting(
                        MonthlyRevenue::openingMinor,
                        MonthlyRevenue::newMinor,
                        MonthlyRevenue::expansionMinor,
                        MonthlyRevenue::contractionMinor,
                        MonthlyRevenue::churnMinor,
                        MonthlyRevenue::reactivationMinor,
                        MonthlyRevenue::closingMinor)
                .containsExactly(
                        tuple(0L, 700L, 200L, 0L, 0L, 0L, 900L),
                        tuple(900L, 1000L, 0L, 0L, 0L, 0L, 1900L),
                        // 12.06 a year is 1.005 a month, and a half goes up.
                        tuple(1900L, 0L, 101L, 0L, 0L, 0L, 2001L),
                        // One of two subscriptions ends: the account pays less, and is not lost.
                        tuple(2001L, 0L, 0L, -101L, 0L, 0L, 1900L),
                        tuple(1900L, 0L, 0L, 0L, -1000L, 0L, 900L),
                        tuple(900L, 0L, 0L, 0L, 0L, 500L, 1400L));
    }

    @Test
    void currenciesAreNeverMixed() {
        live();

        assertThat(months("USD", "2026-06", "2026-06", null)).singleElement().satisfies(june -> {
            assertThat(june.newMinor()).isEqualTo(300);
            assertThat(june.closingMinor()).isEqualTo(300);
            assertThat(june.payingAccounts()).isEqualTo(1);
        });
    }

    @Test
    void aLaterMonthOpensWithWhatTheEarlierOnesCameTo() {
        live();

        assertThat(months("EUR", "2026-05", "2026-05", null)).singleElement().satisfies(may -> {
            assertThat(may.openingMinor()).isEqualTo(1900);
            assertThat(may.churnMinor()).isEqualTo(-1000);
        });
    }

    @Test
    void whatCameLaterDoesNotHoldAsOfATime() {
        live();

        assertThat(months("EUR", "2026-05", "2026-05", at("05-08")))
                .singleElement()
                .satisfies(may -> assertThat(may.closingMinor()).isEqualTo(1900));
    }

    @Test
    void namesTheEventBehindACell() {
        live();

        assertThat(queries()
                        .handle(new ExplainRecurringRevenue(
                                ACME, "EUR", "2026-05", RevenueCell.CHURN, null, null, null, null, 10))
                        .items())
                .containsExactly(new RevenueCause(
                        "CHURN",
                        "a#1",
                        "SubscriptionCancelled",
                        "acme/subscription/a",
                        1,
                        "two",
                        "a",
                        null,
                        at("05-09"),
                        BEGIN.plusSeconds(6),
                        -1000));
    }

    /** It was recorded after the change of plan, and holds from before it: the change never came to anything. */
    @Test
    void whatIsRecordedLaterVoidsWhatIsDatedAfterIt() {
        fixture.handle(
                new History()
                        .add("a", started(ACME, "a", TWO, "EUR", BillingInterval.MONTH, 1000, "01-01"))
                        .add("a", new PlanChanged(ACME, id("a"), TWO, BASIC, PRO, "EUR", BillingInterval.MONTH, 2000))
                        .add(
                                "a",
                                new SubscriptionCancelled(
                                        ACME,
                                        id("a"),
                                        TWO,
                                        CancellationReason.PRICE,
                                        Instant.parse("2025-12-31T00:00:00Z")))
                        .events(),
                1);

        assertThat(months("EUR", "2025-12", "2026-02", null))
                .extracting(MonthlyRevenue::closingMinor)
                .containsExactly(0L, 0L, 0L);
    }

    @Test
    void refusesMonthsThatAreNoSpanAndACursorOfAnotherList() {
        assertThatThrownBy(() -> months("EUR", "2026-02", "2026-01", null))
                .isInstanceOfSatisfying(
                        Rejected.class, rejected -> assertThat(rejected.code()).isEqualTo(ErrorCode.INVALID_REQUEST));
        assertThatThrownBy(() -> months("EUR", "2016-01", "2026-02", null)).isInstanceOf(Rejected.class);
        assertThatThrownBy(() -> queries()
                        .handle(new ExplainRecurringRevenue(
                                ACME, "EUR", "2026-05", RevenueCell.CHURN, null, null, null, "nowhere", 10)))
                .isInstanceOf(Rejected.class);
        assertThatThrownBy(() -> queries()
                        .handle(new ExplainRecurringRevenue(
                                ACME, "EUR", "2026-05", RevenueCell.REVENUE_RETENTION, null, null, null, null, 10)))
                .isInstanceOfSatisfying(
                        Rejected.class, rejected -> assertThat(rejected.code()).isEqualTo(ErrorCode.INVALID_REQUEST));
        assertThatThrownBy(
                        () -> queries().handle(new FindRevenueCohorts(ACME, "EUR", "2020-01", "2025-02", null, null)))
                .isInstanceOf(Rejected.class);
    }

    @Test
    void anotherTenantHasNone() {
        live();

        assertThat(queries()
                        .handle(new FindRecurringRevenue(OTHER, "EUR", "2026-02", "2026-02", null, null))
                        .months())
                .singleElement()
                .satisfies(month -> assertThat(month.closingMinor()).isZero());
    }
}
