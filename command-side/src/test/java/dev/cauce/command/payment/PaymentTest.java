package dev.cauce.command.payment;

import static dev.cauce.command.Fixtures.NOW;
import static dev.cauce.command.Fixtures.TENANT;
import static dev.cauce.command.Fixtures.rejected;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cauce.command.Fixtures;
import dev.cauce.command.History;
import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.invoice.InvoiceId;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.payment.CardAttemptCounted;
import dev.cauce.contracts.payment.CardAttemptsDelayed;
import dev.cauce.contracts.payment.CardAttemptsForbidden;
import dev.cauce.contracts.payment.CardBrand;
import dev.cauce.contracts.payment.CardTokenRefused;
import dev.cauce.contracts.payment.DeclineKind;
import dev.cauce.contracts.payment.DefaultPaymentMethodChosen;
import dev.cauce.contracts.payment.DisputeClosed;
import dev.cauce.contracts.payment.DisputeStage;
import dev.cauce.contracts.payment.GatewayAnswer;
import dev.cauce.contracts.payment.PaymentAttemptDeclined;
import dev.cauce.contracts.payment.PaymentAttemptRequested;
import dev.cauce.contracts.payment.PaymentAttemptSucceeded;
import dev.cauce.contracts.payment.PaymentAttemptWithheld;
import dev.cauce.contracts.payment.PaymentDisputed;
import dev.cauce.contracts.payment.PaymentFailed;
import dev.cauce.contracts.payment.PaymentId;
import dev.cauce.contracts.payment.PaymentMethodAdded;
import dev.cauce.contracts.payment.PaymentMethodId;
import dev.cauce.contracts.payment.PaymentOutcomeUnknown;
import dev.cauce.contracts.payment.PaymentPollRequested;
import dev.cauce.contracts.payment.PaymentRefunded;
import dev.cauce.contracts.payment.PaymentRequested;
import dev.cauce.contracts.payment.PaymentSucceeded;
import dev.cauce.contracts.payment.PaymentUnresolved;
import dev.cauce.contracts.payment.PollPayment;
import dev.cauce.contracts.payment.RecordDispute;
import dev.cauce.contracts.payment.RecordPaymentOutcome;
import dev.cauce.contracts.payment.RecordRefundOutcome;
import dev.cauce.contracts.payment.RefundAnswer;
import dev.cauce.contracts.payment.RefundFailed;
import dev.cauce.contracts.payment.RefundId;
import dev.cauce.contracts.payment.RefundPayment;
import dev.cauce.contracts.payment.RefundReason;
import dev.cauce.contracts.payment.RefundRequested;
import dev.cauce.contracts.payment.RequestPayment;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.contracts.subscription.SubscriptionId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.axonframework.test.aggregate.TestExecutor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PaymentTest {

    private static final PaymentId ID = new PaymentId("p-1");
    private static final InvoiceId INVOICE = new InvoiceId("inv-1");
    private static final AccountId ACCOUNT = new AccountId("acc-1");
    private static final SubscriptionId SUBSCRIPTION = new SubscriptionId("sub-1");
    private static final RequestPayment REQUEST =
            new RequestPayment(TENANT, ID, INVOICE, ACCOUNT, SUBSCRIPTION, "EUR", 4_900);
    private static final PaymentRequested REQUESTED =
            new PaymentRequested(TENANT, ID, INVOICE, ACCOUNT, SUBSCRIPTION, "EUR", 4_900, NOW);
    private static final PaymentSucceeded SUCCEEDED =
            new PaymentSucceeded(TENANT, ID, INVOICE, ACCOUNT, SUBSCRIPTION, "EUR", 4_900, NOW);
    private static final StreamId WALLET = StreamId.of("payment-method", TENANT, ACCOUNT);

    private final History history = new History();
    private final FixtureConfiguration<Payment> fixture = Fixtures.of(
            Payment.class,
            new Wallets(history.store()),
            new Cards(
                    history.store(),
                    () -> EventSourcingRepository.builder(CardAttempts.class)
                            .eventStore(history.store())
                            .build()));

    private static PaymentMethodId method(String id) {
        return new PaymentMethodId(id);
    }

    private static PaymentMethodAdded added(String id, CardBrand brand, @Nullable SubscriptionId subscriptionId) {
        return new PaymentMethodAdded(
                TENANT,
                ACCOUNT,
                method(id),
                "tok-" + id,
                "fp-" + id,
                brand,
                "4242",
                12,
                2030,
                subscriptionId,
                NOW,
                NOW);
    }

    private static PaymentAttemptRequested attempt(int number, String id, CardBrand brand) {
        return new PaymentAttemptRequested(
                TENANT,
                ID,
                INVOICE,
                ACCOUNT,
                SUBSCRIPTION,
                number,
                method(id),
                "tok-" + id,
                "fp-" + id,
                brand,
                "EUR",
                4_900,
                "acme/payment/p-1/" + number,
                NOW);
    }

    private static RecordPaymentOutcome outcome(int attempt, GatewayAnswer answer) {
        return new RecordPaymentOutcome(
                TENANT,
                ID,
                attempt,
                answer,
                answer == GatewayAnswer.SUCCEEDED ? "ch_" + attempt : null,
                null,
                null,
                null);
    }

    private static RecordPaymentOutcome declined(int attempt, String code, @Nullable String advice) {
        return new RecordPaymentOutcome(TENANT, ID, attempt, GatewayAnswer.DECLINED, null, code, null, advice);
    }

    private static PaymentAttemptDeclined decline(
            int number,
            String id,
            DeclineKind kind,
            String code,
            @Nullable String advice,
            @Nullable Instant notBefore) {
        return new PaymentAttemptDeclined(
                TENANT, ID, INVOICE, ACCOUNT, number, method(id), "fp-" + id, kind, code, null, advice, notBefore, NOW);
    }

    private static PaymentFailed failed(
            DeclineKind kind, String code, @Nullable String fingerprint, @Nullable Instant notBefore) {
        return new PaymentFailed(
                TENANT, ID, INVOICE, ACCOUNT, SUBSCRIPTION, "EUR", 4_900, kind, code, fingerprint, notBefore, NOW);
    }

    private static PaymentAttemptSucceeded succeeded(int number, String id) {
        return new PaymentAttemptSucceeded(TENANT, ID, INVOICE, ACCOUNT, number, method(id), "ch_" + number);
    }

    private static PaymentOutcomeUnknown unknown(int polls, Duration wait) {
        return new PaymentOutcomeUnknown(TENANT, ID, INVOICE, ACCOUNT, 1, polls, NOW.plus(wait));
    }

    private static PaymentPollRequested poll(int number) {
        return new PaymentPollRequested(TENANT, ID, 1, number, "acme/payment/p-1/1");
    }

    private TestExecutor<Payment> attempted() {
        history.holds(
                WALLET, added("a", CardBrand.VISA, null), new DefaultPaymentMethodChosen(TENANT, ACCOUNT, method("a")));
        return fixture.given(REQUESTED, attempt(1, "a", CardBrand.VISA));
    }

    private List<Object> card(String id) {
        return history.of(CardAttempts.streamOf(TENANT, "fp-" + id));
    }

    @Nested
    class Asking {

        @Test
        void triesTheDefaultFirstAndCountsItAgainstTheCard() {
            history.holds(
                    WALLET,
                    added("a", CardBrand.VISA, null),
                    added("b", CardBrand.MASTERCARD, null),
                    new DefaultPaymentMethodChosen(TENANT, ACCOUNT, method("b")));

            fixture.givenNoPriorActivity().when(REQUEST).expectEvents(REQUESTED, attempt(1, "b", CardBrand.MASTERCARD));

            assertThat(card("b"))
                    .containsExactly(new CardAttemptCounted(
                            TENANT, "fp-b", CardBrand.MASTERCARD, "EUR", 4_900, "acme/payment/p-1/1", NOW));
        }

        @Test
        void triesTheSubscriptionsOwnBeforeTheDefaultAndNoOthersOwn() {
            history.holds(
                    WALLET,
                    added("other", CardBrand.VISA, new SubscriptionId("sub-2")),
                    added("a", CardBrand.VISA, null),
                    new DefaultPaymentMethodChosen(TENANT, ACCOUNT, method("a")),
                    added("own", CardBrand.VISA, SUBSCRIPTION));

            fixture.givenNoPriorActivity().when(REQUEST).expectEvents(REQUESTED, attempt(1, "own", CardBrand.VISA));
        }

        @Test
        void failsWithoutAMethod() {
            fixture.givenNoPriorActivity()
                    .when(REQUEST)
                    .expectEvents(REQUESTED, failed(DeclineKind.NO_METHOD, "no_method", null, null));
        }

        @Test
        void askingAgainChangesNothing() {
            attempted().when(REQUEST).expectNoEvents().expectSuccessfulHandlerExecution();
        }

        @Test
        void refusesAnotherPaymentOfThisId() {
            attempted()
                    .when(new RequestPayment(TENANT, ID, INVOICE, ACCOUNT, SUBSCRIPTION, "EUR", 1))
                    .expectException(rejected(ErrorCode.ALREADY_EXISTS));
        }

        @Test
        void passesOverACardThatItsNetworkForbids() {
            history.holds(WALLET, added("a", CardBrand.VISA, null), added("b", CardBrand.VISA, null));
            history.holds(
                    CardAttempts.streamOf(TENANT, "fp-a"),
                    new CardAttemptsForbidden(TENANT, "fp-a", "VISA_CATEGORY_1"));

            fixture.givenNoPriorActivity()
                    .when(REQUEST)
                    .expectEvents(
                            REQUESTED,
                            new PaymentAttemptWithheld(
                                    TENANT, ID, INVOICE, ACCOUNT, method("a"), "fp-a", "VISA_CATEGORY_1", null),
                            attempt(1, "b", CardBrand.VISA));
        }

        @Test
        void failsForNowWhereTheLimitOfTheNetworkIsReached() {
            history.holds(WALLET, added("a", CardBrand.MASTERCARD, null));
            for (int i = 0; i < 10; i++) {
                history.holds(
                        CardAttempts.streamOf(TENANT, "fp-a"),
                        new CardAttemptCounted(
                                TENANT, "fp-a", CardBrand.MASTERCARD, "EUR", 100 + i, "k", NOW.minusSeconds(60)));
            }
            Instant free = NOW.minusSeconds(60).plus(Duration.ofHours(24));

            fixture.givenNoPriorActivity()
                    .when(REQUEST)
                    .expectEvents(
                            REQUESTED,
                            new PaymentAttemptWithheld(
                                    TENANT,
                                    ID,
                                    INVOICE,
                                    ACCOUNT,
                                    method("a"),
                                    "fp-a",
                                    "MASTERCARD_10_IN_24_HOURS",
                                    free),
                            failed(DeclineKind.SOFT, "network_limit", "fp-a", free));
            assertThat(card("a")).hasSize(10);
        }
    }

    @Nested
    class Outcomes {

        @Test
        void succeedsOnce() {
            attempted().when(outcome(1, GatewayAnswer.SUCCEEDED)).expectEvents(succeeded(1, "a"), SUCCEEDED);
            attempted()
                    .andGiven(succeeded(1, "a"), SUCCEEDED)
                    .when(outcome(1, GatewayAnswer.SUCCEEDED))
                    .expectNoEvents();
        }

        @Test
        void refusesAnAttemptThatWasNeverMade() {
            attempted().when(outcome(2, GatewayAnswer.SUCCEEDED)).expectException(rejected(ErrorCode.NOT_FOUND));
        }

        @Test
        void aDeclineAfterASuccessIsTooLate() {
            attempted()
                    .andGiven(succeeded(1, "a"), SUCCEEDED)
                    .when(declined(1, "do_not_honor", null))
                    .expectNoEvents();
        }

        @Test
        void fallsBackToTheNextMethod() {
            history.holds(WALLET, added("a", CardBrand.VISA, null), added("b", CardBrand.VISA, null));

            fixture.given(REQUESTED, attempt(1, "a", CardBrand.VISA))
                    .when(declined(1, "insufficient_funds", null))
                    .expectEvents(
                            decline(1, "a", DeclineKind.SOFT, "insufficient_funds", null, null),
                            attempt(2, "b", CardBrand.VISA));
        }

        @Test
        void failsByWhatGivesMostHopeWhenNoMethodIsLeft() {
            history.holds(WALLET, added("a", CardBrand.VISA, null), added("b", CardBrand.VISA, null));

            fixture.given(
                            REQUESTED,
                            attempt(1, "a", CardBrand.VISA),
                            decline(1, "a", DeclineKind.SOFT, "insufficient_funds", null, null),
                            attempt(2, "b", CardBrand.VISA))
                    .when(declined(2, "expired_card", null))
                    .expectEvents(
                            decline(2, "b", DeclineKind.HARD, "expired_card", null, null),
                            failed(DeclineKind.SOFT, "insufficient_funds", "fp-a", null));
            assertThat(card("b")).containsExactly(new CardTokenRefused(TENANT, "fp-b", "tok-b", "expired_card"));
        }

        @Test
        void fraudStopsEverything() {
            history.holds(WALLET, added("a", CardBrand.VISA, null), added("b", CardBrand.VISA, null));

            fixture.given(REQUESTED, attempt(1, "a", CardBrand.VISA))
                    .when(declined(1, "fraudulent", null))
                    .expectEvents(
                            decline(1, "a", DeclineKind.FRAUD, "fraudulent", null, null),
                            failed(DeclineKind.FRAUD, "fraudulent", "fp-a", null));
            assertThat(card("a")).containsExactly(new CardAttemptsForbidden(TENANT, "fp-a", "FRAUD"));
        }

        @Test
        void tellsWhenTheNetworkAdvisesToTryAgain() {
            history.holds(WALLET, added("a", CardBrand.MASTERCARD, null));
            Instant later = NOW.plus(Duration.ofDays(4));

            fixture.given(REQUESTED, attempt(1, "a", CardBrand.MASTERCARD))
                    .when(declined(1, "insufficient_funds", "27"))
                    .expectEvents(
                            decline(1, "a", DeclineKind.SOFT, "insufficient_funds", "27", later),
                            failed(DeclineKind.SOFT, "insufficient_funds", "fp-a", later));
            assertThat(card("a"))
                    .containsExactly(new CardAttemptsDelayed(TENANT, "fp-a", "EUR", 4_900, "MASTERCARD_ADVICE", later));
        }

        @Test
        void aSuccessAfterTheFailureCountsAllTheSame() {
            attempted()
                    .andGiven(
                            decline(1, "a", DeclineKind.SOFT, "never_received", null, null),
                            failed(DeclineKind.SOFT, "never_received", "fp-a", null))
                    .when(outcome(1, GatewayAnswer.SUCCEEDED))
                    .expectEvents(succeeded(1, "a"), SUCCEEDED);
        }

        @Test
        void aSecondSuccessIsGivenBack() {
            attempted()
                    .andGiven(
                            decline(1, "a", DeclineKind.SOFT, "do_not_honor", null, null),
                            attempt(2, "b", CardBrand.VISA),
                            succeeded(2, "b"),
                            SUCCEEDED)
                    .when(outcome(1, GatewayAnswer.SUCCEEDED))
                    .expectEvents(
                            succeeded(1, "a"),
                            new RefundRequested(
                                    TENANT,
                                    ID,
                                    INVOICE,
                                    ACCOUNT,
                                    new RefundId("surplus-1"),
                                    1,
                                    "ch_1",
                                    "EUR",
                                    4_900,
                                    RefundReason.SURPLUS,
                                    true,
                                    "acme/payment/p-1/refund/surplus-1"));
        }
    }

    @Nested
    class Unknown {

        @Test
        void isAskedForAfterFiveMinutesAndNeverChargedAgain() {
            history.holds(WALLET, added("a", CardBrand.VISA, null), added("b", CardBrand.VISA, null));

            fixture.given(REQUESTED, attempt(1, "a", CardBrand.VISA))
                    .when(outcome(1, GatewayAnswer.UNKNOWN))
                    .expectEvents(unknown(0, Duration.ofMinutes(5)));
        }

        @Test
        void heardTwiceIsOneWait() {
            attempted()
                    .andGiven(unknown(0, Duration.ofMinutes(5)))
                    .when(outcome(1, GatewayAnswer.UNKNOWN))
                    .expectNoEvents();
        }

        @Test
        void isPolledInItsOrder() {
            attempted()
                    .andGiven(unknown(0, Duration.ofMinutes(5)))
                    .when(new PollPayment(TENANT, ID, 1, 1))
                    .expectEvents(poll(1));
            attempted()
                    .andGiven(unknown(0, Duration.ofMinutes(5)))
                    .when(new PollPayment(TENANT, ID, 1, 2))
                    .expectNoEvents();
            attempted()
                    .andGiven(unknown(0, Duration.ofMinutes(5)), poll(1))
                    .when(new PollPayment(TENANT, ID, 1, 1))
                    .expectNoEvents();
        }

        @Test
        void waitsAnHourAndThenDays() {
            attempted()
                    .andGiven(unknown(0, Duration.ofMinutes(5)), poll(1))
                    .when(outcome(1, GatewayAnswer.UNKNOWN))
                    .expectEvents(unknown(1, Duration.ofHours(1)));
            attempted()
                    .andGiven(unknown(0, Duration.ofMinutes(5)), poll(1), unknown(1, Duration.ofHours(1)), poll(2))
                    .when(outcome(1, GatewayAnswer.NOT_RECEIVED))
                    .expectEvents(unknown(2, Duration.ofDays(1)));
        }

        @Test
        void goesToAPersonAfterTheSeventhPoll() {
            attempted()
                    .andGiven(unknown(6, Duration.ofDays(1)), poll(7))
                    .when(outcome(1, GatewayAnswer.UNKNOWN))
                    .expectEvents(new PaymentUnresolved(TENANT, ID, INVOICE, ACCOUNT, 1, 7));
        }

        @Test
        void thatNeverArrivedIsADeclineAfterTheSeventhPoll() {
            attempted()
                    .andGiven(unknown(6, Duration.ofDays(1)), poll(7))
                    .when(outcome(1, GatewayAnswer.NOT_RECEIVED))
                    .expectEvents(
                            decline(1, "a", DeclineKind.SOFT, "never_received", null, null),
                            failed(DeclineKind.SOFT, "never_received", "fp-a", null));
        }

        @Test
        void turnsOutToBeASuccess() {
            attempted()
                    .andGiven(unknown(0, Duration.ofMinutes(5)), poll(1))
                    .when(outcome(1, GatewayAnswer.SUCCEEDED))
                    .expectEvents(succeeded(1, "a"), SUCCEEDED);
            attempted()
                    .andGiven(
                            unknown(6, Duration.ofDays(1)),
                            poll(7),
                            new PaymentUnresolved(TENANT, ID, INVOICE, ACCOUNT, 1, 7))
                    .when(outcome(1, GatewayAnswer.SUCCEEDED))
                    .expectEvents(succeeded(1, "a"), SUCCEEDED);
        }

        @Test
        void isNotPolledOnceItIsKnown() {
            attempted()
                    .andGiven(unknown(0, Duration.ofMinutes(5)), succeeded(1, "a"), SUCCEEDED)
                    .when(new PollPayment(TENANT, ID, 1, 1))
                    .expectNoEvents();
        }
    }

    @Nested
    class Refunds {

        private TestExecutor<Payment> paid() {
            return attempted().andGiven(succeeded(1, "a"), SUCCEEDED);
        }

        private RefundPayment refund(String id, long amountMinor) {
            return new RefundPayment(TENANT, ID, new RefundId(id), amountMinor, RefundReason.DUPLICATE);
        }

        private RefundRequested requested(String id, long amountMinor) {
            return new RefundRequested(
                    TENANT,
                    ID,
                    INVOICE,
                    ACCOUNT,
                    new RefundId(id),
                    1,
                    "ch_1",
                    "EUR",
                    amountMinor,
                    RefundReason.DUPLICATE,
                    false,
                    "acme/payment/p-1/refund/" + id);
        }

        private PaymentRefunded refunded(String id, long amountMinor, long total) {
            return new PaymentRefunded(
                    TENANT, ID, INVOICE, ACCOUNT, new RefundId(id), "EUR", amountMinor, total, false, NOW);
        }

        @Test
        void areAskedOfTheGatewayAndTogetherNeverExceedThePayment() {
            paid().when(refund("r-1", 4_900)).expectEvents(requested("r-1", 4_900));
            paid().andGiven(requested("r-1", 4_000))
                    .when(refund("r-2", 901))
                    .expectException(rejected(ErrorCode.REFUND_ABOVE_PAYMENT));
            paid().andGiven(requested("r-1", 4_000)).when(refund("r-2", 900)).expectEvents(requested("r-2", 900));
        }

        @Test
        void askedTwiceAreOne() {
            paid().andGiven(requested("r-1", 100)).when(refund("r-1", 100)).expectNoEvents();
            paid().andGiven(requested("r-1", 100))
                    .when(refund("r-1", 200))
                    .expectException(rejected(ErrorCode.ALREADY_EXISTS));
        }

        @Test
        void needASuccess() {
            attempted().when(refund("r-1", 100)).expectException(rejected(ErrorCode.PAYMENT_NOT_SUCCEEDED));
        }

        @Test
        void areRecordedOnceWithTheTotal() {
            RecordRefundOutcome done =
                    new RecordRefundOutcome(TENANT, ID, new RefundId("r-2"), RefundAnswer.SUCCEEDED, null);
            paid().andGiven(requested("r-1", 100), refunded("r-1", 100, 100), requested("r-2", 200))
                    .when(done)
                    .expectEvents(refunded("r-2", 200, 300));
            paid().andGiven(requested("r-2", 200), refunded("r-2", 200, 200))
                    .when(done)
                    .expectNoEvents();
        }

        @Test
        void thatFailedLeaveTheMoneyToBeRefunded() {
            RecordRefundOutcome refused =
                    new RecordRefundOutcome(TENANT, ID, new RefundId("r-1"), RefundAnswer.FAILED, "refused");
            RefundFailed failed = new RefundFailed(TENANT, ID, INVOICE, ACCOUNT, new RefundId("r-1"), "refused");
            paid().andGiven(requested("r-1", 4_900)).when(refused).expectEvents(failed);
            paid().andGiven(requested("r-1", 4_900), failed)
                    .when(refund("r-2", 4_900))
                    .expectEvents(requested("r-2", 4_900));
        }
    }

    @Nested
    class Disputes {

        private final PaymentDisputed opened =
                new PaymentDisputed(TENANT, ID, INVOICE, ACCOUNT, "dp_1", "EUR", 4_900, "fraudulent", NOW);
        private final DisputeClosed lost = new DisputeClosed(TENANT, ID, INVOICE, ACCOUNT, "dp_1", false, NOW);

        private RecordDispute dispute(DisputeStage stage) {
            return new RecordDispute(TENANT, ID, "dp_1", stage, 4_900, "fraudulent");
        }

        @Test
        void areRecordedInAnyOrderOnce() {
            attempted().when(dispute(DisputeStage.OPENED)).expectEvents(opened);
            attempted().andGiven(opened).when(dispute(DisputeStage.OPENED)).expectNoEvents();
            attempted().andGiven(opened).when(dispute(DisputeStage.LOST)).expectEvents(lost);
            attempted().when(dispute(DisputeStage.LOST)).expectEvents(lost);
            attempted().andGiven(lost).when(dispute(DisputeStage.OPENED)).expectNoEvents();
            attempted().andGiven(lost).when(dispute(DisputeStage.WON)).expectNoEvents();
        }
    }

    @Test
    void countsEveryAttemptOfEveryPaymentOnACard() {
        history.holds(WALLET, added("a", CardBrand.VISA, null));
        List<Object> expected = new ArrayList<>();
        expected.add(new CardAttemptCounted(TENANT, "fp-a", CardBrand.VISA, "EUR", 4_900, "acme/payment/p-1/1", NOW));

        fixture.givenNoPriorActivity().when(REQUEST);

        assertThat(card("a")).isEqualTo(expected);
    }
}
