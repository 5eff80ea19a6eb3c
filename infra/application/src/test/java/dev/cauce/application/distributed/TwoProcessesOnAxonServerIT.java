package dev.cauce.application.distributed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cauce.application.OnAxonServer;
import dev.cauce.application.RealAxonServer;
import dev.cauce.application.crash.ServerProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes with different roles over one Axon Server and one document store: one handles commands and drives
 * processes, others keep views. Whoever is asked, the right one does it; and whoever dies, the others go on.
 */
@OnAxonServer
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(600)
class TwoProcessesOnAxonServerIT {

    private static final String TENANT = "two-" + UUID.randomUUID().toString().substring(0, 8);
    private static final int READ_AT_ONCE = 20;
    /** Of both logs, whatever the time that the server is away. */
    private static final int MOST_LINES = 60;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    static Path folder;

    private SharedSurroundings shared;
    private ServerProcess commanding;
    private ServerProcess viewing;
    private ServerProcess spare;
    private Caller atCommanding;
    private Caller atViewing;
    private Caller atSpare;

    @BeforeAll
    void begin() throws Exception {
        shared = new SharedSurroundings(folder);
        commanding = shared.process("commanding", "command,saga");
        viewing = shared.process("viewing", "query,ml");
        spare = shared.process("spare", "query");
        String token = shared.administrator(TENANT);
        atCommanding = new Caller(commanding, token);
        atViewing = new Caller(viewing, token);
        atSpare = new Caller(spare, token);
        commanding.start();
        viewing.start();
        commanding.awaitReady();
        viewing.awaitReady();
    }

    @AfterAll
    void end() {
        atCommanding.close();
        atViewing.close();
        atSpare.close();
        shared.close();
    }

    @Test
    @Order(1)
    void aCommandIsHandledByTheProcessThatHandlesCommands() {
        Caller.Answer answer = atViewing.register("handled", "IMPORT");

        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(atCommanding.handled("RegisterAccount")).isEqualTo(1);
        assertThat(atViewing.handled("RegisterAccount")).isZero();
    }

    @Test
    @Order(2)
    void whatWasWrittenAtOneIsReadAtTheOther() {
        for (int number = 0; number < READ_AT_ONCE; number++) {
            Caller writer = number % 2 == 0 ? atCommanding : atViewing;
            Caller reader = number % 2 == 0 ? atViewing : atCommanding;
            assertThatItIsReadAtOnce(writer, reader, "read-" + number);
        }
    }

    private static void assertThatItIsReadAtOnce(Caller writer, Caller reader, String accountId) {
        Caller.Answer written = writer.register(accountId, "IMPORT");
        assertThat(written.status()).as(written.body()).isEqualTo(201);
        Caller.Answer read = reader.get("/v1/accounts/" + accountId, written.position());
        assertThat(read.status()).as(read.body()).isEqualTo(200);
    }

    @Test
    @Order(3)
    void aProcessDrivesWhatIsShownInTheOther() {
        atViewing.register("welcomed", "SIGN_UP");

        atViewing.await(() -> atViewing.get("/v1/accounts/welcomed/onboarding"));
    }

    @Test
    @Order(4)
    void aLiveStreamShowsWhatACommandOfTheOtherChanged() {
        atViewing.watch(
                "/v1/accounts/stream",
                () -> assertThat(atCommanding.register("streamed", "IMPORT").status())
                        .isEqualTo(201),
                "\"streamed\"");
    }

    @Test
    @Order(5)
    void aLiveStreamShowsWhatAnotherProcessProjects() {
        spare.start();
        spare.awaitReady();

        atSpare.watch(
                "/v1/accounts/stream",
                () -> assertThat(atCommanding
                                .register("streamed-across", "IMPORT")
                                .status())
                        .isEqualTo(201),
                "\"streamed-across\"");
        for (int number = 0; number < READ_AT_ONCE; number++) {
            assertThatItIsReadAtOnce(atCommanding, number % 2 == 0 ? atSpare : atViewing, "read-by-either-" + number);
        }
    }

    @Test
    @Order(6)
    void theSurvivorGoesOnWithTheViewsOfOneThatWasKilled() {
        viewing.kill();
        long killed = System.nanoTime();

        atSpare.watch(
                "/v1/accounts/stream",
                () -> {
                    Caller.Answer written = atCommanding.register("survived", "IMPORT");
                    assertThat(written.status()).as(written.body()).isEqualTo(201);
                    atSpare.await(() -> atSpare.get("/v1/accounts/survived", written.position()));
                },
                "\"survived\"");
        System.out.printf(
                "a killed process's segments were claimed, and its view went on, after %d ms%n", since(killed));
        assertThatItIsReadAtOnce(atCommanding, atSpare, "survived-again");
    }

    @Test
    @Order(7)
    void aCommandThatNobodyHandlesIsForLater() {
        commanding.kill();

        Caller.Answer refused = atSpare.register("later", "IMPORT");

        assertThat(refused.status()).as(refused.body()).isEqualTo(503);
        assertThat(refused.code()).isEqualTo("UNAVAILABLE");
        assertThat(refused.retryAfter()).isNotEmpty();
        commanding.start();
        commanding.awaitReady();
        Caller.Answer written = atSpare.await(() -> atSpare.register("later", "IMPORT"));
        assertThat(written.status()).as(written.body()).isEqualTo(201);
        assertThatItIsReadAtOnce(atSpare, atCommanding, "after-later");
    }

    @Test
    @Order(8)
    void theyComeBackByThemselvesWhenTheServerDoes() throws Exception {
        Assumptions.assumeTrue(
                RealAxonServer.canRestart(), "Not run: say how the server is restarted with " + RealAxonServer.RESTART);
        int before = atCommanding.troubles().size() + atSpare.troubles().size();
        Process restart = RealAxonServer.restart();
        int refused = 0;
        for (int number = 0; restart.isAlive(); number++) {
            Caller.Answer answer = atSpare.register("meanwhile-" + number, "IMPORT");
            if (answer.status() != 201) {
                assertThat(answer.status()).as(answer.body()).isEqualTo(503);
                assertThat(answer.code()).isEqualTo("UNAVAILABLE");
                refused++;
            }
        }
        long back = System.nanoTime();
        assertThat(restart.waitFor()).isZero();
        assertThat(refused).isPositive();

        atSpare.await(() -> atSpare.register("back", "IMPORT"));
        long commands = since(back);
        Caller.Answer written = atCommanding.await(() -> atCommanding.register("back-again", "IMPORT"));
        atSpare.await(() -> atSpare.get("/v1/accounts/back-again", written.position()));
        long views = since(back);
        atSpare.register("welcomed-back", "SIGN_UP");
        atSpare.await(() -> atSpare.get("/v1/accounts/welcomed-back/onboarding"));
        int lines = atCommanding.troubles().size() + atSpare.troubles().size() - before;
        System.out.printf(
                "server restarted: %d requests refused meanwhile; after it was back commands went through in %d ms, views in"
                        + " %d ms, processes in %d ms; %d lines of trouble in both logs%n",
                refused, commands, views, since(back), lines);
        assertThat(lines).isLessThan(MOST_LINES);
        assertThatItIsReadAtOnce(atCommanding, atSpare, "back-for-good");
    }

    private static long since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos).toMillis();
    }
}
