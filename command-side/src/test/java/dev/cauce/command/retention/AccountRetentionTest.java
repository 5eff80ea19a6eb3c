package dev.cauce.command.retention;

import static dev.cauce.command.Fixtures.NOW;
import static dev.cauce.command.Fixtures.TENANT;
import static dev.cauce.command.Fixtures.rejected;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cauce.command.Fixtures;
import dev.cauce.command.History;
import dev.cauce.contracts.account.AccountClosed;
import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.catalogue.BillingInterval;
import dev.cauce.contracts.catalogue.PlanId;
import dev.cauce.contracts.message.Event;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.metadata.MetadataKey;
import dev.cauce.contracts.model.ChurnBand;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.contracts.retention.AcceptRetentionOffer;
import dev.cauce.contracts.retention.ChurnReason;
import dev.cauce.contracts.retention.ChurnThresholds;
import dev.cauce.contracts.retention.DeclineRetentionOffer;
import dev.cauce.contracts.retention.LapseRetentionOffer;
import dev.cauce.contracts.retention.MeasureRetention;
import dev.cauce.contracts.retention.OfferPause;
import dev.cauce.contracts.retention.OfferWithdrawal;
import dev.cauce.contracts.retention.OpenRetentionCase;
import dev.cauce.contracts.retention.RecurringAmount;
import dev.cauce.contracts.retention.ReportOfferFailed;
import dev.cauce.contracts.retention.RetentionAct;
import dev.cauce.contracts.retention.RetentionCaseClosed;
import dev.cauce.contracts.retention.RetentionCaseOpened;
import dev.cauce.contracts.retention.RetentionGroup;
import dev.cauce.contracts.retention.RetentionOfferAccepted;
import dev.cauce.contracts.retention.RetentionOfferDeclined;
import dev.cauce.contracts.retention.RetentionOfferFailed;
import dev.cauce.contracts.retention.RetentionOfferKind;
import dev.cauce.contracts.retention.RetentionOfferLapsed;
import dev.cauce.contracts.retention.RetentionOfferMade;
import dev.cauce.contracts.retention.RetentionOfferWithdrawn;
import dev.cauce.contracts.retention.RetentionOutcomeMeasured;
import dev.cauce.contracts.retention.RetentionPlay;
import dev.cauce.contracts.retention.RetentionPolicyApproved;
import dev.cauce.contracts.retention.RetentionPolicyProposed;
import dev.cauce.contracts.retention.RetentionTerms;
import dev.cauce.contracts.retention.RetentionWithheld;
import dev.cauce.contracts.retention.RetentionWithholding;
import dev.cauce.contracts.retention.SubscriptionWatched;
import dev.cauce.contracts.retention.SuccessTaskCause;
import dev.cauce.contracts.retention.SuccessTaskRequested;
import dev.cauce.contracts.retention.WatchSubscription;
import dev.cauce.contracts.retention.WithdrawRetentionOffers;
import dev.cauce.contracts.subscription.CancellationReason;
import dev.cauce.contracts.subscription.CancellationScheduled;
import dev.cauce.contracts.subscription.ScheduledCancellationRevoked;
import dev.cauce.contracts.subscription.SubscriptionCancelled;
import dev.cauce.contracts.subscription.SubscriptionId;
import dev.cauce.contracts.subscription.SubscriptionPaused;
import dev.cauce.contracts.subscription.SubscriptionStarted;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.axonframework.messaging.MetaData;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AccountRetentionTest {

    private static final Duration DAY = Duration.ofDays(1);
    private static final AccountId TREATED = account(false);
    private static final AccountId HELD_OUT = account(true);
    private static final SubscriptionId SMALL = new SubscriptionId("s-1");
    private static final SubscriptionId BIG = new SubscriptionId("s-2");
    private static final PlanId LOYAL = new PlanId("loyal");
    private static final List<ChurnReason> REASONS = List.of(new ChurnReason("contract", 0.62));
    private static final RetentionPlay PLAY = new RetentionPlay(
            ChurnBand.HIGH,
            Set.of(RetentionAct.SUCCESS_TASK, RetentionAct.PLAN_OFFER, RetentionAct.PAUSE_OFFER),
            LOYAL,
            14,
            60);
    private static final List<RecurringAmount> FULL =
            List.of(new RecurringAmount("EUR", 5_000), new RecurringAmount("USD", 100));

    private final History history = new History();
    private final RetentionPolicies policies = new RetentionPolicies(history.store());
    private final Customers customers = new Customers(history.store());
    /** One for each account and history: a fixture knows the stream that it was given first. */
    private FixtureConfiguration<AccountRetention> fixture() {
        return Fixtures.of(AccountRetention.class, policies, customers);
    }

    private static AccountId account(boolean heldOut) {
        return IntStream.range(0, 1000)
                .mapToObj(number -> new AccountId("a-" + number))
                .filter(id -> AccountRetention.isHeldOut(TENANT, id, 0.1) == heldOut)
                .findFirst()
                .orElseThrow();
    }

    @BeforeEach
    void aPolicyAndTwoSubscriptions() {
        RetentionTerms terms = new RetentionTerms(ChurnThresholds.STANDARD, List.of(PLAY), 100, 0.1);
        history.holds(
                StreamId.of("retention-policy", TENANT, "current"),
                new RetentionPolicyProposed(TENANT, "v1", terms, NOW.minus(DAY), "ann@web"),
                new RetentionPolicyApproved(TENANT, "v1", NOW.minus(DAY), "ben@web"));
        subscribed(SMALL, started(SMALL, "USD", 1_200, BillingInterval.YEAR));
        subscribed(BIG, started(BIG, "EUR", 5_000, BillingInterval.MONTH));
    }

    private void subscribed(SubscriptionId id, Event... events) {
        history.holds(StreamId.of("subscription", TENANT, id), events);
    }

    private static SubscriptionStarted started(
            SubscriptionId id, String currency, long amountMinor, BillingInterval interval) {
        Instant since = NOW.minus(Duration.ofDays(100));
        return new SubscriptionStarted(
                TENANT,
                id,
                TREATED,
                new PlanId("growth"),
                currency,
                interval,
                amountMinor,
                since,
                since,
                NOW.plus(DAY));
    }

    private static SubscriptionCancelled cancelled(SubscriptionId id, Instant at) {
        return new SubscriptionCancelled(TENANT, id, TREATED, CancellationReason.PRICE, at);
    }

    private static OpenRetentionCase risen(AccountId account, long record) {
        return crossed(account, record, ChurnBand.LOW, ChurnBand.HIGH);
    }

    private static OpenRetentionCase crossed(AccountId account, long record, ChurnBand from, ChurnBand to) {
        return new OpenRetentionCase(TENANT, account, record, from, to, 0.6, REASONS, "m1", "f1", List.of(SMALL, BIG));
    }

    private static RetentionCaseOpened opened(AccountId account, int number, Instant at) {
        boolean treated = account.equals(TREATED);
        return new RetentionCaseOpened(
                TENANT,
                account,
                number,
                number,
                ChurnBand.LOW,
                ChurnBand.HIGH,
                0.6,
                REASONS,
                "m1",
                "f1",
                treated ? RetentionGroup.TREATED : RetentionGroup.HOLDOUT,
                treated ? 0.9 : 0.1,
                List.of(SMALL, BIG),
                FULL,
                "v1",
                PLAY,
                at,
                at.plus(Duration.ofDays(100)),
                30,
                at.plus(Duration.ofDays(30)));
    }

    private static SuccessTaskRequested task(int number, SuccessTaskCause cause) {
        return new SuccessTaskRequested(TENANT, TREATED, 1, number, cause, ChurnBand.HIGH, REASONS, "m1", "v1");
    }

    private static RetentionOfferMade planOffer(Instant expiresAt) {
        return new RetentionOfferMade(
                TENANT, TREATED, 1, 1, RetentionOfferKind.PLAN, BIG, LOYAL, null, null, expiresAt, "v1");
    }

    private static RetentionOfferMade pauseOffer(int offer, SubscriptionId subscription, Instant expiresAt) {
        return new RetentionOfferMade(
                TENANT,
                TREATED,
                1,
                offer,
                RetentionOfferKind.PAUSE,
                subscription,
                null,
                60,
                CancellationReason.PRICE,
                expiresAt,
                "v1");
    }

    private static RetentionWithheld withheld(long record, ChurnBand band, RetentionWithholding cause) {
        return new RetentionWithheld(TENANT, TREATED, record, band, cause, "v1");
    }

    private static RetentionOutcomeMeasured outcome(
            Instant opened, int day, boolean retained, List<RecurringAmount> recurring, @Nullable Integer next) {
        return new RetentionOutcomeMeasured(
                TENANT,
                TREATED,
                1,
                day,
                retained,
                recurring,
                RetentionGroup.TREATED,
                0.9,
                ChurnBand.HIGH,
                "m1",
                "v1",
                opened.plus(Duration.ofDays(day)),
                next,
                next == null ? null : opened.plus(Duration.ofDays(next)));
    }

    @Nested
    class Opening {

        @Test
        void actsByThePlayOfTheBand() {
            fixture()
                    .givenNoPriorActivity()
                    .when(risen(TREATED, 1))
                    .expectEvents(
                            opened(TREATED, 1, NOW),
                            task(1, SuccessTaskCause.AT_RISK),
                            planOffer(NOW.plus(Duration.ofDays(14))));
        }

        @Test
        void saysWhichPolicyModelAndChanceDecided() {
            fixture()
                    .givenNoPriorActivity()
                    .when(risen(HELD_OUT, 1))
                    .expectEvents(Fixtures.decided(
                            opened(HELD_OUT, 1, NOW),
                            MetaData.with(MetadataKey.POLICY_VERSION, "v1")
                                    .and(MetadataKey.PROPENSITY, "0.1")
                                    .and(MetadataKey.MODEL_VERSION, "m1")
                                    .and(MetadataKey.FEATURE_HASH, "f1")));
        }

        @Test
        void offersAPauseAtOnceToWhoIsAboutToLeave() {
            subscribed(BIG, new CancellationScheduled(TENANT, BIG, TREATED, CancellationReason.PRICE, NOW.plus(DAY)));
            fixture()
                    .givenNoPriorActivity()
                    .when(risen(TREATED, 1))
                    .expectEvents(
                            opened(TREATED, 1, NOW),
                            task(1, SuccessTaskCause.AT_RISK),
                            planOffer(NOW.plus(Duration.ofDays(14))),
                            pauseOffer(2, BIG, NOW.plus(DAY)));
        }

        @Test
        void doesNothingForTheHoldout() {
            subscribed(BIG, new CancellationScheduled(TENANT, BIG, HELD_OUT, CancellationReason.PRICE, NOW.plus(DAY)));
            fixture().givenNoPriorActivity().when(risen(HELD_OUT, 1)).expectEvents(opened(HELD_OUT, 1, NOW));
        }

        @Test
        void needsARisenRisk() {
            fixture()
                    .givenNoPriorActivity()
                    .when(crossed(TREATED, 1, ChurnBand.CRITICAL, ChurnBand.HIGH))
                    .expectEvents(withheld(1, ChurnBand.HIGH, RetentionWithholding.NOT_RISEN));
        }

        @Test
        void needsAPlayOfTheBand() {
            fixture()
                    .givenNoPriorActivity()
                    .when(crossed(TREATED, 1, ChurnBand.HIGH, ChurnBand.CRITICAL))
                    .expectEvents(withheld(1, ChurnBand.CRITICAL, RetentionWithholding.NO_PLAY));
        }

        @Test
        void needsSomethingToKeep() {
            subscribed(SMALL, cancelled(SMALL, NOW.minus(DAY)));
            subscribed(BIG, cancelled(BIG, NOW.minus(DAY)));
            fixture()
                    .givenNoPriorActivity()
                    .when(risen(TREATED, 1))
                    .expectEvents(withheld(1, ChurnBand.HIGH, RetentionWithholding.NOT_A_CUSTOMER));
        }

        @Test
        void isOverForAnAccountThatIsClosed() {
            history.holds(StreamId.of("account", TENANT, TREATED), new AccountClosed(TENANT, TREATED, "moved"));
            fixture()
                    .givenNoPriorActivity()
                    .when(risen(TREATED, 1))
                    .expectEvents(withheld(1, ChurnBand.HIGH, RetentionWithholding.NOT_A_CUSTOMER));
        }

        @Test
        void happensOncePerCoolDown() {
            Instant before = NOW.minus(Duration.ofDays(100));
            RetentionCaseClosed closed = new RetentionCaseClosed(TENANT, TREATED, 1, RetentionGroup.TREATED, "v1");
            fixture()
                    .given(opened(TREATED, 1, before.plusSeconds(1)), closed)
                    .when(risen(TREATED, 2))
                    .expectEvents(withheld(2, ChurnBand.HIGH, RetentionWithholding.COOL_DOWN));
            fixture()
                    .given(opened(TREATED, 1, before.plusSeconds(1)))
                    .when(risen(TREATED, 2))
                    .expectEvents(withheld(2, ChurnBand.HIGH, RetentionWithholding.CASE_OPEN));
            fixture()
                    .given(
                            opened(HELD_OUT, 1, before),
                            new RetentionCaseClosed(TENANT, HELD_OUT, 1, RetentionGroup.HOLDOUT, "v1"))
                    .when(risen(HELD_OUT, 2))
                    .expectEvents(opened(HELD_OUT, 2, NOW));
        }

        @Test
        void theSameRecordAgainIsNoNews() {
            fixture()
                    .given(opened(TREATED, 1, NOW))
                    .when(risen(TREATED, 1))
                    .expectSuccessfulHandlerExecution()
                    .expectNoEvents();
            fixture()
                    .given(withheld(3, ChurnBand.HIGH, RetentionWithholding.NO_PLAY))
                    .when(risen(TREATED, 2))
                    .expectSuccessfulHandlerExecution()
                    .expectNoEvents();
        }
    }

    @Nested
    class Holdout {

        @Test
        void isATenthOfTheAccountsAndAlwaysTheSame() {
            List<AccountId> heldOut = new ArrayList<>();
            for (int number = 0; number < 50_000; number++) {
                AccountId id = new AccountId("account-" + number);
                if (AccountRetention.isHeldOut(TENANT, id, 0.1)) {
                    heldOut.add(id);
                    assertThat(AccountRetention.isHeldOut(TENANT, id, 0.2)).isTrue();
                }
            }
            // Five standard deviations of a binomial count.
            assertThat(heldOut.size()).isBetween(5_000 - 336, 5_000 + 336);
        }
    }

    @Nested
    class Offers {

        private final Instant end = NOW.plus(DAY);

        @Test
        void ofAPauseIsMadeOnceToASubscriptionThatIsToEnd() {
            subscribed(BIG, new CancellationScheduled(TENANT, BIG, TREATED, CancellationReason.PRICE, end));
            fixture()
                    .given(opened(TREATED, 1, NOW))
                    .when(new OfferPause(TENANT, TREATED, 1, BIG))
                    .expectEvents(pauseOffer(1, BIG, end));
            fixture()
                    .given(opened(TREATED, 1, NOW), pauseOffer(1, BIG, end))
                    .when(new OfferPause(TENANT, TREATED, 1, BIG))
                    .expectSuccessfulHandlerExecution()
                    .expectNoEvents();
        }

        @Test
        void ofAPauseIsNotMadeWhereThereIsNothingToPause() {
            fixture()
                    .given(opened(TREATED, 1, NOW))
                    .when(new OfferPause(TENANT, TREATED, 1, BIG))
                    .expectSuccessfulHandlerExecution()
                    .expectNoEvents();
            subscribed(
                    BIG,
                    new CancellationScheduled(TENANT, BIG, TREATED, CancellationReason.PRICE, end),
                    new ScheduledCancellationRevoked(TENANT, BIG, TREATED));
            fixture()
                    .given(opened(TREATED, 1, NOW))
                    .when(new OfferPause(TENANT, TREATED, 1, BIG))
                    .expectSuccessfulHandlerExecution()
                    .expectNoEvents();
            subscribed(SMALL, new CancellationScheduled(TENANT, SMALL, TREATED, CancellationReason.PRICE, NOW));
            fixture()
                    .given(opened(TREATED, 1, NOW))
                    .when(new OfferPause(TENANT, TREATED, 1, SMALL))
                    .expectSuccessfulHandlerExecution()
                    .expectNoEvents();
            SubscriptionId strange = new SubscriptionId("s-3");
            subscribed(
                    strange,
                    started(strange, "EUR", 1, BillingInterval.MONTH),
                    new CancellationScheduled(TENANT, strange, TREATED, CancellationReason.PRICE, end));
            fixture()
                    .given(opened(TREATED, 1, NOW))
                    .when(new OfferPause(TENANT, TREATED, 1, strange))
                    .expectSuccessfulHandlerExecution()
                    .expectNoEvents();
        }

        @Test
        void ofAPauseIsMadeToNobodyOfTheHoldoutNorAfterTheEnd() {
            subscribed(BIG, new CancellationScheduled(TENANT, BIG, TREATED, CancellationReason.PRICE, end));
            fixture()
                    .given(opened(HELD_OUT, 1, NOW))
                    .when(new OfferPause(TENANT, HELD_OUT, 1, BIG))
                    .expectSuccessfulHandlerExecution()
                    .expectNoEvents();
            fixture()
                    .given(
                            opened(TREATED, 1, NOW),
                            new RetentionCaseClosed(TENANT, TREATED, 1, RetentionGroup.TREATED, "v1"))
                    .when(new OfferPause(TENANT, TREATED, 1, BIG))
                    .expectSuccessfulHandlerExecution()
                    .expectNoEvents();
        }

        @Test
        void areTakenOnce() {
            RetentionOfferAccepted accepted = new RetentionOfferAccepted(
                    TENANT,
                    TREATED,
                    1,
                    1,
                    RetentionOfferKind.PAUSE,
                    BIG,
                    null,
                    NOW.plus(Duration.ofDays(60)),
                    CancellationReason.PRICE);
            fixture()
                    .given(opened(TREATED, 1, NOW), pauseOffer(1, BIG, end))
                    .when(new AcceptRetentionOffer(TENANT, TREATED, 1, 1))
                    .expectEvents(accepted);
            fixture()
                    .given(opened(TREATED, 1, NOW), pauseOffer(1, BIG, end), accepted)
                    .when(new AcceptRetentionOffer(TENANT, TREATED, 1, 1))
                    .expectSuccessfulHandlerExecution()
                    .expectNoEvents()
                    .expectSuccessfulHandlerExecution();
            fixture()
                    .given(opened(TREATED, 1, NOW), pauseOffer(1, BIG, end), accepted)
                    .when(new DeclineRetentionOffer(TENANT, TREATED, 1, 1))
                    .expectException(rejected(ErrorCode.RETENTION_OFFER_ENDED));
        }

        @Test
        void thatAreOverCannotBeTaken() {
            fixture()
                    .given(opened(TREATED, 1, NOW), planOffer(NOW))
                    .when(new AcceptRetentionOffer(TENANT, TREATED, 1, 1))
                    .expectException(rejected(ErrorCode.RETENTION_OFFER_ENDED));
            fixture()
                    .given(
                            opened(TREATED, 1, NOW),
                            planOffer(end),
                            new RetentionOfferDeclined(TENANT, TREATED, 1, 1, RetentionOfferKind.PLAN))
                    .when(new AcceptRetentionOffer(TENANT, TREATED, 1, 1))
                    .expectException(rejected(ErrorCode.RETENTION_OFFER_ENDED));
        }

        @Test
        void thatWereNeverMadeAreNotThere() {
            fixture()
                    .given(opened(TREATED, 1, NOW), planOffer(end))
                    .when(new AcceptRetentionOffer(TENANT, TREATED, 1, 2))
                    .expectException(rejected(ErrorCode.RETENTION_OFFER_NOT_FOUND));
            fixture()
                    .given(opened(TREATED, 1, NOW), planOffer(end))
                    .when(new DeclineRetentionOffer(TENANT, TREATED, 2, 1))
                    .expectException(rejected(ErrorCode.RETENTION_OFFER_NOT_FOUND));
        }

        @Test
        void areDeclined() {
            fixture()
                    .given(opened(TREATED, 1, NOW), planOffer(end))
                    .when(new DeclineRetentionOffer(TENANT, TREATED, 1, 1))
                    .expectEvents(new RetentionOfferDeclined(TENANT, TREATED, 1, 1, RetentionOfferKind.PLAN));
        }

        @Test
        void lapseWhenTheirTimeIsOverAndOnlyThen() {
            RetentionOfferLapsed lapsed = new RetentionOfferLapsed(TENANT, TREATED, 1, 1, RetentionOfferKind.PLAN);
            LapseRetentionOffer lapse = new LapseRetentionOffer(TENANT, TREATED, 1, 1);
            fixture().given(opened(TREATED, 1, NOW), planOffer(NOW)).when(lapse).expectEvents(lapsed);
            fixture()
                    .given(opened(TREATED, 1, NOW), planOffer(end))
                    .when(lapse)
                    .expectSuccessfulHandlerExecution()
                    .expectNoEvents();
            fixture()
                    .given(opened(TREATED, 1, NOW), planOffer(NOW), lapsed)
                    .when(lapse)
                    .expectSuccessfulHandlerExecution()
                    .expectNoEvents();
        }

        @ParameterizedTest
        @EnumSource
        void areWithdrawnWhereWhatTheyAreAboutChanges(OfferWithdrawal cause) {
            boolean named =
                    cause == OfferWithdrawal.SUBSCRIPTION_CANCELLED || cause == OfferWithdrawal.CANCELLATION_REVOKED;
            RetentionOfferWithdrawn plan =
                    new RetentionOfferWithdrawn(TENANT, TREATED, 1, 1, RetentionOfferKind.PLAN, cause);
            RetentionOfferWithdrawn pause =
                    new RetentionOfferWithdrawn(TENANT, TREATED, 1, 2, RetentionOfferKind.PAUSE, cause);
            List<Object> expected =
                    cause == OfferWithdrawal.CANCELLATION_REVOKED ? List.of(pause) : List.of(plan, pause);
            fixture()
                    .given(opened(TREATED, 1, NOW), planOffer(end), pauseOffer(2, BIG, end))
                    .when(new WithdrawRetentionOffers(TENANT, TREATED, 1, named ? BIG : null, cause))
                    .expectEvents(expected.toArray());
            fixture()
                    .given(opened(TREATED, 1, NOW), planOffer(end), pauseOffer(2, BIG, end))
                    .when(new WithdrawRetentionOffers(TENANT, TREATED, 1, SMALL, cause))
                    .expectSuccessfulHandlerExecution()
                    .expectNoEvents();
        }

        @Test
        void thatCannotBeCarriedOutBecomeATask() {
            RetentionOfferAccepted accepted =
                    new RetentionOfferAccepted(TENANT, TREATED, 1, 1, RetentionOfferKind.PLAN, BIG, LOYAL, null, null);
            RetentionOfferFailed failed =
                    new RetentionOfferFailed(TENANT, TREATED, 1, 1, RetentionOfferKind.PLAN, "SUBSCRIPTION_NOT_BILLED");
            ReportOfferFailed report = new ReportOfferFailed(TENANT, TREATED, 1, 1, "SUBSCRIPTION_NOT_BILLED");
            fixture()
                    .given(opened(TREATED, 1, NOW), task(1, SuccessTaskCause.AT_RISK), planOffer(end), accepted)
                    .when(report)
                    .expectEvents(failed, task(2, SuccessTaskCause.OFFER_FAILED));
            fixture()
                    .given(opened(TREATED, 1, NOW), planOffer(end), accepted, failed)
                    .when(report)
                    .expectSuccessfulHandlerExecution()
                    .expectNoEvents();
            fixture()
                    .given(opened(TREATED, 1, NOW), planOffer(end))
                    .when(report)
                    .expectSuccessfulHandlerExecution()
                    .expectNoEvents();
        }

        @Test
        void thatWereCarriedOutTheFirstTimeDidNotFail() {
            fixture()
                    .given(
                            opened(TREATED, 1, NOW),
                            planOffer(end),
                            new RetentionOfferAccepted(
                                    TENANT, TREATED, 1, 1, RetentionOfferKind.PLAN, BIG, LOYAL, null, null))
                    .when(new ReportOfferFailed(TENANT, TREATED, 1, 1, "PLAN_UNCHANGED"))
                    .expectSuccessfulHandlerExecution()
                    .expectNoEvents();
            RetentionOfferAccepted accepted = new RetentionOfferAccepted(
                    TENANT, TREATED, 1, 1, RetentionOfferKind.PAUSE, BIG, null, end, CancellationReason.PRICE);
            fixture()
                    .given(opened(TREATED, 1, NOW), pauseOffer(1, BIG, end), accepted)
                    .when(new ReportOfferFailed(TENANT, TREATED, 1, 1, "SUBSCRIPTION_NOT_ACTIVE"))
                    .expectEvents(
                            new RetentionOfferFailed(
                                    TENANT, TREATED, 1, 1, RetentionOfferKind.PAUSE, "SUBSCRIPTION_NOT_ACTIVE"),
                            task(1, SuccessTaskCause.OFFER_FAILED));
            subscribed(BIG, new SubscriptionPaused(TENANT, BIG, TREATED, NOW, end, List.of()));
            fixture()
                    .given(opened(TREATED, 1, NOW), pauseOffer(1, BIG, end), accepted)
                    .when(new ReportOfferFailed(TENANT, TREATED, 1, 1, "SUBSCRIPTION_NOT_ACTIVE"))
                    .expectSuccessfulHandlerExecution()
                    .expectNoEvents();
        }
    }

    @Nested
    class Watching {

        @Test
        void takesEachNewSubscriptionInOnce() {
            SubscriptionId fresh = new SubscriptionId("s-3");
            SubscriptionWatched watched = new SubscriptionWatched(TENANT, TREATED, 1, fresh);
            fixture()
                    .given(opened(TREATED, 1, NOW))
                    .when(new WatchSubscription(TENANT, TREATED, 1, fresh))
                    .expectEvents(watched);
            fixture()
                    .given(opened(TREATED, 1, NOW), watched)
                    .when(new WatchSubscription(TENANT, TREATED, 1, fresh))
                    .expectSuccessfulHandlerExecution()
                    .expectNoEvents();
            fixture()
                    .given(opened(TREATED, 1, NOW))
                    .when(new WatchSubscription(TENANT, TREATED, 1, BIG))
                    .expectSuccessfulHandlerExecution()
                    .expectNoEvents();
            fixture()
                    .given(opened(TREATED, 1, NOW))
                    .when(new WatchSubscription(TENANT, TREATED, 2, fresh))
                    .expectSuccessfulHandlerExecution()
                    .expectNoEvents();
        }
    }

    @Nested
    class Measuring {

        private final Instant opened = NOW.minus(Duration.ofDays(31));

        @Test
        void tellsWhoWasKeptAndWhatComesIn() {
            fixture()
                    .given(opened(TREATED, 1, opened))
                    .when(new MeasureRetention(TENANT, TREATED, 1, 30))
                    .expectEvents(outcome(opened, 30, true, FULL, 60));
        }

        @Test
        void countsAPauseAsKeptThoughNothingComesIn() {
            subscribed(
                    BIG, new SubscriptionPaused(TENANT, BIG, TREATED, NOW.minus(Duration.ofDays(3)), null, List.of()));
            fixture()
                    .given(opened(TREATED, 1, opened))
                    .when(new MeasureRetention(TENANT, TREATED, 1, 30))
                    .expectEvents(outcome(
                            opened,
                            30,
                            true,
                            List.of(new RecurringAmount("EUR", 0), new RecurringAmount("USD", 100)),
                            60));
        }

        @Test
        void countsOneLeftSubscriptionAsKeptAndNoneAsLost() {
            subscribed(BIG, cancelled(BIG, opened.plus(DAY)));
            fixture()
                    .given(opened(TREATED, 1, opened))
                    .when(new MeasureRetention(TENANT, TREATED, 1, 30))
                    .expectEvents(outcome(
                            opened,
                            30,
                            true,
                            List.of(new RecurringAmount("EUR", 0), new RecurringAmount("USD", 100)),
                            60));
            subscribed(SMALL, cancelled(SMALL, opened.plus(DAY)));
            fixture()
                    .given(opened(TREATED, 1, opened))
                    .when(new MeasureRetention(TENANT, TREATED, 1, 30))
                    .expectEvents(outcome(
                            opened,
                            30,
                            false,
                            List.of(new RecurringAmount("EUR", 0), new RecurringAmount("USD", 0)),
                            60));
        }

        @Test
        void countsASubscriptionThatCameSince() {
            SubscriptionId fresh = new SubscriptionId("s-3");
            subscribed(BIG, cancelled(BIG, opened.plus(DAY)));
            subscribed(SMALL, cancelled(SMALL, opened.plus(DAY)));
            subscribed(fresh, started(fresh, "EUR", 700, BillingInterval.MONTH));
            fixture()
                    .given(opened(TREATED, 1, opened), new SubscriptionWatched(TENANT, TREATED, 1, fresh))
                    .when(new MeasureRetention(TENANT, TREATED, 1, 30))
                    .expectEvents(outcome(
                            opened,
                            30,
                            true,
                            List.of(new RecurringAmount("EUR", 700), new RecurringAmount("USD", 0)),
                            60));
        }

        @Test
        void isAsOfItsDayHoweverLateItComes() {
            subscribed(BIG, cancelled(BIG, opened.plus(Duration.ofDays(30)).plusSeconds(1)));
            subscribed(SMALL, cancelled(SMALL, opened.plus(Duration.ofDays(30)).plusSeconds(1)));
            fixture()
                    .given(opened(TREATED, 1, opened))
                    .when(new MeasureRetention(TENANT, TREATED, 1, 30))
                    .expectEvents(outcome(opened, 30, true, FULL, 60));
        }

        @Test
        void isNotDoneBeforeItsDayNorTwiceNorForAnotherCase() {
            Instant justNow = NOW.minus(Duration.ofDays(30)).plusSeconds(1);
            fixture()
                    .given(opened(TREATED, 1, justNow))
                    .when(new MeasureRetention(TENANT, TREATED, 1, 30))
                    .expectSuccessfulHandlerExecution()
                    .expectNoEvents();
            fixture()
                    .given(opened(TREATED, 1, opened), outcome(opened, 30, true, FULL, 60))
                    .when(new MeasureRetention(TENANT, TREATED, 1, 30))
                    .expectSuccessfulHandlerExecution()
                    .expectNoEvents();
            fixture()
                    .given(opened(TREATED, 1, opened))
                    .when(new MeasureRetention(TENANT, TREATED, 2, 30))
                    .expectSuccessfulHandlerExecution()
                    .expectNoEvents();
        }

        @Test
        void closesTheCaseWithItsLastDay() {
            Instant longAgo = NOW.minus(Duration.ofDays(90));
            fixture()
                    .given(
                            opened(TREATED, 1, longAgo),
                            planOffer(NOW),
                            outcome(longAgo, 30, true, FULL, 60),
                            outcome(longAgo, 60, true, FULL, 90))
                    .when(new MeasureRetention(TENANT, TREATED, 1, 90))
                    .expectEvents(
                            outcome(longAgo, 90, true, FULL, null),
                            new RetentionOfferLapsed(TENANT, TREATED, 1, 1, RetentionOfferKind.PLAN),
                            new RetentionCaseClosed(TENANT, TREATED, 1, RetentionGroup.TREATED, "v1"));
        }

        @Test
        void anAccountThatWasClosedIsLost() {
            // Recorded today by the machine's clock, so the case is of that day too.
            Instant now = Instant.now();
            FixtureConfiguration<AccountRetention> later = new AggregateTestFixture<>(AccountRetention.class)
                    .registerCommandTargetResolver(new dev.cauce.platform.command.StreamTargetResolver())
                    .registerInjectableResources(
                            Clock.fixed(now.plus(Duration.ofDays(31)), ZoneOffset.UTC), policies, customers);
            history.holds(StreamId.of("account", TENANT, TREATED), new AccountClosed(TENANT, TREATED, "moved"));
            later.given(opened(TREATED, 1, now))
                    .when(new MeasureRetention(TENANT, TREATED, 1, 30))
                    .expectEvents(outcome(
                            now, 30, false, List.of(new RecurringAmount("EUR", 0), new RecurringAmount("USD", 0)), 60));
        }
    }
}
