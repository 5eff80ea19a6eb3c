package dev.cauce.adapters.paymentgateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cauce.sagas.payment.effects.PaymentGateway;
import dev.cauce.sagas.payment.effects.PaymentGateway.Charge;
import dev.cauce.sagas.payment.effects.PaymentGateway.Outcome;
import dev.cauce.sagas.payment.effects.PaymentGateway.Refund;
import dev.cauce.sagas.payment.effects.PaymentGateway.RefundOutcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StripeGatewayTest {

    private final StandInStripe stripe = new StandInStripe();
    private final StripeGateway gateway = new StripeGateway("sk_test", stripe.address());

    @AfterEach
    void stop() {
        stripe.close();
    }

    private Outcome charge(String key, String token) {
        return gateway.charge(new Charge("acme", key, token, "EUR", 4_900));
    }

    private RefundOutcome refund(String intent) {
        return gateway.refund(new Refund("acme", "refund-" + intent, intent, "EUR", 900));
    }

    @Test
    void chargesOffSessionUnderTheKey() {
        assertThat(charge("k", "cus_1/pm_ok")).isEqualTo(new Outcome.Succeeded("pi_1"));
        assertThat(charge("k", "cus_1/pm_ok")).isEqualTo(new Outcome.Succeeded("pi_1"));

        assertThat(stripe.charged()).isEqualTo(1);
        assertThat(stripe.received("k"))
                .containsEntry("amount", "4900")
                .containsEntry("currency", "eur")
                .containsEntry("customer", "cus_1")
                .containsEntry("payment_method", "pm_ok")
                .containsEntry("confirm", "true")
                .containsEntry("off_session", "true")
                .containsEntry("metadata[cauce_key]", "k")
                .containsEntry("metadata[cauce_tenant]", "acme");
    }

    @Test
    void tellsDeclinesWithWhatTheNetworkSaid() {
        assertThat(charge("k1", "pm_funds")).isEqualTo(new Outcome.Declined("insufficient_funds", "51", "24"));
        assertThat(charge("k2", "pm_stolen")).isEqualTo(new Outcome.Declined("stolen_card", "43", null));
        assertThat(charge("k3", "pm_expired")).isEqualTo(new Outcome.Declined("expired_card", "54", null));
        assertThat(charge("k4", "pm_action")).isEqualTo(new Outcome.Declined("authentication_required", null, null));
        assertThat(charge("k5", "pm_nobody")).isEqualTo(new Outcome.Declined("invalid_account", null, null));
        assertThat(stripe.charged()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pm_processing", "pm_broken", "pm_busy", "pm_lost", "pm_silent"})
    void doesNotKnowWhatItWasNotTold(String method) {
        assertThat(charge("k", method)).isEqualTo(new Outcome.Unknown());
    }

    @Test
    void findsWhatBecameOfAChargeWithoutSendingItAgain() {
        charge("acme/payment/p-1/1", "pm_silent");
        charge("acme/payment/p-2/1", "pm_lost");

        assertThat(gateway.find("acme", "acme/payment/p-1/1")).isEqualTo(new Outcome.Succeeded("pi_1"));
        assertThat(gateway.find("acme", "acme/payment/p-2/1")).isEqualTo(new Outcome.NotReceived());
        assertThat(gateway.find("other", "acme/payment/p-1/1")).isEqualTo(new Outcome.NotReceived());
        assertThat(stripe.charged()).isEqualTo(1);
    }

    @Test
    void givesBack() {
        assertThat(refund("pi_known")).isEqualTo(new RefundOutcome(null));
        assertThat(stripe.received("refund-pi_known"))
                .containsEntry("payment_intent", "pi_known")
                .containsEntry("amount", "900");
        assertThat(refund("pi_again")).isEqualTo(new RefundOutcome(null));
        assertThat(refund("pi_fails")).isEqualTo(new RefundOutcome("lost_or_stolen_card"));
        assertThat(refund("pi_unheard_of")).isEqualTo(new RefundOutcome("resource_missing"));
        assertThatThrownBy(() -> refund("pi_broken")).isInstanceOf(PaymentGateway.GatewayAway.class);
    }

    @Test
    void aKeyThatIsWrongIsNoAnswerAboutTheCharge() {
        StripeGateway stranger = new StripeGateway("sk_wrong", stripe.address());

        assertThatThrownBy(() -> stranger.charge(new Charge("acme", "k", "pm_ok", "EUR", 1)))
                .isInstanceOf(PaymentGateway.GatewayAway.class);
        assertThat(stranger.find("acme", "k")).isEqualTo(new Outcome.Unknown());
    }
}
