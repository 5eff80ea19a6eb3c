package dev.cauce.adapters.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import dev.cauce.adapters.mail.Outbox.Kept;
import dev.cauce.sagas.onboarding.effects.MailPort.Mail;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.MongoTemplate;

class OutboxTest {

    private static final Instant BEGIN = Instant.parse("2026-06-15T12:00:00Z");

    private final MongoServer server = new MongoServer(new MemoryBackend());
    private final MongoClient client = MongoClients.create(server.bindAndGetConnectionString());
    private final Ticking clock = new Ticking();
    private final Outbox outbox = new Outbox(new MongoTemplate(client, "cauce"), clock);

    @AfterEach
    void stop() {
        client.close();
        server.shutdownNow();
    }

    @Test
    void keepsAMailAsItWasHandedOver() {
        outbox.send(new Mail("welcome", "demo", "demo/acme", "ann@acme.example", "Welcome, Zoë", "Hello\nZoë"));

        assertThat(all("demo", null, 10))
                .containsExactly(new Kept(
                        "demo/welcome",
                        "welcome",
                        "demo",
                        "demo/acme",
                        "ann@acme.example",
                        "Welcome, Zoë",
                        "Hello\nZoë",
                        BEGIN.plusSeconds(1)));
    }

    @Test
    void keepsAMailOnceThatIsHandedOverAgain() {
        outbox.send(mail("demo", "welcome", "acme"));
        outbox.send(mail("demo", "nudge", "acme"));

        outbox.send(mail("demo", "welcome", "acme"));

        assertThat(all("demo", null, 10)).extracting(Kept::mailId).containsExactly("welcome", "nudge");
    }

    @Test
    void keepsMailsOfTwoTenantsApartThoughTheirIdsAreAlike() {
        outbox.send(mail("demo", "welcome", "acme"));
        outbox.send(mail("other", "welcome", "acme"));

        assertThat(all("demo", null, 10)).extracting(Kept::tenantId).containsExactly("demo");
        assertThat(all("other", null, 10)).extracting(Kept::tenantId).containsExactly("other");
    }

    @Test
    void listsTheNewestFirstPageByPage() {
        for (int number = 0; number < 7; number++) {
            outbox.send(mail("demo", "m-" + number, "acme"));
        }

        assertThat(all("demo", null, 3))
                .extracting(Kept::mailId)
                .containsExactly("m-6", "m-5", "m-4", "m-3", "m-2", "m-1", "m-0");
        assertThat(outbox.list("demo", null, null, 3).items()).hasSize(3);
        assertThat(outbox.list("demo", null, null, 7).nextCursor()).isNull();
    }

    @Test
    void listsMailsOfOneMomentEachOnce() {
        clock.stopped = true;
        for (int number = 0; number < 5; number++) {
            outbox.send(mail("demo", "m-" + number, "acme"));
        }

        assertThat(all("demo", null, 2))
                .extracting(Kept::mailId)
                .containsExactlyInAnyOrder("m-0", "m-1", "m-2", "m-3", "m-4");
    }

    @Test
    void listsTheMailsToOneAddress() {
        outbox.send(mail("demo", "a", "acme"));
        outbox.send(mail("demo", "b", "bold"));
        outbox.send(mail("demo", "c", "acme"));
        outbox.send(mail("other", "d", "acme"));

        assertThat(all("demo", "acme@example.invalid", 1))
                .extracting(Kept::mailId)
                .containsExactly("c", "a");
        assertThat(all("demo", "nobody@example.invalid", 1)).isEmpty();
    }

    @Test
    void forgetsTheMailsToAnErasedPersonAlone() {
        outbox.send(mail("demo", "a", "acme"));
        outbox.send(mail("demo", "b", "bold"));
        outbox.send(mail("demo", "c", "acme"));
        outbox.send(mail("other", "d", "acme"));

        outbox.forget("demo/acme");

        assertThat(all("demo", null, 10)).extracting(Kept::mailId).containsExactly("b");
        assertThat(all("other", null, 10)).extracting(Kept::mailId).containsExactly("d");
    }

    private static Mail mail(String tenant, String id, String account) {
        return new Mail(id, tenant, tenant + "/" + account, account + "@example.invalid", "Subject", "Body");
    }

    private List<Kept> all(String tenant, @Nullable String to, int limit) {
        List<Kept> all = new ArrayList<>();
        @Nullable String cursor = null;
        do {
            Outbox.Page page = outbox.list(tenant, to, cursor, limit);
            all.addAll(page.items());
            cursor = page.nextCursor();
        } while (cursor != null);
        return all;
    }

    /** A second later each time it is read, until it is stopped. */
    private static final class Ticking extends Clock {

        private Instant now = BEGIN;
        private boolean stopped;

        @Override
        public Instant instant() {
            now = stopped ? now : now.plus(Duration.ofSeconds(1));
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("the outbox asks for instants alone");
        }
    }
}
