package dev.cauce.command.subscription;

import static dev.cauce.command.Fixtures.NOW;
import static dev.cauce.command.Fixtures.TENANT;
import static dev.cauce.command.Fixtures.decided;
import static dev.cauce.command.Fixtures.rejected;

import dev.cauce.command.Fixtures;
import dev.cauce.command.History;
import dev.cauce.command.account.Accounts;
import dev.cauce.command.catalogue.Plans;
import dev.cauce.contracts.account.AccountClosed;
import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.account.AccountRegistered;
import dev.cauce.contracts.account.Attributes;
import dev.cauce.contracts.account.Origin;
import dev.cauce.contracts.catalogue.BillingInterval;
import dev.cauce.contracts.catalogue.BillingMode;
import dev.cauce.contracts.catalogue.PlanDefined;
import dev.cauce.contracts.catalogue.PlanId;
import dev.cauce.contracts.catalogue.PlanPrice;
import dev.cauce.contracts.catalogue.PlanRetired;
import dev.cauce.contracts.invoice.InvoiceId;
import dev.cauce.contracts.invoice.InvoiceLine;
import dev.cauce.contracts.invoice.InvoiceLineKind;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.metadata.MetadataKey;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.contracts.subscription.ActivateSubscription;
import dev.cauce.contracts.subscription.BillingTermsAgreed;
import dev.cauce.contracts.subscription.CancelSubscription;
import dev.cauce.contracts.subscription.CancellationReason;
import dev.cauce.contracts.subscription.ChangePlan;
import dev.cauce.contracts.subscription.ChargeReason;
import dev.cauce.contracts.subscription.PlanChanged;
import dev.cauce.contracts.subscription.RenewSubscription;
import dev.cauce.contracts.subscription.StartSubscription;
import dev.cauce.contracts.subscription.StartTrial;
import dev.cauce.contracts.subscription.SubscriptionActivated;
import dev.cauce.contracts.subscription.SubscriptionCancelled;
import dev.cauce.contracts.subscription.SubscriptionCharged;
import dev.cauce.contracts.subscription.SubscriptionId;
import dev.cauce.contracts.subscription.SubscriptionRenewed;
import dev.cauce.contracts.subscription.SubscriptionStarted;
import dev.cauce.contracts.subscription.SubscriptionStatus;
import dev.cauce.contracts.subscription.SubscriptionTerms;
import dev.cauce.contracts.subscription.TrialStarted;
import dev.cauce.platform.command.Answer;
import java.time.Instant;
import java.util.List;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SubscriptionTest {

    private static final SubscriptionId ID = new SubscriptionId("sub-1");
    private static final AccountId ACCOUNT = new AccountId("acc-1");
    private static final AccountId CLOSED_ACCOUNT = new AccountId("acc-closed");
    private static final PlanId PRO = new PlanId("pro");
    private static final PlanId TEAM = new PlanId("team");
    private static final PlanId NO_TRIAL = new PlanId("no-trial");
    private static final PlanId RETIRED = new PlanId("retired");
    private static final PlanId UNKNOWN = new PlanId("unknown");

    private static final Instant TRIAL_END = Instant.parse("2026-03-29T10:00:00Z");
    private static final Instant STARTED = Instant.parse("2025-12-31T00:00:00Z");
    private static final Instant PERIOD_START = Instant.parse("2026-02-28T00:00:00Z");
    private static final Instant PERIOD_END = Instant.parse("2026-03-31T00:00:00Z");

    private static final TrialStarted TRIAL =
            new TrialStarted(TENANT, ID, ACCOUNT, PRO, "EUR", BillingInterval.MONTH, 9_900, TRIAL_END);
    private static final SubscriptionStarted ACTIVE = new SubscriptionStarted(
            TENANT, ID, ACCOUNT, PRO, "EUR", BillingInterval.MONTH, 9_900, STARTED, PERIOD_START, PERIOD_END);
    private static final SubscriptionCancelled CANCELLED =
            new SubscriptionCancelled(TENANT, ID, ACCOUNT, CancellationReason.PRICE, NOW);

    private final History history = new History();
    private final FixtureConfiguration<Subscription> fixture =
            Fixtures.of(Subscription.class, new Accounts(history.store()), new Plans(history.store()));

    @BeforeEach
    void accountsAndPlans() {
        account(ACCOUNT);
        account(CLOSED_ACCOUNT);
        history.holds(
                StreamId.of("account", TENANT, CLOSED_ACCOUNT), new AccountClosed(TENANT, CLOSED_ACCOUNT, "GONE"));
        plan(PRO, 14);
        plan(TEAM, 14);
        plan(NO_TRIAL, 0);
        plan(RETIRED, 14);
        history.holds(StreamId.of("plan", TENANT, RETIRED), new PlanRetired(TENANT, RETIRED));
    }

    private void account(AccountId id) {
        history.holds(
                StreamId.of("account", TENANT, id),
                new AccountRegistered(
                        TENANT,
                        id,
                        "Firm",
                        null,
                        id + "@example.invalid",
                        "fingerprint",
                        "UTC",
                        null,
                        Origin.SIGN_UP,
                        null,
                        Attributes.none()));
    }

    private void plan(PlanId id, int trialDays) {
        history.holds(
                StreamId.of("plan", TENANT, id),
                new PlanDefined(
                        TENANT,
                        id,
                        id.value(),
                        List.of(new PlanPrice("EUR", BillingInterval.MONTH, 9_900)),
                        trialDays));
    }

    private static StartTrial trial(AccountId account, PlanId plan, String currency) {
        return new StartTrial(TENANT, ID, account, plan, currency, BillingInterval.MONTH);
    }

    private static StartSubscription start(AccountId account, PlanId plan, Long amountMinor, Instant startedAt) {
        return new StartSubscription(TENANT, ID, account, plan, "EUR", BillingInterval.MONTH, amountMinor, startedAt);
    }

    private static Answer answer(String status) {
        return Answer.of("subscriptionId", ID, "status", status);
    }

    @Nested
    class StartingATrial {

        @Test
        void takesPriceAndDaysOfThePlan() {
            fixture.givenNoPriorActivity()
                    .when(trial(ACCOUNT, PRO, "EUR"))
                    .expectEvents(TRIAL)
                    .expectResultMessagePayload(answer("TRIALING"));
        }

        @Test
        void changesNothingTheSecondTime() {
            fixture.given(TRIAL)
                    .when(trial(ACCOUNT, PRO, "EUR"))
                    .expectNoEvents()
                    .expectResultMessagePayload(answer("TRIALING"));
        }

        @Test
        void changesNothingWhenItComesLateToACancelledOne() {
            fixture.given(TRIAL, CANCELLED)
                    .when(trial(ACCOUNT, PRO, "EUR"))
                    .expectNoEvents()
                    .expectResultMessagePayload(answer("CANCELLED"));
        }

        @Test
        void rejectsAnIdThatAnotherAccountHas() {
            fixture.given(TRIAL)
                    .when(trial(new AccountId("acc-2"), PRO, "EUR"))
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.ALREADY_EXISTS));
        }

        @Test
        void rejectsAnUnknownAccount() {
            fixture.givenNoPriorActivity()
                    .when(trial(new AccountId("acc-2"), PRO, "EUR"))
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.ACCOUNT_NOT_FOUND));
        }

        @Test
        void rejectsAClosedAccount() {
            fixture.givenNoPriorActivity()
                    .when(trial(CLOSED_ACCOUNT, PRO, "EUR"))
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.ACCOUNT_IS_CLOSED));
        }

        @Test
        void rejectsAnUnknownPlan() {
            fixture.givenNoPriorActivity()
                    .when(trial(ACCOUNT, UNKNOWN, "EUR"))
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.PLAN_NOT_FOUND));
        }

        @Test
        void rejectsARetiredPlan() {
            fixture.givenNoPriorActivity()
                    .when(trial(ACCOUNT, RETIRED, "EUR"))
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.PLAN_RETIRED));
        }

        @Test
        void rejectsACurrencyThePlanHasNot() {
            fixture.givenNoPriorActivity()
                    .when(trial(ACCOUNT, PRO, "USD"))
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.PLAN_PRICE_MISSING));
        }

        @Test
        void rejectsAPlanWithoutTrial() {
            fixture.givenNoPriorActivity()
                    .when(trial(ACCOUNT, NO_TRIAL, "EUR"))
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.INVALID_REQUEST));
        }
    }

    @Nested
    class Starting {

        @Test
        void beginsNowAtThePriceOfThePlan() {
            fixture.givenNoPriorActivity()
                    .when(start(ACCOUNT, PRO, null, null))
                    .expectEvents(new SubscriptionStarted(
                            TENANT,
                            ID,
                            ACCOUNT,
                            PRO,
                            "EUR",
                            BillingInterval.MONTH,
                            9_900,
                            NOW,
                            NOW,
                            Instant.parse("2026-04-15T10:00:00Z")))
                    .expectResultMessagePayload(answer("ACTIVE"));
        }

        @Test
        void beginsInThePastWithThePeriodThatHoldsNow() {
            fixture.givenNoPriorActivity()
                    .when(start(ACCOUNT, PRO, null, STARTED))
                    .expectEvents(decided(ACTIVE, MetaData.with(MetadataKey.EFFECTIVE_AT, STARTED.toString())));
        }

        @Test
        void takesTheAmountThatWasAgreed() {
            fixture.givenNoPriorActivity()
                    .when(new StartSubscription(TENANT, ID, ACCOUNT, PRO, "USD", BillingInterval.YEAR, 0L, null))
                    .expectEvents(new SubscriptionStarted(
                            TENANT,
                            ID,
                            ACCOUNT,
                            PRO,
                            "USD",
                            BillingInterval.YEAR,
                            0,
                            NOW,
                            NOW,
                            Instant.parse("2027-03-15T10:00:00Z")));
        }

        @Test
        void rejectsAnIdThatIsTaken() {
            fixture.given(ACTIVE)
                    .when(start(ACCOUNT, PRO, null, STARTED))
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.ALREADY_EXISTS));
        }

        @Test
        void rejectsAStartTomorrow() {
            fixture.givenNoPriorActivity()
                    .when(start(ACCOUNT, PRO, null, NOW.plusMillis(1)))
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.DATE_IN_FUTURE));
        }

        @Test
        void rejectsAnUnknownAccount() {
            fixture.givenNoPriorActivity()
                    .when(start(new AccountId("acc-2"), PRO, null, null))
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.ACCOUNT_NOT_FOUND));
        }

        @Test
        void rejectsAClosedAccount() {
            fixture.givenNoPriorActivity()
                    .when(start(CLOSED_ACCOUNT, PRO, null, null))
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.ACCOUNT_IS_CLOSED));
        }

        @Test
        void rejectsAnUnknownPlanEvenWithAnAmount() {
            fixture.givenNoPriorActivity()
                    .when(start(ACCOUNT, UNKNOWN, 100L, null))
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.PLAN_NOT_FOUND));
        }

        @Test
        void rejectsARetiredPlan() {
            fixture.givenNoPriorActivity()
                    .when(start(ACCOUNT, RETIRED, null, null))
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.PLAN_RETIRED));
        }

        @Test
        void rejectsAnIntervalThePlanHasNot() {
            fixture.givenNoPriorActivity()
                    .when(new StartSubscription(TENANT, ID, ACCOUNT, PRO, "EUR", BillingInterval.YEAR, null, null))
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.PLAN_PRICE_MISSING));
        }
    }

    @Nested
    class Activating {

        @Test
        void agreesOnTermsAndAsksForTheFirstPaidPeriod() {
            SubscriptionTerms terms =
                    new SubscriptionTerms(PRO, 1, "EUR", BillingInterval.MONTH, 9_900, 1, BillingMode.IN_ADVANCE);
            fixture.given(TRIAL)
                    .when(new ActivateSubscription(TENANT, ID))
                    .expectEvents(
                            new BillingTermsAgreed(
                                    TENANT, ID, ACCOUNT, terms, "UTC", SubscriptionStatus.TRIALING, null),
                            new SubscriptionCharged(
                                    TENANT,
                                    ID,
                                    ACCOUNT,
                                    new InvoiceId("sub-1-1"),
                                    ChargeReason.ACTIVATION,
                                    "EUR",
                                    List.of(new InvoiceLine(
                                            "1-1",
                                            InvoiceLineKind.PERIOD,
                                            PRO,
                                            1,
                                            9_900,
                                            NOW,
                                            Instant.parse("2026-04-15T10:00:00Z"),
                                            9_900)),
                                    NOW))
                    .expectResultMessagePayload(answer("INCOMPLETE"));
        }

        @Test
        void rejectsAnActiveOne() {
            fixture.given(ACTIVE)
                    .when(new ActivateSubscription(TENANT, ID))
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.SUBSCRIPTION_NOT_TRIALING));
        }

        @Test
        void rejectsACancelledOne() {
            fixture.given(TRIAL, CANCELLED)
                    .when(new ActivateSubscription(TENANT, ID))
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.SUBSCRIPTION_IS_CANCELLED));
        }

        @Test
        void rejectsOneThatNeverStarted() {
            fixture.givenNoPriorActivity()
                    .when(new ActivateSubscription(TENANT, ID))
                    .expectException(AggregateNotFoundException.class);
        }
    }

    @Nested
    class Renewing {

        @Test
        void beginsTheNextPeriodOnTheAnchorsDay() {
            fixture.given(ACTIVE)
                    .when(new RenewSubscription(TENANT, ID))
                    .expectEvents(new SubscriptionRenewed(
                            TENANT, ID, ACCOUNT, PERIOD_END, Instant.parse("2026-04-30T00:00:00Z"), 1))
                    .expectResultMessagePayload(answer("ACTIVE"));
        }

        @Test
        void countsFromTheActivationAfterATrial() {
            Instant activated = Instant.parse("2026-01-31T00:00:00Z");
            fixture.given(
                            TRIAL,
                            new SubscriptionActivated(
                                    TENANT, ID, ACCOUNT, activated, Instant.parse("2026-02-28T00:00:00Z")),
                            new SubscriptionRenewed(
                                    TENANT,
                                    ID,
                                    ACCOUNT,
                                    Instant.parse("2026-02-28T00:00:00Z"),
                                    Instant.parse("2026-03-31T00:00:00Z"),
                                    1))
                    .when(new RenewSubscription(TENANT, ID))
                    .expectEvents(new SubscriptionRenewed(
                            TENANT,
                            ID,
                            ACCOUNT,
                            Instant.parse("2026-03-31T00:00:00Z"),
                            Instant.parse("2026-04-30T00:00:00Z"),
                            2));
        }

        @Test
        void followsTheFirstPaidPeriodAfterATrial() {
            Instant firstEnd = Instant.parse("2026-03-28T00:00:00Z");

            fixture.given(TRIAL, new SubscriptionActivated(TENANT, ID, ACCOUNT, PERIOD_START, firstEnd))
                    .when(new RenewSubscription(TENANT, ID))
                    .expectEvents(new SubscriptionRenewed(
                            TENANT, ID, ACCOUNT, firstEnd, Instant.parse("2026-04-28T00:00:00Z"), 1));
        }

        @Test
        void rejectsASecondPeriodAhead() {
            fixture.given(
                            ACTIVE,
                            new SubscriptionRenewed(
                                    TENANT, ID, ACCOUNT, PERIOD_END, Instant.parse("2026-04-30T00:00:00Z"), 1))
                    .when(new RenewSubscription(TENANT, ID))
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.SUBSCRIPTION_ALREADY_RENEWED));
        }

        @Test
        void rejectsATrial() {
            fixture.given(TRIAL)
                    .when(new RenewSubscription(TENANT, ID))
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.SUBSCRIPTION_NOT_ACTIVE));
        }

        @Test
        void rejectsACancelledOne() {
            fixture.given(ACTIVE, CANCELLED)
                    .when(new RenewSubscription(TENANT, ID))
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.SUBSCRIPTION_IS_CANCELLED));
        }
    }

    @Nested
    class ChangingThePlan {

        @Test
        void takesThePriceOfTheOtherPlan() {
            fixture.given(ACTIVE)
                    .when(new ChangePlan(TENANT, ID, TEAM))
                    .expectEvents(new PlanChanged(TENANT, ID, ACCOUNT, PRO, TEAM, "EUR", BillingInterval.MONTH, 9_900))
                    .expectResultMessagePayload(answer("ACTIVE"));
        }

        @Test
        void isOpenToATrial() {
            fixture.given(TRIAL)
                    .when(new ChangePlan(TENANT, ID, TEAM))
                    .expectEvents(new PlanChanged(TENANT, ID, ACCOUNT, PRO, TEAM, "EUR", BillingInterval.MONTH, 9_900));
        }

        @Test
        void rejectsThePlanItHas() {
            fixture.given(ACTIVE, new PlanChanged(TENANT, ID, ACCOUNT, PRO, TEAM, "EUR", BillingInterval.MONTH, 9_900))
                    .when(new ChangePlan(TENANT, ID, TEAM))
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.PLAN_UNCHANGED));
        }

        @Test
        void rejectsAnUnknownPlan() {
            fixture.given(ACTIVE)
                    .when(new ChangePlan(TENANT, ID, UNKNOWN))
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.PLAN_NOT_FOUND));
        }

        @Test
        void rejectsARetiredPlan() {
            fixture.given(ACTIVE)
                    .when(new ChangePlan(TENANT, ID, RETIRED))
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.PLAN_RETIRED));
        }

        @Test
        void rejectsAPlanThatIsNotSoldInItsCurrency() {
            SubscriptionStarted inDollars = new SubscriptionStarted(
                    TENANT, ID, ACCOUNT, PRO, "USD", BillingInterval.MONTH, 9_900, STARTED, PERIOD_START, PERIOD_END);

            fixture.given(inDollars)
                    .when(new ChangePlan(TENANT, ID, TEAM))
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.PLAN_PRICE_MISSING));
        }

        @Test
        void rejectsACancelledOne() {
            fixture.given(ACTIVE, CANCELLED)
                    .when(new ChangePlan(TENANT, ID, TEAM))
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.SUBSCRIPTION_IS_CANCELLED));
        }
    }

    @Nested
    class Cancelling {

        @Test
        void endsNow() {
            fixture.given(ACTIVE)
                    .when(new CancelSubscription(TENANT, ID, CancellationReason.PRICE, null))
                    .expectEvents(CANCELLED)
                    .expectResultMessagePayload(answer("CANCELLED"));
        }

        @Test
        void endsInThePast() {
            Instant earlier = STARTED.plusSeconds(1);

            fixture.given(ACTIVE)
                    .when(new CancelSubscription(TENANT, ID, CancellationReason.UNKNOWN, earlier))
                    .expectEvents(decided(
                            new SubscriptionCancelled(TENANT, ID, ACCOUNT, CancellationReason.UNKNOWN, earlier),
                            MetaData.with(MetadataKey.EFFECTIVE_AT, earlier.toString())));
        }

        @Test
        void endsATrial() {
            fixture.givenCurrentTime(NOW.minusSeconds(60))
                    .andGiven(TRIAL)
                    .when(new CancelSubscription(TENANT, ID, CancellationReason.PRICE, null))
                    .expectEvents(CANCELLED);
        }

        @Test
        void changesNothingTheSecondTime() {
            fixture.given(ACTIVE, CANCELLED)
                    .when(new CancelSubscription(TENANT, ID, CancellationReason.COMPETITOR, null))
                    .expectNoEvents()
                    .expectResultMessagePayload(answer("CANCELLED"));
        }

        @Test
        void rejectsAnEndTomorrow() {
            fixture.given(ACTIVE)
                    .when(new CancelSubscription(TENANT, ID, CancellationReason.PRICE, NOW.plusMillis(1)))
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.DATE_IN_FUTURE));
        }

        @Test
        void rejectsAnEndBeforeTheStart() {
            fixture.given(ACTIVE)
                    .when(new CancelSubscription(TENANT, ID, CancellationReason.PRICE, STARTED.minusMillis(1)))
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.INVALID_REQUEST));
        }

        @Test
        void rejectsAnEndBeforeTheStartOfATrial() {
            fixture.givenCurrentTime(NOW.minusSeconds(60))
                    .andGiven(TRIAL)
                    .when(new CancelSubscription(TENANT, ID, CancellationReason.PRICE, NOW.minusSeconds(61)))
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.INVALID_REQUEST));
        }
    }
}
