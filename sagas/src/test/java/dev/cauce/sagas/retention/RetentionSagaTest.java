package dev.cauce.sagas.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cauce.contracts.account.AccountClosed;
import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.account.PersonalDataErased;
import dev.cauce.contracts.catalogue.BillingInterval;
import dev.cauce.contracts.catalogue.PlanId;
import dev.cauce.contracts.model.ChurnBand;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.contracts.retention.ChurnReason;
import dev.cauce.contracts.retention.ChurnScoreRecorded;
import dev.cauce.contracts.retention.LapseRetentionOffer;
import dev.cauce.contracts.retention.MeasureRetention;
import dev.cauce.contracts.retention.OfferPause;
import dev.cauce.contracts.retention.OfferWithdrawal;
import dev.cauce.contracts.retention.OpenRetentionCase;
import dev.cauce.contracts.retention.ReportOfferFailed;
import dev.cauce.contracts.retention.RetentionAct;
import dev.cauce.contracts.retention.RetentionCaseClosed;
import dev.cauce.contracts.retention.RetentionCaseOpened;
import dev.cauce.contracts.retention.RetentionGroup;
import dev.cauce.contracts.retention.RetentionOfferAccepted;
import dev.cauce.contracts.retention.RetentionOfferDeclined;
import dev.cauce.contracts.retention.RetentionOfferKind;
import dev.cauce.contracts.retention.RetentionOfferLapsed;
import dev.cauce.contracts.retention.RetentionOfferMade;
import dev.cauce.contracts.retention.RetentionOfferWithdrawn;
import dev.cauce.contracts.retention.RetentionOutcomeMeasured;
import dev.cauce.contracts.retention.RetentionPlay;
import dev.cauce.contracts.retention.RetentionWithheld;
import dev.cauce.contracts.retention.RetentionWithholding;
import dev.cauce.contracts.retention.SuccessTaskCause;
import dev.cauce.contracts.retention.SuccessTaskRequested;
import dev.cauce.contracts.retention.WatchSubscription;
import dev.cauce.contracts.retention.WithdrawRetentionOffers;
import dev.cauce.contracts.subscription.CancellationReason;
import dev.cauce.contracts.subscription.CancellationScheduled;
import dev.cauce.contracts.subscription.ChangeSubscription;
import dev.cauce.contracts.subscription.PauseSubscription;
import dev.cauce.contracts.subscription.ProrationMode;
import dev.cauce.contracts.subscription.RevokeCancellation;
import dev.cauce.contracts.subscription.ScheduleCancellation;
import dev.cauce.contracts.subscription.ScheduledCancellationRevoked;
import dev.cauce.contracts.subscription.SubscriptionCancelled;
import dev.cauce.contracts.subscription.SubscriptionId;
import dev.cauce.contracts.subscription.SubscriptionStarted;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.contracts.ticket.OpenTicket;
import dev.cauce.contracts.ticket.Priority;
import dev.cauce.contracts.ticket.TicketChannel;
import dev.cauce.contracts.ticket.TicketId;
import dev.cauce.platform.command.ProcessCommands;
import dev.cauce.platform.messaging.CauceJson;
import dev.cauce.platform.rejection.Rejected;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.axonframework.serialization.Serializer;
import org.axonframework.test.saga.ContinuedGivenState;
import org.axonframework.test.saga.SagaTestFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RetentionSagaTest {

    private static final TenantId ACME = new TenantId("acme");
    private static final TenantId OTHER = new TenantId("other");
    private static final AccountId ACCOUNT = new AccountId("a-1");
    private static final SubscriptionId SUBSCRIPTION = new SubscriptionId("s-1");
    private static final PlanId LOYAL = new PlanId("loyal");
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final Duration MONTH = Duration.ofDays(30);
    private static final List<ChurnReason> REASONS =
            List.of(new ChurnReason("contract", 0.624), new ChurnReason("tenure", -0.2));
    private static final OpenRetentionCase OPEN = new OpenRetentionCase(
            ACME, ACCOUNT, 1, ChurnBand.LOW, ChurnBand.HIGH, 0.7, REASONS, "m1", "f1", List.of(SUBSCRIPTION));

    private final SagaTestFixture<RetentionSaga> fixture = new SagaTestFixture<>(RetentionSaga.class);

    /** The command that is turned down, if any. */
    private @Nullable Class<?> refused;

    @BeforeEach
    void givenTheSagasCollaborators() {
        fixture.registerResource(new ProcessCommands(fixture.getCommandBus()));
        fixture.givenCurrentTime(NOON);
        fixture.setCallbackBehavior((payload, metadata) -> {
            if (payload.getClass().equals(refused)) {
                throw new Rejected(ErrorCode.SUBSCRIPTION_NOT_BILLED, "No.");
            }
            return null;
        });
    }

    private static ChurnScoreRecorded recorded(TenantId tenant, long number) {
        return new ChurnScoreRecorded(
                tenant,
                ACCOUNT,
                number,
                ChurnBand.LOW,
                ChurnBand.HIGH,
                0.7,
                REASONS,
                "m1",
                "f1",
                NOON,
                List.of(SUBSCRIPTION),
                "v1");
    }

    private static RetentionCaseOpened opened() {
        return new RetentionCaseOpened(
                ACME,
                ACCOUNT,
                1,
                1,
                ChurnBand.LOW,
                ChurnBand.HIGH,
                0.7,
                REASONS,
                "m1",
                "f1",
                RetentionGroup.TREATED,
                0.9,
                List.of(SUBSCRIPTION),
                List.of(),
                "v1",
                new RetentionPlay(ChurnBand.HIGH, Set.of(RetentionAct.SUCCESS_TASK), null, 14, 60),
                NOON,
                NOON.plus(Duration.ofDays(90)),
                30,
                NOON.plus(MONTH));
    }

    private static RetentionOfferMade offered(int offer, Instant expiresAt) {
        return new RetentionOfferMade(
                ACME, ACCOUNT, 1, offer, RetentionOfferKind.PLAN, SUBSCRIPTION, LOYAL, null, null, expiresAt, "v1");
    }

    private static RetentionOfferAccepted accepted(RetentionOfferKind kind) {
        boolean plan = kind == RetentionOfferKind.PLAN;
        return new RetentionOfferAccepted(
                ACME,
                ACCOUNT,
                1,
                1,
                kind,
                SUBSCRIPTION,
                plan ? LOYAL : null,
                plan ? null : NOON.plus(MONTH),
                plan ? null : CancellationReason.PRICE);
    }

    private static SubscriptionStarted started(String id) {
        return new SubscriptionStarted(
                ACME,
                new SubscriptionId(id),
                ACCOUNT,
                LOYAL,
                "EUR",
                BillingInterval.MONTH,
                1,
                NOON,
                NOON,
                NOON.plus(MONTH));
    }

    private static RetentionOutcomeMeasured measured(int day, @Nullable Integer next) {
        return new RetentionOutcomeMeasured(
                ACME,
                ACCOUNT,
                1,
                day,
                true,
                List.of(),
                RetentionGroup.TREATED,
                0.9,
                ChurnBand.HIGH,
                "m1",
                "v1",
                NOON.plus(Duration.ofDays(day)),
                next,
                next == null ? null : NOON.plus(Duration.ofDays(next)));
    }

    private static RetentionWithheld withheld(long record) {
        return new RetentionWithheld(ACME, ACCOUNT, record, ChurnBand.HIGH, RetentionWithholding.COOL_DOWN, "v1");
    }

    private ContinuedGivenState open() throws Exception {
        return fixture.givenAPublished(recorded(ACME, 1)).andThenAPublished(opened());
    }

    @Nested
    class Start {

        @Test
        void aRecordedScoreAsksForACase() {
            fixture.givenNoPriorActivity()
                    .whenPublishingA(recorded(ACME, 1))
                    .expectActiveSagas(1)
                    .expectDispatchedCommands(OPEN);
        }

        @Test
        void whereThereIsNoCaseItEnds() throws Exception {
            fixture.givenAPublished(recorded(ACME, 1))
                    .whenPublishingA(withheld(1))
                    .expectActiveSagas(0)
                    .expectNoDispatchedCommands();
        }

        @Test
        void twoTenantsMayUseTheSameIds() throws Exception {
            fixture.givenAPublished(recorded(ACME, 1))
                    .whenPublishingA(recorded(OTHER, 1))
                    .expectActiveSagas(2);
        }

        @Test
        void aScoreThatIsRecordedDuringTheCaseEndsNothing() throws Exception {
            open().andThenAPublished(recorded(ACME, 2))
                    .whenPublishingA(withheld(2))
                    .expectActiveSagas(1)
                    .expectScheduledDeadlineWithName(MONTH, RetentionSaga.OUTCOME);
        }

        @Test
        void theSameScoreAgainAsksAgainAndTheAggregateKnowsBetter() throws Exception {
            open().whenPublishingA(recorded(ACME, 1)).expectActiveSagas(1).expectDispatchedCommands(OPEN);
        }
    }

    @Nested
    class Acts {

        @Test
        void aTaskIsATicketWithItsReasons() throws Exception {
            open().whenPublishingA(new SuccessTaskRequested(
                            ACME, ACCOUNT, 1, 1, SuccessTaskCause.AT_RISK, ChurnBand.HIGH, REASONS, "m1", "v1"))
                    .expectDispatchedCommands(new OpenTicket(
                            ACME,
                            new TicketId("retention-a-1.1.1"),
                            ACCOUNT,
                            "A customer may leave",
                            "The risk of account a-1 is HIGH by m1. What drives it, in log-odds: contract +0.62,"
                                    + " tenure -0.20.",
                            Priority.HIGH,
                            TicketChannel.SYSTEM));
        }

        @Test
        void aLongNameOfAnAccountIsHashedForTheTicket() {
            TicketId ticket = RetentionSaga.ticketOf(new SuccessTaskRequested(
                    ACME,
                    new AccountId("a".repeat(64)),
                    1,
                    1,
                    SuccessTaskCause.AT_RISK,
                    ChurnBand.HIGH,
                    REASONS,
                    "m1",
                    "v1"));

            assertThat(ticket.value()).hasSizeLessThanOrEqualTo(64);
        }

        @Test
        void anOfferLapsesByItsDeadline() throws Exception {
            open().andThenAPublished(offered(1, NOON.plus(Duration.ofDays(14))))
                    .andThenAPublished(offered(2, NOON.plus(Duration.ofDays(15))))
                    .whenTimeElapses(Duration.ofDays(14))
                    .expectDispatchedCommands(new LapseRetentionOffer(ACME, ACCOUNT, 1, 1))
                    .expectScheduledDeadlineWithName(Duration.ofDays(1), RetentionSaga.OFFER + 2);
        }

        @Test
        void anAcceptedPlanIsChangedTo() throws Exception {
            open().andThenAPublished(offered(1, NOON.plus(Duration.ofDays(14))))
                    .whenPublishingA(accepted(RetentionOfferKind.PLAN))
                    .expectDispatchedCommands(new ChangeSubscription(
                            ACME, SUBSCRIPTION, LOYAL, null, null, ProrationMode.CREATE_PRORATIONS, null))
                    .expectNoScheduledDeadlineWithName(Duration.ofDays(14), RetentionSaga.OFFER + 1);
        }

        @Test
        void anAcceptedPauseTakesTheCancellationBackAndPauses() throws Exception {
            open().whenPublishingA(accepted(RetentionOfferKind.PAUSE))
                    .expectDispatchedCommands(
                            new RevokeCancellation(ACME, SUBSCRIPTION),
                            new PauseSubscription(ACME, SUBSCRIPTION, NOON.plus(MONTH)));
        }

        @Test
        void whoCannotBePausedEndsAsTheyWanted() throws Exception {
            refused = PauseSubscription.class;
            open().whenPublishingA(accepted(RetentionOfferKind.PAUSE))
                    .expectDispatchedCommands(
                            new RevokeCancellation(ACME, SUBSCRIPTION),
                            new PauseSubscription(ACME, SUBSCRIPTION, NOON.plus(MONTH)),
                            new ScheduleCancellation(ACME, SUBSCRIPTION, CancellationReason.PRICE),
                            new ReportOfferFailed(ACME, ACCOUNT, 1, 1, "SUBSCRIPTION_NOT_BILLED"));
        }

        @Test
        void aCancellationThatWasTakenBackAlreadyIsNoHindrance() throws Exception {
            refused = RevokeCancellation.class;
            open().whenPublishingA(accepted(RetentionOfferKind.PAUSE))
                    .expectDispatchedCommands(
                            new RevokeCancellation(ACME, SUBSCRIPTION),
                            new PauseSubscription(ACME, SUBSCRIPTION, NOON.plus(MONTH)));
        }

        @Test
        void aPlanThatCannotBeChangedToIsReported() throws Exception {
            refused = ChangeSubscription.class;
            open().whenPublishingA(accepted(RetentionOfferKind.PLAN))
                    .expectDispatchedCommands(
                            new ChangeSubscription(
                                    ACME, SUBSCRIPTION, LOYAL, null, null, ProrationMode.CREATE_PRORATIONS, null),
                            new ReportOfferFailed(ACME, ACCOUNT, 1, 1, "SUBSCRIPTION_NOT_BILLED"));
        }

        @Test
        void anOfferThatEndedHasNoDeadline() throws Exception {
            for (Object ended : List.of(
                    new RetentionOfferDeclined(ACME, ACCOUNT, 1, 1, RetentionOfferKind.PLAN),
                    new RetentionOfferLapsed(ACME, ACCOUNT, 1, 1, RetentionOfferKind.PLAN),
                    new RetentionOfferWithdrawn(
                            ACME, ACCOUNT, 1, 1, RetentionOfferKind.PLAN, OfferWithdrawal.ACCOUNT_CLOSED))) {
                SagaTestFixture<RetentionSaga> each = new SagaTestFixture<>(RetentionSaga.class);
                each.registerResource(new ProcessCommands(each.getCommandBus()));
                each.givenCurrentTime(NOON);
                each.givenAPublished(recorded(ACME, 1))
                        .andThenAPublished(opened())
                        .andThenAPublished(offered(1, NOON.plus(Duration.ofDays(14))))
                        .whenPublishingA(ended)
                        .expectNoScheduledDeadlineWithName(Duration.ofDays(14), RetentionSaga.OFFER + 1)
                        .expectActiveSagas(1);
            }
        }
    }

    @Nested
    class WhatHappensMeanwhile {

        @Test
        void aSubscriptionThatIsToEndIsTold() throws Exception {
            open().whenPublishingA(new CancellationScheduled(
                            ACME, SUBSCRIPTION, ACCOUNT, CancellationReason.PRICE, NOON.plus(MONTH)))
                    .expectDispatchedCommands(new OfferPause(ACME, ACCOUNT, 1, SUBSCRIPTION));
        }

        @Test
        void aNewSubscriptionIsWatchedFromTheCaseOnWhicheverComesFirst() throws Exception {
            open().whenPublishingA(started("s-2"))
                    .expectDispatchedCommands(new WatchSubscription(ACME, ACCOUNT, 1, new SubscriptionId("s-2")));
            SagaTestFixture<RetentionSaga> early = new SagaTestFixture<>(RetentionSaga.class);
            early.registerResource(new ProcessCommands(early.getCommandBus()));
            early.givenCurrentTime(NOON);
            early.givenAPublished(recorded(ACME, 1))
                    .andThenAPublished(started("s-2"))
                    .whenPublishingA(opened())
                    .expectDispatchedCommands(new WatchSubscription(ACME, ACCOUNT, 1, new SubscriptionId("s-2")));
        }

        @Test
        void offersAreWithdrawnWhereTheyMakeNoSenseAnyMore() throws Exception {
            for (var each : List.of(
                    new Meanwhile(
                            new ScheduledCancellationRevoked(ACME, SUBSCRIPTION, ACCOUNT),
                            SUBSCRIPTION,
                            OfferWithdrawal.CANCELLATION_REVOKED),
                    new Meanwhile(
                            new SubscriptionCancelled(ACME, SUBSCRIPTION, ACCOUNT, CancellationReason.PRICE, NOON),
                            SUBSCRIPTION,
                            OfferWithdrawal.SUBSCRIPTION_CANCELLED),
                    new Meanwhile(new AccountClosed(ACME, ACCOUNT, "moved"), null, OfferWithdrawal.ACCOUNT_CLOSED),
                    new Meanwhile(
                            new PersonalDataErased(ACME, ACCOUNT, "c-1"),
                            null,
                            OfferWithdrawal.PERSONAL_DATA_ERASED))) {
                SagaTestFixture<RetentionSaga> saga = new SagaTestFixture<>(RetentionSaga.class);
                saga.registerResource(new ProcessCommands(saga.getCommandBus()));
                saga.givenCurrentTime(NOON);
                saga.givenAPublished(recorded(ACME, 1))
                        .andThenAPublished(opened())
                        .whenPublishingA(each.event())
                        .expectDispatchedCommands(
                                new WithdrawRetentionOffers(ACME, ACCOUNT, 1, each.subscriptionId(), each.cause()))
                        .expectActiveSagas(1);
            }
        }

        record Meanwhile(Object event, @Nullable SubscriptionId subscriptionId, OfferWithdrawal cause) {}
    }

    @Nested
    class Outcomes {

        @Test
        void areAskedForByDeadline() throws Exception {
            open().whenTimeElapses(MONTH).expectDispatchedCommands(new MeasureRetention(ACME, ACCOUNT, 1, 30));
        }

        @Test
        void followOneAnother() throws Exception {
            open().andThenTimeElapses(MONTH)
                    .andThenAPublished(measured(30, 60))
                    .whenTimeElapses(MONTH)
                    .expectDispatchedCommands(new MeasureRetention(ACME, ACCOUNT, 1, 60));
        }

        @Test
        void endTheSagaWithTheCase() throws Exception {
            open().andThenAPublished(measured(90, null))
                    .whenPublishingA(new RetentionCaseClosed(ACME, ACCOUNT, 1, RetentionGroup.TREATED, "v1"))
                    .expectActiveSagas(0)
                    .expectNoDispatchedCommands();
        }

        @Test
        void whatComesAfterTheEndIsNoNews() throws Exception {
            open().andThenAPublished(new RetentionCaseClosed(ACME, ACCOUNT, 1, RetentionGroup.TREATED, "v1"))
                    .whenPublishingA(accepted(RetentionOfferKind.PLAN))
                    .expectActiveSagas(0)
                    .expectNoDispatchedCommands();
        }
    }

    @Test
    void isKeptWhole() {
        RetentionSaga saga = new RetentionSaga();
        Serializer serializer = CauceJson.serializer();
        saga.on(started("s-2"), new ProcessCommands(fixture.getCommandBus()));

        RetentionSaga restored = serializer.deserialize(serializer.serialize(saga, byte[].class));

        assertThat(restored).usingRecursiveComparison().isEqualTo(saga);
    }
}
