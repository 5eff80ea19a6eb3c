package dev.cauce.sagas.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.catalogue.PlanId;
import dev.cauce.contracts.invoice.CreditNoteId;
import dev.cauce.contracts.invoice.CreditNoteIssued;
import dev.cauce.contracts.invoice.CreditNoteKind;
import dev.cauce.contracts.invoice.DraftInvoice;
import dev.cauce.contracts.invoice.FinaliseInvoice;
import dev.cauce.contracts.invoice.InvoiceDrafted;
import dev.cauce.contracts.invoice.InvoiceFinalised;
import dev.cauce.contracts.invoice.InvoiceId;
import dev.cauce.contracts.invoice.InvoiceLine;
import dev.cauce.contracts.invoice.InvoiceLineKind;
import dev.cauce.contracts.invoice.InvoicePaid;
import dev.cauce.contracts.invoice.InvoiceVoided;
import dev.cauce.contracts.invoice.RecordInvoicePayment;
import dev.cauce.contracts.invoice.RefundShare;
import dev.cauce.contracts.invoice.VoidInvoice;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.payment.CardBrand;
import dev.cauce.contracts.payment.DeclineKind;
import dev.cauce.contracts.payment.PaymentFailed;
import dev.cauce.contracts.payment.PaymentId;
import dev.cauce.contracts.payment.PaymentMethodAdded;
import dev.cauce.contracts.payment.PaymentMethodId;
import dev.cauce.contracts.payment.PaymentSucceeded;
import dev.cauce.contracts.payment.RefundId;
import dev.cauce.contracts.payment.RefundPayment;
import dev.cauce.contracts.payment.RefundReason;
import dev.cauce.contracts.payment.RequestPayment;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.contracts.subscription.CancellationReason;
import dev.cauce.contracts.subscription.ChargeReason;
import dev.cauce.contracts.subscription.ConfirmFirstPayment;
import dev.cauce.contracts.subscription.RejectFirstPayment;
import dev.cauce.contracts.subscription.SubscriptionCharged;
import dev.cauce.contracts.subscription.SubscriptionId;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.command.ProcessCommands;
import dev.cauce.platform.messaging.CauceJson;
import dev.cauce.platform.rejection.Rejected;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.axonframework.serialization.Serializer;
import org.axonframework.test.saga.ContinuedGivenState;
import org.axonframework.test.saga.SagaTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class BillingSagaTest {

    private static final TenantId ACME = new TenantId("acme");
    private static final TenantId OTHER = new TenantId("other");
    private static final InvoiceId INVOICE = new InvoiceId("inv-1");
    private static final AccountId ACCOUNT = new AccountId("a-1");
    private static final SubscriptionId SUBSCRIPTION = new SubscriptionId("s-1");
    private static final PaymentId FIRST = new PaymentId("pay-inv-1");
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final Duration WINDOW = Duration.ofHours(23);
    private static final List<InvoiceLine> LINES = List.of(
            new InvoiceLine("l-1", InvoiceLineKind.PERIOD, new PlanId("pro"), 1, 100, NOON, NOON.plusSeconds(60), 100));

    private final SagaTestFixture<BillingSaga> fixture = new SagaTestFixture<>(BillingSaga.class);

    /** What the command side would refuse. */
    private ErrorCode voidingRefused;

    private ErrorCode draftingRefused;

    @BeforeEach
    void givenTheSagasCollaborators() {
        fixture.registerResource(new ProcessCommands(fixture.getCommandBus()));
        fixture.givenCurrentTime(NOON);
        fixture.setCallbackBehavior((payload, metadata) -> {
            if (payload instanceof VoidInvoice && voidingRefused != null) {
                throw new Rejected(voidingRefused, "no");
            }
            if (payload instanceof DraftInvoice && draftingRefused != null) {
                throw new Rejected(draftingRefused, "no");
            }
            return null;
        });
    }

    private static SubscriptionCharged charged(TenantId tenant, ChargeReason reason) {
        return new SubscriptionCharged(tenant, SUBSCRIPTION, ACCOUNT, INVOICE, reason, "EUR", LINES, NOON);
    }

    private static InvoiceDrafted drafted(ChargeReason reason, long total) {
        return new InvoiceDrafted(ACME, INVOICE, ACCOUNT, SUBSCRIPTION, reason, "EUR", LINES, total, 0, total);
    }

    private static InvoiceFinalised finalised(ChargeReason reason, long total, long due) {
        return new InvoiceFinalised(
                ACME, INVOICE, ACCOUNT, SUBSCRIPTION, reason, "INV-2026-000001", "EUR", total, NOON, NOON, 0, due);
    }

    private static RequestPayment request(long amount) {
        return new RequestPayment(ACME, FIRST, INVOICE, ACCOUNT, SUBSCRIPTION, "EUR", amount);
    }

    private static PaymentSucceeded succeeded(TenantId tenant, PaymentId payment) {
        return new PaymentSucceeded(tenant, payment, INVOICE, ACCOUNT, SUBSCRIPTION, "EUR", 100, NOON);
    }

    private static PaymentFailed failed(DeclineKind kind) {
        return new PaymentFailed(
                ACME, FIRST, INVOICE, ACCOUNT, SUBSCRIPTION, "EUR", 100, kind, "code", null, null, NOON);
    }

    private static InvoicePaid paid(ChargeReason reason) {
        return new InvoicePaid(ACME, INVOICE, ACCOUNT, SUBSCRIPTION, reason, "EUR", 100, NOON);
    }

    private static InvoiceVoided voided(ChargeReason reason) {
        return new InvoiceVoided(
                ACME, INVOICE, ACCOUNT, SUBSCRIPTION, reason, null, "EUR", 0, 0, 0, "PAYMENT_FAILED", NOON);
    }

    private static RejectFirstPayment rejection(CancellationReason reason) {
        return new RejectFirstPayment(ACME, SUBSCRIPTION, INVOICE, reason);
    }

    private static ConfirmFirstPayment confirmation() {
        return new ConfirmFirstPayment(ACME, SUBSCRIPTION, INVOICE);
    }

    private ContinuedGivenState activation() {
        return fixture.givenAPublished(charged(ACME, ChargeReason.ACTIVATION));
    }

    @Nested
    class OfAnActivation {

        @Test
        void draftsAndWaitsForTheWindow() {
            fixture.givenNoPriorActivity()
                    .whenPublishingA(charged(ACME, ChargeReason.ACTIVATION))
                    .expectDispatchedCommands(new DraftInvoice(
                            ACME, INVOICE, ACCOUNT, SUBSCRIPTION, ChargeReason.ACTIVATION, "EUR", LINES))
                    .expectScheduledDeadline(NOON.plus(WINDOW), new FirstPaymentDue(INVOICE))
                    .expectAssociationWith("invoiceId", "acme/inv-1")
                    .expectActiveSagas(1);
        }

        @Test
        void asksForTheMoneyOfTheDraft() {
            activation().whenPublishingA(drafted(ChargeReason.ACTIVATION, 100)).expectDispatchedCommands(request(100));
        }

        @Test
        void finalisesAtOnceWhereNothingIsOwed() {
            activation()
                    .whenPublishingA(drafted(ChargeReason.ACTIVATION, 0))
                    .expectDispatchedCommands(new FinaliseInvoice(ACME, INVOICE));
        }

        @Test
        void recordsThePayment() {
            activation()
                    .andThenAPublished(drafted(ChargeReason.ACTIVATION, 100))
                    .whenPublishingA(succeeded(ACME, FIRST))
                    .expectDispatchedCommands(new RecordInvoicePayment(ACME, INVOICE, FIRST, 100))
                    .expectActiveSagas(1);
        }

        @Test
        void asksForNothingWhenItIsFinalisedWithItsPayment() {
            activation()
                    .whenPublishingA(finalised(ChargeReason.ACTIVATION, 100, 100))
                    .expectNoDispatchedCommands();
        }

        @Test
        void confirmsWhenItIsPaid() {
            activation()
                    .whenPublishingA(paid(ChargeReason.ACTIVATION))
                    .expectDispatchedCommands(confirmation())
                    .expectNoScheduledDeadlines()
                    .expectActiveSagas(0);
        }

        @ParameterizedTest
        @EnumSource(DeclineKind.class)
        void waitsForAnotherMethodAfterAFailure(DeclineKind kind) {
            activation()
                    .whenPublishingA(failed(kind))
                    .expectNoDispatchedCommands()
                    .expectScheduledDeadline(NOON.plus(WINDOW), new FirstPaymentDue(INVOICE))
                    .expectActiveSagas(1);
        }

        @Test
        void aLaterSuccessWithinTheWindowCounts() {
            activation()
                    .andThenAPublished(failed(DeclineKind.HARD))
                    .whenPublishingA(succeeded(ACME, new PaymentId("another")))
                    .expectDispatchedCommands(new RecordInvoicePayment(ACME, INVOICE, new PaymentId("another"), 100));
        }

        @ParameterizedTest
        @CsvSource({
            "HARD, PAYMENT_FAILED",
            "SOFT, PAYMENT_FAILED",
            "FRAUD, PAYMENT_FAILED",
            "AUTHENTICATION_REQUIRED, PAYMENT_TIMED_OUT",
            "NO_METHOD, PAYMENT_TIMED_OUT"
        })
        void rejectsWithTheReasonWhenTheWindowCloses(DeclineKind kind, CancellationReason reason) {
            activation()
                    .andThenAPublished(failed(kind))
                    .whenTimeElapses(WINDOW)
                    .expectDispatchedCommands(new VoidInvoice(ACME, INVOICE, reason.name()), rejection(reason))
                    .expectActiveSagas(0);
        }

        @Test
        void timesOutWhereNoOutcomeCame() {
            activation()
                    .andThenAPublished(drafted(ChargeReason.ACTIVATION, 100))
                    .whenTimeElapses(WINDOW)
                    .expectDispatchedCommands(
                            new VoidInvoice(ACME, INVOICE, "PAYMENT_TIMED_OUT"),
                            rejection(CancellationReason.PAYMENT_TIMED_OUT))
                    .expectActiveSagas(0);
        }

        @Test
        void doesNothingBeforeTheWindowCloses() {
            activation()
                    .whenTimeElapses(WINDOW.minusSeconds(1))
                    .expectNoDispatchedCommands()
                    .expectActiveSagas(1);
        }

        /** The money came while the window closed: the invoice said so, and is believed. */
        @Test
        void confirmsWhereThePaymentCameFirst() {
            voidingRefused = ErrorCode.INVOICE_IS_PAID;

            activation()
                    .whenTimeElapses(WINDOW)
                    .expectDispatchedCommands(new VoidInvoice(ACME, INVOICE, "PAYMENT_TIMED_OUT"), confirmation())
                    .expectActiveSagas(0);
        }

        @Test
        void rejectsWhenSomebodyVoidsTheDraft() {
            activation()
                    .whenPublishingA(voided(ChargeReason.ACTIVATION))
                    .expectDispatchedCommands(rejection(CancellationReason.PAYMENT_TIMED_OUT))
                    .expectNoScheduledDeadlines()
                    .expectActiveSagas(0);
        }

        @Test
        void rejectsWhereNoInvoiceCanBeMadeOfIt() {
            draftingRefused = ErrorCode.INVOICE_TOTAL_OUT_OF_RANGE;

            fixture.givenNoPriorActivity()
                    .whenPublishingA(charged(ACME, ChargeReason.ACTIVATION))
                    .expectDispatchedCommands(
                            new DraftInvoice(
                                    ACME, INVOICE, ACCOUNT, SUBSCRIPTION, ChargeReason.ACTIVATION, "EUR", LINES),
                            rejection(CancellationReason.PAYMENT_FAILED))
                    .expectNoScheduledDeadlines()
                    .expectActiveSagas(0);
        }

        /** The invoice is void by then and makes the money the account's credit; nothing is confirmed. */
        @Test
        void aSuccessAfterTheRejectionIsRecordedAllTheSame() throws Exception {
            activation()
                    .andThenTimeElapses(WINDOW)
                    .whenPublishingA(succeeded(ACME, FIRST))
                    .expectDispatchedCommands(new RecordInvoicePayment(ACME, INVOICE, FIRST, 100))
                    .expectActiveSagas(0);
        }
    }

    @Nested
    class OfALaterCharge {

        @ParameterizedTest
        @EnumSource(value = ChargeReason.class, names = "ACTIVATION", mode = EnumSource.Mode.EXCLUDE)
        void draftsAndFinalises(ChargeReason reason) {
            fixture.givenAPublished(charged(ACME, reason))
                    .whenPublishingA(drafted(reason, 100))
                    .expectDispatchedCommands(new FinaliseInvoice(ACME, INVOICE))
                    .expectNoScheduledDeadlines();
        }

        @Test
        void asksForWhatIsDueAfterTheAccountsCredit() {
            fixture.givenAPublished(charged(ACME, ChargeReason.RENEWAL))
                    .whenPublishingA(finalised(ChargeReason.RENEWAL, 100, 70))
                    .expectDispatchedCommands(request(70));
        }

        @Test
        void asksForNothingWhereNothingIsDue() {
            fixture.givenAPublished(charged(ACME, ChargeReason.RENEWAL))
                    .whenPublishingA(finalised(ChargeReason.RENEWAL, 100, 0))
                    .expectNoDispatchedCommands()
                    .expectActiveSagas(1);
        }

        @Test
        void leavesAFailureToTheDunning() {
            fixture.givenAPublished(charged(ACME, ChargeReason.RENEWAL))
                    .whenPublishingA(failed(DeclineKind.SOFT))
                    .expectNoDispatchedCommands()
                    .expectActiveSagas(1);
        }

        @Test
        void recordsAPaymentThatTheDunningBrought() {
            fixture.givenAPublished(charged(ACME, ChargeReason.RENEWAL))
                    .andThenAPublished(failed(DeclineKind.SOFT))
                    .whenPublishingA(succeeded(ACME, new PaymentId("retry-1")))
                    .expectDispatchedCommands(new RecordInvoicePayment(ACME, INVOICE, new PaymentId("retry-1"), 100));
        }

        @Test
        void endsWhenItIsPaid() {
            fixture.givenAPublished(charged(ACME, ChargeReason.RENEWAL))
                    .whenPublishingA(paid(ChargeReason.RENEWAL))
                    .expectNoDispatchedCommands()
                    .expectActiveSagas(0);
        }

        @Test
        void endsWhenItIsVoid() {
            fixture.givenAPublished(charged(ACME, ChargeReason.RENEWAL))
                    .whenPublishingA(voided(ChargeReason.RENEWAL))
                    .expectNoDispatchedCommands()
                    .expectActiveSagas(0);
        }

        @Test
        void aPaymentAfterTheEndIsRecordedAllTheSame() {
            fixture.givenAPublished(charged(ACME, ChargeReason.RENEWAL))
                    .andThenAPublished(paid(ChargeReason.RENEWAL))
                    .whenPublishingA(succeeded(ACME, new PaymentId("late")))
                    .expectDispatchedCommands(new RecordInvoicePayment(ACME, INVOICE, new PaymentId("late"), 100))
                    .expectActiveSagas(0);
        }

        /** Not passed over in silence: the event is handled again, and the process shows that it is stuck. */
        @Test
        void aChargeThatMakesNoInvoiceStaysInSight() {
            draftingRefused = ErrorCode.INVOICE_LINE_INVALID;

            assertThatThrownBy(() -> fixture.givenNoPriorActivity()
                            .whenPublishingA(charged(ACME, ChargeReason.RENEWAL))
                            .expectSuccessfulHandlerExecution())
                    .hasMessageContaining("INVOICE_LINE_INVALID");
        }
    }

    @Nested
    class WithAnotherMethod {

        private static PaymentMethodAdded added(AccountId account) {
            return new PaymentMethodAdded(
                    ACME,
                    account,
                    new PaymentMethodId("m-2"),
                    "token",
                    "fingerprint",
                    CardBrand.VISA,
                    "4242",
                    1,
                    2030,
                    null,
                    NOON,
                    NOON);
        }

        private static RequestPayment again(int payment) {
            return new RequestPayment(
                    ACME, BillingSaga.paymentOf(INVOICE, payment), INVOICE, ACCOUNT, SUBSCRIPTION, "EUR", 100);
        }

        private ContinuedGivenState asked() {
            return activation().andThenAPublished(drafted(ChargeReason.ACTIVATION, 100));
        }

        @Test
        void asksAgainAfterAFailure() {
            asked().andThenAPublished(failed(DeclineKind.HARD))
                    .whenPublishingA(added(ACCOUNT))
                    .expectDispatchedCommands(again(2));
        }

        @Test
        void asksAgainWhenThePaymentUnderWayFailsThatMayNotHaveKnownIt() {
            asked().andThenAPublished(added(ACCOUNT))
                    .whenPublishingA(failed(DeclineKind.HARD))
                    .expectDispatchedCommands(again(2));
        }

        @Test
        void leavesAPaymentThatIsUnderWayAlone() {
            asked().whenPublishingA(added(ACCOUNT)).expectNoDispatchedCommands();
        }

        @Test
        void ofAnotherAccountIsNoneOfIts() {
            asked().andThenAPublished(failed(DeclineKind.HARD))
                    .whenPublishingA(added(new AccountId("another")))
                    .expectNoDispatchedCommands();
        }

        @Test
        void isTooLateAfterTheWindow() throws Exception {
            asked().andThenAPublished(failed(DeclineKind.HARD))
                    .andThenTimeElapses(WINDOW)
                    .whenPublishingA(added(ACCOUNT))
                    .expectNoDispatchedCommands()
                    .expectActiveSagas(0);
        }
    }

    @Test
    void aRefundGoesBackByItsPaymentsAlsoAfterTheEnd() {
        PaymentId second = new PaymentId("second");
        CreditNoteIssued note = new CreditNoteIssued(
                ACME,
                INVOICE,
                new CreditNoteId("cn-1"),
                ACCOUNT,
                SUBSCRIPTION,
                "CN-2026-000001",
                CreditNoteKind.REFUND,
                "OUTAGE",
                "EUR",
                List.of(),
                50,
                0,
                50,
                List.of(new RefundShare(second, 30), new RefundShare(FIRST, 20)),
                0,
                50,
                NOON);

        fixture.givenNoPriorActivity()
                .whenPublishingA(note)
                .expectDispatchedCommands(
                        new RefundPayment(ACME, second, new RefundId("cn-1"), 30, RefundReason.CUSTOMER_REQUEST),
                        new RefundPayment(ACME, FIRST, new RefundId("cn-1"), 20, RefundReason.CUSTOMER_REQUEST))
                .expectActiveSagas(0);
    }

    @Nested
    class OutOfOrder {

        @Test
        void aChargeThatComesTwiceIsDraftedOnce() {
            activation()
                    .whenPublishingA(charged(ACME, ChargeReason.ACTIVATION))
                    .expectNoDispatchedCommands()
                    .expectActiveSagas(1);
        }

        @Test
        void aDraftThatComesTwiceAsksForTheSamePayment() {
            activation()
                    .andThenAPublished(drafted(ChargeReason.ACTIVATION, 100))
                    .whenPublishingA(drafted(ChargeReason.ACTIVATION, 100))
                    .expectDispatchedCommands(request(100));
        }

        @Test
        void aPaymentOfAnotherTenantsInvoiceIsNoneOfIts() {
            activation()
                    .whenPublishingA(succeeded(OTHER, FIRST))
                    .expectDispatchedCommands(new RecordInvoicePayment(OTHER, INVOICE, FIRST, 100))
                    .expectActiveSagas(1);
        }

        @Test
        void eventsOfAnInvoiceThatNobodyChargedForStartNothing() {
            fixture.givenNoPriorActivity()
                    .whenPublishingA(drafted(ChargeReason.RENEWAL, 100))
                    .expectNoDispatchedCommands()
                    .expectActiveSagas(0);
        }
    }

    @Test
    void aLongInvoiceIdMakesAPaymentIdThatIsAnId() {
        InvoiceId longest = new InvoiceId("i".repeat(64));

        assertThat(BillingSaga.paymentOf(longest).value()).matches(StreamId.PART);
        assertThat(BillingSaga.paymentOf(INVOICE)).isEqualTo(FIRST);
    }

    @Test
    void survivesTheSagaStore() {
        Serializer serializer = CauceJson.serializer();
        BillingSaga saga = new BillingSaga();
        saga.on(failed(DeclineKind.HARD), new ProcessCommands(fixture.getCommandBus()));

        BillingSaga restored = serializer.deserialize(serializer.serialize(saga, byte[].class));

        assertThat(restored).usingRecursiveComparison().isEqualTo(saga);
    }
}
