package dev.cauce.sagas.dunning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.dunning.AccessRestrictionRequested;
import dev.cauce.contracts.dunning.AdvanceDunning;
import dev.cauce.contracts.dunning.CloseDunningCase;
import dev.cauce.contracts.dunning.DunningCaseClosed;
import dev.cauce.contracts.dunning.DunningCaseOpened;
import dev.cauce.contracts.dunning.DunningMessageRequested;
import dev.cauce.contracts.dunning.DunningOutcome;
import dev.cauce.contracts.dunning.DunningReleased;
import dev.cauce.contracts.dunning.DunningRetryRequested;
import dev.cauce.contracts.dunning.DunningStepPostponed;
import dev.cauce.contracts.dunning.DunningTerms;
import dev.cauce.contracts.dunning.DunningWithheld;
import dev.cauce.contracts.dunning.FinalAction;
import dev.cauce.contracts.dunning.HoldDunning;
import dev.cauce.contracts.dunning.ReleaseDunning;
import dev.cauce.contracts.dunning.RetriesStopped;
import dev.cauce.contracts.dunning.RetryDunning;
import dev.cauce.contracts.dunning.RetryScheduled;
import dev.cauce.contracts.dunning.SuspensionRequested;
import dev.cauce.contracts.dunning.TrackFailedPayment;
import dev.cauce.contracts.dunning.TryPaymentMethod;
import dev.cauce.contracts.invoice.InvoiceId;
import dev.cauce.contracts.invoice.InvoicePaid;
import dev.cauce.contracts.invoice.MarkInvoiceUncollectible;
import dev.cauce.contracts.message.Command;
import dev.cauce.contracts.payment.CardBrand;
import dev.cauce.contracts.payment.DeclineKind;
import dev.cauce.contracts.payment.DisputeClosed;
import dev.cauce.contracts.payment.PaymentDisputed;
import dev.cauce.contracts.payment.PaymentFailed;
import dev.cauce.contracts.payment.PaymentId;
import dev.cauce.contracts.payment.PaymentMethodAdded;
import dev.cauce.contracts.payment.PaymentMethodId;
import dev.cauce.contracts.payment.RequestPayment;
import dev.cauce.contracts.subscription.CancelSubscription;
import dev.cauce.contracts.subscription.CancellationReason;
import dev.cauce.contracts.subscription.ChargeReason;
import dev.cauce.contracts.subscription.RestoreEntitlement;
import dev.cauce.contracts.subscription.RestrictEntitlement;
import dev.cauce.contracts.subscription.SubscriptionId;
import dev.cauce.contracts.subscription.SuspendEntitlement;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.command.ProcessCommands;
import dev.cauce.platform.messaging.CauceJson;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DunningSagaTest {

    private static final TenantId ACME = new TenantId("acme");
    private static final TenantId OTHER = new TenantId("other");
    private static final AccountId ACCOUNT = new AccountId("a-1");
    private static final SubscriptionId SUBSCRIPTION = new SubscriptionId("s-1");
    private static final InvoiceId INVOICE = new InvoiceId("inv-1");
    private static final PaymentId PAYMENT = new PaymentId("p-1");
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final Duration STEP = Duration.ofDays(6);
    private static final Duration WAIT = Duration.ofDays(2);
    private static final DunningTerms TERMS =
            new DunningTerms(28, 8, 4, 24, 7, 14, FinalAction.CANCEL, 4, 6, 20, 8, 9, Set.of(1), 0.1);
    private static final TrackFailedPayment TRACKED = new TrackFailedPayment(
            ACME, INVOICE, PAYMENT, ACCOUNT, SUBSCRIPTION, DeclineKind.SOFT, "do_not_honor", "fp", null);

    private static final Command RESTRICTION = new RestrictEntitlement(ACME, SUBSCRIPTION, "invoice/inv-1");
    private static final Command SUSPENSION = new SuspendEntitlement(ACME, SUBSCRIPTION, "invoice/inv-1");
    private static final Command RESTORATION = new RestoreEntitlement(ACME, SUBSCRIPTION);
    private static final Command CANCELLATION =
            new CancelSubscription(ACME, SUBSCRIPTION, CancellationReason.PAYMENT_FAILED, null);
    private static final Command WRITE_OFF = new MarkInvoiceUncollectible(ACME, INVOICE, "DUNNING_ENDED");

    private final SagaTestFixture<DunningSaga> fixture = new SagaTestFixture<>(DunningSaga.class);

    @BeforeEach
    void givenTheSagasCollaborators() {
        fixture.registerResource(new ProcessCommands(fixture.getCommandBus()));
        fixture.givenCurrentTime(NOON);
    }

    private static PaymentFailed failed(TenantId tenant, PaymentId payment) {
        return new PaymentFailed(
                tenant,
                payment,
                INVOICE,
                ACCOUNT,
                SUBSCRIPTION,
                "EUR",
                4_900,
                DeclineKind.SOFT,
                "do_not_honor",
                "fp",
                null,
                NOON);
    }

    private static DunningCaseOpened opened(TenantId tenant) {
        return new DunningCaseOpened(
                tenant,
                INVOICE,
                ACCOUNT,
                SUBSCRIPTION,
                "EUR",
                4_900,
                PAYMENT,
                DeclineKind.SOFT,
                "do_not_honor",
                "UTC",
                "v1",
                TERMS,
                NOON,
                NOON.plus(Duration.ofDays(28)),
                1,
                NOON.plus(STEP));
    }

    private static RetryScheduled scheduled(int retry) {
        return new RetryScheduled(ACME, INVOICE, retry, NOON.plus(WAIT), "PAYDAY", false, 96, 0.9, "v1");
    }

    private static DunningRetryRequested requested(@Nullable PaymentMethodId method) {
        return new DunningRetryRequested(
                ACME,
                INVOICE,
                ACCOUNT,
                SUBSCRIPTION,
                1,
                new PaymentId("inv-1.retry-1"),
                "EUR",
                1_200,
                method,
                1.0,
                "v1");
    }

    private static PaymentMethodAdded added(TenantId tenant) {
        return new PaymentMethodAdded(
                tenant,
                ACCOUNT,
                new PaymentMethodId("new"),
                "tok",
                "fp-2",
                CardBrand.VISA,
                "4242",
                12,
                2030,
                null,
                NOON,
                NOON);
    }

    private static DunningCaseClosed closed(DunningOutcome outcome, boolean serviceTaken) {
        return new DunningCaseClosed(ACME, INVOICE, ACCOUNT, SUBSCRIPTION, outcome, 4_900, serviceTaken, 1, "v1");
    }

    private static InvoicePaid paid() {
        return new InvoicePaid(ACME, INVOICE, ACCOUNT, SUBSCRIPTION, ChargeReason.RENEWAL, "EUR", 4_900, NOON);
    }

    private ContinuedGivenState underWay() {
        return fixture.givenAPublished(failed(ACME, PAYMENT))
                .andThenAPublished(opened(ACME))
                .andThenAPublished(scheduled(1));
    }

    @Nested
    class Beginning {

        @Test
        void tracksTheFailure() {
            fixture.givenNoPriorActivity()
                    .whenPublishingA(failed(ACME, PAYMENT))
                    .expectDispatchedCommands(TRACKED)
                    .expectActiveSagas(1)
                    .expectAssociationWith("invoiceId", "acme/inv-1");
        }

        @Test
        void endsWhereThereIsNothingToCollect() {
            fixture.givenAPublished(failed(ACME, PAYMENT))
                    .whenPublishingA(new DunningWithheld(ACME, INVOICE, PAYMENT, "FIRST_PAYMENT"))
                    .expectActiveSagas(0)
                    .expectNoDispatchedCommands();
        }

        @Test
        void waitsForStepAndRetry() {
            fixture.givenAPublished(failed(ACME, PAYMENT))
                    .andThenAPublished(opened(ACME))
                    .whenPublishingA(scheduled(1))
                    .expectScheduledDeadline(STEP, new StepDue(1))
                    .expectScheduledDeadline(WAIT, new RetryDue(1))
                    .expectAssociationWith("accountId", "acme/a-1");
        }

        @Test
        void aFurtherFailureIsTheSameCase() {
            PaymentId second = new PaymentId("inv-1.retry-1");
            underWay()
                    .whenPublishingA(failed(ACME, second))
                    .expectActiveSagas(1)
                    .expectDispatchedCommands(new TrackFailedPayment(
                            ACME,
                            INVOICE,
                            second,
                            ACCOUNT,
                            SUBSCRIPTION,
                            DeclineKind.SOFT,
                            "do_not_honor",
                            "fp",
                            null));
        }

        @Test
        void tenantsAreApart() {
            underWay().whenPublishingA(failed(OTHER, PAYMENT)).expectActiveSagas(2);
            underWay().whenPublishingA(added(OTHER)).expectNoDispatchedCommands();
        }
    }

    @Nested
    class Deadlines {

        @Test
        void retry() {
            underWay()
                    .whenTimeElapses(WAIT)
                    .expectTriggeredDeadlines(new RetryDue(1))
                    .expectDispatchedCommands(new RetryDunning(ACME, INVOICE, 1));
        }

        @Test
        void advance() {
            fixture.givenAPublished(failed(ACME, PAYMENT))
                    .andThenAPublished(opened(ACME))
                    .whenTimeElapses(STEP)
                    .expectDispatchedCommands(new AdvanceDunning(ACME, INVOICE, 1));
        }

        @Test
        void followEachStep() {
            Instant next = NOON.plus(Duration.ofDays(9));
            for (Object step : List.of(
                    new DunningMessageRequested(
                            ACME, INVOICE, ACCOUNT, 1, "m", DeclineKind.SOFT, "EUR", 4_900, 1, 2, next, "v1"),
                    new DunningStepPostponed(ACME, INVOICE, "IN_FLIGHT", 2, 2, next, "v1"),
                    new DunningReleased(ACME, INVOICE, "dp", false, 2, next))) {
                SagaTestFixture<DunningSaga> each = new SagaTestFixture<>(DunningSaga.class);
                each.registerResource(new ProcessCommands(each.getCommandBus()));
                each.givenCurrentTime(NOON);
                each.givenAPublished(failed(ACME, PAYMENT))
                        .andThenAPublished(opened(ACME))
                        .whenPublishingA(step)
                        .expectScheduledDeadline(next, new StepDue(2))
                        .expectNoDispatchedCommands();
            }
        }

        @Test
        void areTakenBackWhereNoRetryHelps() {
            underWay()
                    .whenPublishingA(new RetriesStopped(ACME, INVOICE, DeclineKind.HARD, "expired_card", "HARD", "v1"))
                    .expectScheduledDeadline(STEP, new StepDue(1))
                    .expectNoScheduledDeadline(WAIT, new RetryDue(1));
        }
    }

    @Nested
    class Acting {

        @Test
        void asksForWhatIsDueAndWaitsForNoRetryBeside() {
            underWay()
                    .whenPublishingA(requested(null))
                    .expectDispatchedCommands(new RequestPayment(
                            ACME, new PaymentId("inv-1.retry-1"), INVOICE, ACCOUNT, SUBSCRIPTION, "EUR", 1_200))
                    .expectNoScheduledDeadline(WAIT, new RetryDue(1));
        }

        @Test
        void triesANewMethodOfTheAccount() {
            underWay()
                    .whenPublishingA(added(ACME))
                    .expectDispatchedCommands(new TryPaymentMethod(ACME, INVOICE, new PaymentMethodId("new")));
        }

        @Test
        void tellsTheService() {
            underWay()
                    .whenPublishingA(new AccessRestrictionRequested(
                            ACME, INVOICE, ACCOUNT, SUBSCRIPTION, 3, 4, NOON.plus(STEP), "v1"))
                    .expectDispatchedCommands(RESTRICTION);
            SagaTestFixture<DunningSaga> second = new SagaTestFixture<>(DunningSaga.class);
            second.registerResource(new ProcessCommands(second.getCommandBus()));
            second.givenAPublished(failed(ACME, PAYMENT))
                    .andThenAPublished(opened(ACME))
                    .whenPublishingA(
                            new SuspensionRequested(ACME, INVOICE, ACCOUNT, SUBSCRIPTION, 5, 6, NOON.plus(STEP), "v1"))
                    .expectDispatchedCommands(SUSPENSION);
        }

        @Test
        void holdsAndReleases() {
            underWay()
                    .whenPublishingA(new PaymentDisputed(
                            ACME, PAYMENT, INVOICE, ACCOUNT, "dp", "EUR", 4_900, "fraudulent", NOON))
                    .expectDispatchedCommands(new HoldDunning(ACME, INVOICE, "dp"));
        }

        @Test
        void releasesWhatWasHeld() {
            underWay()
                    .whenPublishingA(new DisputeClosed(ACME, PAYMENT, INVOICE, ACCOUNT, "dp", true, NOON))
                    .expectDispatchedCommands(new ReleaseDunning(ACME, INVOICE, "dp"));
        }
    }

    @Nested
    class Ending {

        @Test
        void closesWhatIsPaid() {
            underWay()
                    .whenPublishingA(paid())
                    .expectDispatchedCommands(new CloseDunningCase(ACME, INVOICE, DunningOutcome.RECOVERED))
                    .expectActiveSagas(1);
        }

        @ParameterizedTest
        @EnumSource
        void endsEachWayWithoutADeadline(DunningOutcome outcome) {
            List<Command> sent = switch (outcome) {
                case RECOVERED, KEPT, VOIDED -> List.of(RESTORATION);
                case CANCELLED -> List.of(CANCELLATION);
                case WRITTEN_OFF -> List.of(CANCELLATION, WRITE_OFF);
            };
            underWay()
                    .whenPublishingA(closed(outcome, true))
                    .expectActiveSagas(outcome == DunningOutcome.KEPT ? 1 : 0)
                    .expectNoScheduledDeadlines()
                    .expectDispatchedCommands(sent.toArray());
        }

        @Test
        void triesANewMethodForWhatIsKeptUntilItIsPaid() {
            SagaTestFixture<DunningSaga> each = new SagaTestFixture<>(DunningSaga.class);
            each.registerResource(new ProcessCommands(each.getCommandBus()));
            each.givenCurrentTime(NOON);
            var given = each.givenAPublished(failed(ACME, PAYMENT))
                    .andThenAPublished(opened(ACME))
                    .andThenAPublished(closed(DunningOutcome.KEPT, false));

            given.whenPublishingA(added(ACME))
                    .expectActiveSagas(1)
                    .expectDispatchedCommands(new TryPaymentMethod(ACME, INVOICE, new PaymentMethodId("new")));
            given.whenPublishingA(paid()).expectActiveSagas(0);
        }

        @Test
        void givesNothingBackThatWasNotTaken() {
            underWay().whenPublishingA(closed(DunningOutcome.RECOVERED, false)).expectNoDispatchedCommands();
        }

        @Test
        void whatComesLateReachesNobody() {
            for (Object late : List.of(
                    paid(),
                    added(ACME),
                    scheduled(2),
                    new DisputeClosed(ACME, PAYMENT, INVOICE, ACCOUNT, "dp", true, NOON))) {
                SagaTestFixture<DunningSaga> each = new SagaTestFixture<>(DunningSaga.class);
                each.registerResource(new ProcessCommands(each.getCommandBus()));
                each.givenCurrentTime(NOON);
                each.givenAPublished(failed(ACME, PAYMENT))
                        .andThenAPublished(opened(ACME))
                        .andThenAPublished(closed(DunningOutcome.CANCELLED, false))
                        .whenPublishingA(late)
                        .expectNoDispatchedCommands()
                        .expectNoScheduledDeadlines();
            }
        }
    }

    @Test
    void survivesBeingStored() {
        Serializer serializer = CauceJson.serializer();
        DunningSaga saga = new DunningSaga();
        saga.on(failed(ACME, PAYMENT), new ProcessCommands(fixture.getCommandBus()));

        DunningSaga restored = serializer.deserialize(serializer.serialize(saga, byte[].class));

        assertThat(restored).usingRecursiveComparison().isEqualTo(saga);
    }
}
