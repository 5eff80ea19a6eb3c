package dev.cauce.adapters.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import dev.cauce.contracts.webhook.WebhookMessageStatus;
import dev.cauce.sagas.webhook.effects.WebhookQueue.Attempt;
import dev.cauce.sagas.webhook.effects.WebhookQueue.Endpoint;
import dev.cauce.sagas.webhook.effects.WebhookQueue.Lane;
import dev.cauce.sagas.webhook.effects.WebhookQueue.Message;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What must hold of the queue whoever comes in between, or does the same again. */
class MongoWebhookQueueTest {

    private static final Instant NOW = Instant.parse("2026-03-15T10:00:00Z");

    private final MongoServer server = new MongoServer(new MemoryBackend());
    private final MongoClient client = MongoClients.create(server.bindAndGetConnectionString());
    private Instant system = NOW;
    private final MongoWebhookQueue queue =
            new MongoWebhookQueue(client.getDatabase("test"), Clock.fixed(NOW, ZoneOffset.UTC), new Clock() {
                @Override
                public java.time.ZoneId getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(java.time.ZoneId zone) {
                    return this;
                }

                @Override
                public Instant instant() {
                    return system;
                }
            });

    @AfterEach
    void stop() {
        client.close();
        server.shutdownNow();
    }

    private static Message message(String id, String stream, long position) {
        return new Message(id, "demo", "crm", stream, "invoice.paid", position, NOW, "{}", 0, List.of());
    }

    private static Endpoint endpoint(String secret, @Nullable String previous) {
        return new Endpoint(
                "demo", "crm", "https://hooks.example.com", Set.of("*"), true, secret, previous, null, null);
    }

    private Lane claimed() {
        return queue.claim(Set.of()).orElseThrow();
    }

    private List<String> waiting(Lane lane) {
        return queue.pending(lane, 10).stream().map(Message::id).toList();
    }

    private void delivered(Lane lane) {
        Attempt attempt = new Attempt(NOW, 204, null, 1, null);
        queue.pending(lane, 10)
                .forEach(each -> queue.attempted(each, attempt, WebhookMessageStatus.DELIVERED, 1, null));
    }

    @Test
    void aMessageThatIsQueuedAgainAfterACrashIsOne() {
        queue.add(message("msg_2", "demo/invoice/1", 2));
        queue.add(message("msg_1", "demo/invoice/1", 1));
        queue.add(message("msg_2", "demo/invoice/1", 2));

        assertThat(waiting(claimed())).containsExactly("msg_1", "msg_2");
    }

    @Test
    void oneThatWasDeliveredIsNotQueuedByItsEventAgainButByWhoAsks() {
        queue.add(message("msg_1", "demo/invoice/1", 1));
        delivered(claimed());
        queue.add(message("msg_1", "demo/invoice/1", 1));
        system = system.plus(Duration.ofMinutes(2));
        Lane lane = claimed();
        assertThat(waiting(lane)).isEmpty();

        assertThat(queue.again("demo", "crm", "msg_1")).isTrue();
        assertThat(queue.again("demo", "other", "msg_1")).isFalse();
        assertThat(queue.again("other", "crm", "msg_1")).isFalse();
        assertThat(waiting(lane)).containsExactly("msg_1");
    }

    @Test
    void aLaneIsClaimedByOneUntilItsClaimHasRunOut() {
        queue.add(message("msg_1", "demo/invoice/1", 1));
        claimed();

        assertThat(queue.claim(Set.of())).isEmpty();
        system = system.plus(Duration.ofMinutes(2));
        assertThat(waiting(claimed())).containsExactly("msg_1");
    }

    @Test
    void aLaneOfABusyEndpointIsLeft() {
        queue.add(message("msg_1", "demo/invoice/1", 1));

        assertThat(queue.claim(Set.of("demo/crm"))).isEmpty();
        assertThat(queue.claim(Set.of("demo/other"))).isPresent();
    }

    @Test
    void whatComesWhileALaneIsWorkedOnIsNotForgotten() {
        queue.add(message("msg_1", "demo/invoice/1", 1));
        Lane lane = claimed();
        delivered(lane);
        queue.again("demo", "crm", "msg_1");
        queue.finish(lane);

        Lane next = claimed();
        assertThat(waiting(next)).containsExactly("msg_1");
        delivered(next);
        queue.finish(next);
        assertThat(queue.claim(Set.of())).isEmpty();
    }

    @Test
    void aLaneThatWaitsGoesOnWaitingWhenMoreComesUnlessSomebodyAsks() {
        queue.add(message("msg_1", "demo/invoice/1", 1));
        queue.release(claimed(), NOW.plusSeconds(60));

        queue.add(message("msg_2", "demo/invoice/1", 2));
        assertThat(queue.claim(Set.of())).isEmpty();
        queue.again("demo", "crm", "msg_2");
        assertThat(waiting(claimed())).containsExactly("msg_1", "msg_2");
    }

    @Test
    void theSecretBeforeStaysTheOneBeforeWhenItIsToldTwice() {
        queue.registered(endpoint("old", null), 0);
        queue.rotated("demo", "crm", "new", NOW.plusSeconds(1), 1);
        queue.rotated("demo", "crm", "new", NOW.plusSeconds(1), 1);

        Optional<Endpoint> known = queue.endpoint("demo", "crm");
        assertThat(known.map(Endpoint::sealedSecret)).contains("new");
        assertThat(known.map(Endpoint::previousSealedSecret)).contains("old");
        assertThat(known.map(Endpoint::previousUntil)).contains(NOW.plusSeconds(1));
    }

    @Test
    void whatWaitsForAnEndpointThatIsDisabledIsDiscardedAndOneThatIsRemovedLeavesNothing() {
        queue.registered(endpoint("old", null), 0);
        queue.add(message("msg_1", "demo/invoice/1", 1));
        queue.disabled("demo", "crm", "GONE", 1);

        assertThat(queue.claim(Set.of())).isEmpty();
        assertThat(queue.again("demo", "crm", "msg_1")).isTrue();
        queue.removed("demo", "crm");
        assertThat(queue.claim(Set.of())).isEmpty();
        assertThat(queue.again("demo", "crm", "msg_1")).isFalse();
        assertThat(queue.endpoints()).isEmpty();
    }

    @Test
    void keepsTheLatestAttemptsAlone() {
        queue.add(message("msg_1", "demo/invoice/1", 1));
        Lane lane = claimed();
        for (int i = 0; i < 25; i++) {
            Message waiting = queue.pending(lane, 1).getFirst();
            queue.attempted(waiting, new Attempt(NOW, 500, null, i, null), WebhookMessageStatus.PENDING, i + 1, NOW);
        }

        assertThat(queue.pending(lane, 1).getFirst().attempts())
                .hasSize(20)
                .extracting(Attempt::durationMillis)
                .startsWith(5L)
                .endsWith(24L);
    }
}
