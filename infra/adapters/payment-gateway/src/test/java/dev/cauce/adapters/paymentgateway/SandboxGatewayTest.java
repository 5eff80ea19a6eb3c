package dev.cauce.adapters.paymentgateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import dev.cauce.sagas.payment.effects.PaymentGateway;
import dev.cauce.sagas.payment.effects.PaymentGateway.Charge;
import dev.cauce.sagas.payment.effects.PaymentGateway.Outcome;
import dev.cauce.sagas.payment.effects.PaymentGateway.Refund;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SandboxGatewayTest {

    private final MongoServer server = new MongoServer(new MemoryBackend());
    private final MongoClient client = MongoClients.create(server.bindAndGetConnectionString());
    private final MongoCollection<Document> kept = client.getDatabase("test").getCollection(SandboxGateway.COLLECTION);
    private final List<String> disputes = new ArrayList<>();
    private final SandboxGateway gateway = sandbox();

    private SandboxGateway sandbox() {
        return new SandboxGateway(
                kept,
                (tenant, key, dispute, amount) -> disputes.add(tenant + " " + key + " " + amount),
                Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        client.close();
        server.shutdownNow();
    }

    private Outcome charge(PaymentGateway at, String key, String token) {
        return at.charge(new Charge("acme", key, token, "EUR", 4_900));
    }

    private Outcome charge(String key, String token) {
        return charge(gateway, key, token);
    }

    private static Outcome declined(String code) {
        return new Outcome.Declined(code, null, null);
    }

    @Test
    void takesTheMoneyOnceAKeyAndTellsTheSameAfterARestart() {
        Outcome first = charge("k", "tok_success.acme");

        assertThat(first).isInstanceOf(Outcome.Succeeded.class);
        assertThat(charge("k", "tok_success.acme")).isEqualTo(first);
        assertThat(charge(sandbox(), "k", "tok_success.acme")).isEqualTo(first);
        assertThat(sandbox().find("acme", "k")).isEqualTo(first);
        assertThat(gateway.charges("acme")).isEqualTo(1);
        assertThat(charge("k2", "tok_success.acme")).isNotEqualTo(first);
    }

    @ParameterizedTest
    @CsvSource({
        "tok_decline_insufficient_funds, insufficient_funds",
        "tok_decline_expired_card, expired_card",
        "tok_decline_authentication_required, authentication_required",
        "tok_fraud, fraudulent",
        "tok_unheard_of, invalid_account"
    })
    void declinesAsTheTokenSays(String token, String code) {
        assertThat(charge("k", token)).isEqualTo(declined(code));
        assertThat(gateway.find("acme", "k")).isEqualTo(declined(code));
    }

    @Test
    void tellsWhatNetworksAnswer() {
        assertThat(charge("k", "tok_network_14")).isEqualTo(new Outcome.Declined("generic_decline", "14", null));
        assertThat(charge("k2", "tok_advice_24")).isEqualTo(new Outcome.Declined("insufficient_funds", null, "24"));
    }

    @Test
    void succeedsAfterSoManyCharges() {
        String token = "tok_success_after_2.acme";

        assertThat(charge("k1", token)).isEqualTo(declined("insufficient_funds"));
        assertThat(charge("k1", token)).isEqualTo(declined("insufficient_funds"));
        assertThat(charge("k2", token)).isEqualTo(declined("insufficient_funds"));
        assertThat(charge("k3", token)).isInstanceOf(Outcome.Succeeded.class);
        assertThat(charge("k1", token)).isEqualTo(declined("insufficient_funds"));
        assertThat(charge("k1", "tok_success_after_2.other")).isEqualTo(declined("insufficient_funds"));
    }

    @Test
    void tellsLaterWhatItDidNotTellAtOnce() {
        assertThat(charge("k1", "tok_timeout_success")).isEqualTo(new Outcome.Unknown());
        assertThat(gateway.find("acme", "k1")).isInstanceOf(Outcome.Succeeded.class);
        assertThat(charge("k2", "tok_timeout_decline")).isEqualTo(new Outcome.Unknown());
        assertThat(gateway.find("acme", "k2")).isEqualTo(declined("do_not_honor"));
        assertThat(charge("k3", "tok_timeout_lost")).isEqualTo(new Outcome.Unknown());
        assertThat(gateway.find("acme", "k3")).isEqualTo(new Outcome.NotReceived());
        assertThat(charge("k4", "tok_timeout_unknown")).isEqualTo(new Outcome.Unknown());
        assertThat(gateway.find("acme", "k4")).isEqualTo(new Outcome.Unknown());
        assertThat(gateway.find("acme", "never")).isEqualTo(new Outcome.NotReceived());
        assertThat(gateway.find("other", "k1")).isEqualTo(new Outcome.NotReceived());
    }

    @Test
    void tellsOfADispute() {
        assertThat(charge("k", "tok_dispute")).isInstanceOf(Outcome.Succeeded.class);
        assertThat(disputes).containsExactly("acme k 4900");
    }

    @Test
    void givesBackOnceAKeyAndNeverMoreThanWasTaken() {
        String id = ((Outcome.Succeeded) charge("k", "tok_success")).gatewayPaymentId();

        assertThat(gateway.refund(new Refund("acme", "r1", id, "EUR", 4_000)).code())
                .isNull();
        assertThat(gateway.refund(new Refund("acme", "r1", id, "EUR", 4_000)).code())
                .isNull();
        assertThat(gateway.refund(new Refund("acme", "r2", id, "EUR", 901)).code())
                .isEqualTo("refund_above_charge");
        assertThat(gateway.refund(new Refund("acme", "r3", id, "EUR", 900)).code())
                .isNull();
        assertThat(gateway.refund(new Refund("other", "r4", id, "EUR", 1)).code())
                .isEqualTo("charge_unknown");
        String stuck = ((Outcome.Succeeded) charge("k2", "tok_refund_fails")).gatewayPaymentId();
        assertThat(gateway.refund(new Refund("acme", "r5", stuck, "EUR", 1)).code())
                .isEqualTo("refund_refused");
    }

    @Test
    void twoHundredChargesUnderOneKeyAreOne() throws Exception {
        Set<Outcome> outcomes = new HashSet<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Outcome>> charges = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                charges.add(() -> charge("k", "tok_success_after_0"));
            }
            for (Future<Outcome> each : threads.invokeAll(charges)) {
                outcomes.add(each.get());
            }
        }
        assertThat(outcomes).hasSize(1);
        assertThat(gateway.charges("acme")).isEqualTo(1);
    }
}
