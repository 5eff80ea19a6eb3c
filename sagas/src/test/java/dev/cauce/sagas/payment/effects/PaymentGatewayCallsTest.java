package dev.cauce.sagas.payment.effects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.invoice.InvoiceId;
import dev.cauce.contracts.payment.CardBrand;
import dev.cauce.contracts.payment.GatewayAnswer;
import dev.cauce.contracts.payment.PaymentAttemptRequested;
import dev.cauce.contracts.payment.PaymentId;
import dev.cauce.contracts.payment.PaymentMethodId;
import dev.cauce.contracts.payment.PaymentPollRequested;
import dev.cauce.contracts.payment.RecordPaymentOutcome;
import dev.cauce.contracts.payment.RecordRefundOutcome;
import dev.cauce.contracts.payment.RefundAnswer;
import dev.cauce.contracts.payment.RefundId;
import dev.cauce.contracts.payment.RefundReason;
import dev.cauce.contracts.payment.RefundRequested;
import dev.cauce.contracts.subscription.SubscriptionId;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.command.ProcessCommands;
import dev.cauce.sagas.payment.effects.PaymentGateway.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PaymentGatewayCallsTest {

    private static final TenantId ACME = new TenantId("acme");
    private static final PaymentId PAYMENT = new PaymentId("p-1");
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final PaymentAttemptRequested ATTEMPT = new PaymentAttemptRequested(
            ACME,
            PAYMENT,
            new InvoiceId("inv-1"),
            new AccountId("a-1"),
            new SubscriptionId("s-1"),
            1,
            new PaymentMethodId("pm-1"),
            "tok",
            "fp",
            CardBrand.VISA,
            "EUR",
            4_900,
            "acme/payment/p-1/1",
            NOON);
    private static final RefundRequested REFUND = new RefundRequested(
            ACME,
            PAYMENT,
            new InvoiceId("inv-1"),
            new AccountId("a-1"),
            new RefundId("r-1"),
            1,
            "ch_1",
            "EUR",
            900,
            RefundReason.DUPLICATE,
            false,
            "acme/payment/p-1/refund/r-1");

    private final List<Object> asked = new ArrayList<>();
    private final List<Object> commands = new ArrayList<>();
    private final SimpleCommandBus bus = SimpleCommandBus.builder().build();
    private Outcome outcome = new Outcome.Unknown();
    private PaymentGateway.RefundOutcome refunded = new PaymentGateway.RefundOutcome(null);
    private boolean away;

    private final PaymentGateway gateway = new PaymentGateway() {
        @Override
        public Outcome charge(Charge charge) {
            asked.add(charge);
            return outcome;
        }

        @Override
        public Outcome find(String tenantId, String idempotencyKey) {
            asked.add(idempotencyKey);
            return outcome;
        }

        @Override
        public RefundOutcome refund(Refund refund) {
            if (away) {
                throw new GatewayAway(new TimeoutException());
            }
            asked.add(refund);
            return refunded;
        }
    };

    private final PaymentGatewayCalls calls = new PaymentGatewayCalls(gateway, new ProcessCommands(bus));

    @BeforeEach
    void listen() {
        for (Class<?> command : List.of(RecordPaymentOutcome.class, RecordRefundOutcome.class)) {
            bus.subscribe(command.getName(), message -> {
                commands.add(message.getPayload());
                return null;
            });
        }
    }

    @Test
    void chargesUnderTheKeyOfTheAttemptHoweverOftenItComes() {
        calls.on(ATTEMPT);
        calls.on(ATTEMPT);

        assertThat(asked)
                .containsExactly(
                        new PaymentGateway.Charge("acme", "acme/payment/p-1/1", "tok", "EUR", 4_900),
                        new PaymentGateway.Charge("acme", "acme/payment/p-1/1", "tok", "EUR", 4_900));
    }

    @Test
    void reportsEachAnswer() {
        for (Outcome each : List.of(
                new Outcome.Succeeded("ch_1"),
                new Outcome.Declined("do_not_honor", "05", "02"),
                new Outcome.Unknown(),
                new Outcome.NotReceived())) {
            outcome = each;
            calls.on(ATTEMPT);
        }

        assertThat(commands)
                .containsExactly(
                        new RecordPaymentOutcome(ACME, PAYMENT, 1, GatewayAnswer.SUCCEEDED, "ch_1", null, null, null),
                        new RecordPaymentOutcome(
                                ACME, PAYMENT, 1, GatewayAnswer.DECLINED, null, "do_not_honor", "05", "02"),
                        new RecordPaymentOutcome(ACME, PAYMENT, 1, GatewayAnswer.UNKNOWN, null, null, null, null),
                        new RecordPaymentOutcome(ACME, PAYMENT, 1, GatewayAnswer.NOT_RECEIVED, null, null, null, null));
    }

    @Test
    void asksForAnUnknownOutcomeAndChargesNothing() {
        outcome = new Outcome.Succeeded("ch_1");

        calls.on(new PaymentPollRequested(ACME, PAYMENT, 1, 1, "acme/payment/p-1/1"));

        assertThat(asked).containsExactly("acme/payment/p-1/1");
        assertThat(commands)
                .containsExactly(
                        new RecordPaymentOutcome(ACME, PAYMENT, 1, GatewayAnswer.SUCCEEDED, "ch_1", null, null, null));
    }

    @Test
    void reportsWhatBecameOfARefund() {
        calls.on(REFUND);
        refunded = new PaymentGateway.RefundOutcome("refused");
        calls.on(REFUND);

        assertThat(commands)
                .containsExactly(
                        new RecordRefundOutcome(ACME, PAYMENT, new RefundId("r-1"), RefundAnswer.SUCCEEDED, null),
                        new RecordRefundOutcome(ACME, PAYMENT, new RefundId("r-1"), RefundAnswer.FAILED, "refused"));
    }

    @Test
    void aRefundThatNobodyAnsweredIsAskedForAgain() {
        away = true;

        assertThatThrownBy(() -> calls.on(REFUND)).isInstanceOf(PaymentGateway.GatewayAway.class);
        assertThat(commands).isEmpty();
    }
}
