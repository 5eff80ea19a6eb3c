package dev.cauce.application.crash;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * The real application in a process of its own renews subscriptions, charges cards and dunns those that decline, while
 * days of business time pass in each second; it is killed at random moments in between and started again on the same
 * folder. Nobody may be charged twice, by the gateway's own ledger; nobody may be forgotten; and no invoice number may
 * be lost or there twice, across the end of a year.
 *
 * <p>{@code -Dcauce.crash.kills=100} for more, {@code -Dcauce.crash.seed=…} to repeat a run's choices.
 */
class BillingCrashProof {

    private static final int KILLS = Integer.getInteger("cauce.crash.kills", 8);
    private static final long SEED = Long.getLong("cauce.crash.seed", System.nanoTime());
    private static final Instant BEGIN = Instant.parse("2026-11-28T09:30:00Z");
    private static final Duration EACH_SECOND = Duration.ofDays(6);
    private static final Duration BETWEEN_GROUPS = Duration.ofDays(4);
    private static final int GROUPS = 6;
    private static final int SHORTEST_RUN_MILLIS = 200;
    private static final int LONGEST_RUN_MILLIS = 3_000;
    private static final int KILLED_WHILE_STARTING = 5;
    private static final int STARTING_MILLIS = 6_000;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** What the cards of a group do from the first renewal on; nothing is a card that always pays. */
    private static final List<String> CARDS = List.of(
            "",
            "",
            "tok_success_after_2",
            "tok_decline_insufficient_funds",
            "tok_timeout_success",
            "tok_timeout_decline",
            "tok_decline_expired_card",
            "tok_advice_25");

    private final Random random = new Random(SEED);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    private ServerProcess server;
    private ApiClient api;
    private PacedTime time;
    private int keys;

    @BeforeEach
    void prepare() {
        if (LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME) instanceof Logger root) {
            root.setLevel(Level.WARN);
        }
        time = new PacedTime(folder, BEGIN, EACH_SECOND);
        server = new ServerProcess(
                folder.resolve("home"),
                folder.resolve("output"),
                List.of("--" + ProvenSurroundings.FOLDER + "=" + folder, "--cauce.deadlines.pause=20ms"));
        api = new ApiClient(server);
    }

    @AfterEach
    void end() {
        api.close();
        server.close();
        time.close();
    }

    @Test
    void nobodyIsChargedTwiceAndNobodyIsForgotten() throws IOException {
        System.out.println("cauce.crash.seed=" + SEED + ", kills " + KILLS);
        long began = System.nanoTime();
        server.start();
        server.awaitReady();
        command("/v1/plans", """
                {"planId":"basic","name":"Basic","trialDays":0,
                 "prices":[{"currency":"EUR","interval":"MONTH","amountMinor":4900}]}""");
        for (int group = 0; group < GROUPS; group++) {
            signUp(group);
            time.step(BETWEEN_GROUPS);
            awaitThatTimeIsSeen();
        }
        for (int kill = 1; kill <= KILLS; kill++) {
            time.pass();
            pause(SHORTEST_RUN_MILLIS + random.nextInt(LONGEST_RUN_MILLIS));
            server.kill();
            time.stand();
            new DeadFolder(server.home()).assertThatItIsSound();
            if (random.nextInt(KILLED_WHILE_STARTING) == 0) {
                server.start();
                pause(random.nextInt(STARTING_MILLIS));
                server.kill();
            }
            server.start();
            server.awaitReady();
        }

        BilledHistory history = awaitThatNobodyIsForgotten();

        System.out.printf(
                "%d kills in %d s, until %s: %s%n",
                KILLS, Duration.ofNanos(System.nanoTime() - began).toSeconds(), time.now(), history);
        history.assertThatEachPeriodIsThereOnce();
        history.assertThatNoInvoiceIsLost();
        history.assertThatNobodyIsChargedTwice(GatewayLedger.read(ProvenSurroundings.chargeFile(folder)));
        assertThat(history.subscriptions()).isEqualTo(GROUPS * CARDS.size());
        for (String invoice : history.openCases()) {
            assertThatSomethingIsPending(invoice);
        }
        new Views(server, api).assertThatEachEqualsItsReplay("billing");
    }

    /** Customers who pay their first month, and the cards by which they will try to pay the next ones. */
    private void signUp(int group) throws IOException {
        for (int card = 0; card < CARDS.size(); card++) {
            String id = "c" + group + "-" + card;
            command("/v1/accounts", Work.account(id, "IMPORT", ""));
            addCard(id, "good", "tok_success");
            command("/v1/accounts/" + id + "/subscriptions", """
                    {"subscriptionId":"%s","planId":"basic","currency":"EUR","interval":"MONTH","start":"PAID"}""".formatted(id));
        }
        for (int card = 0; card < CARDS.size(); card++) {
            String id = "c" + group + "-" + card;
            await("/v1/subscriptions/" + id, "status", "ACTIVE");
            if (!CARDS.get(card).isEmpty()) {
                addCard(id, "later", CARDS.get(card));
                command("/v1/accounts/" + id + "/payment-methods/later/default", "");
                command("/v1/accounts/" + id + "/payment-methods/good/removal", "");
            }
        }
    }

    private void addCard(String account, String method, String token) throws IOException {
        command("/v1/accounts/" + account + "/payment-methods", """
                {"paymentMethodId":"%s","gatewayToken":"%s.%s","cardFingerprint":"fp-%s-%s","brand":"MASTERCARD",
                 "lastFour":"4242","expiryMonth":12,"expiryYear":2090}""".formatted(method, token, account, account, method));
    }

    private void command(String path, String body) throws IOException {
        HttpResponse<String> answer = api.post(path, "billing-" + keys++, body);
        assertThat(answer.statusCode()).as(path + " " + answer.body()).isBetween(200, 299);
    }

    private void await(String path, String field, String value) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        JsonNode found = read(path);
        while (!found.path(field).asString("").equals(value)) {
            assertThat(System.nanoTime()).as("%s is %s", path, found).isLessThan(deadline);
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
            found = read(path);
        }
    }

    /** What is begun before the process has noticed the step would be days old when it does. */
    private void awaitThatTimeIsSeen() throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Path seen = ProvenSurroundings.seenFile(folder);
        while (!Files.exists(seen) || !Files.readString(seen).equals(time.now().toString())) {
            assertThat(System.nanoTime()).as("the process stays at its time").isLessThan(deadline);
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
    }

    private JsonNode read(String path) throws IOException {
        return ApiClient.JSON.readTree(api.get(path).body());
    }

    /** A deadline that a killed process had claimed is free again after a minute; then everything is caught up. */
    private BilledHistory awaitThatNobodyIsForgotten() throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Views views = new Views(server, api);
        while (true) {
            views.awaitRest();
            BilledHistory history = BilledHistory.read(api);
            List<String> left = new ArrayList<>(history.forgotten(time.now()));
            for (String invoice : history.openCases()) {
                if (isOverdue(read("/v1/dunning/cases/" + invoice))) {
                    left.add("case " + invoice);
                }
            }
            if (left.isEmpty()) {
                return history;
            }
            assertThat(System.nanoTime())
                    .as("forgotten at %s: %s", time.now(), left)
                    .isLessThan(deadline);
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
    }

    private boolean isOverdue(JsonNode open) {
        return open.path("status").asString("").equals("OPEN")
                && List.of("nextRetryAt", "nextStepAt").stream()
                        .map(next -> open.path(next).asString(""))
                        .anyMatch(next -> !next.isEmpty() && Instant.parse(next).isBefore(time.now()));
    }

    private void assertThatSomethingIsPending(String invoice) throws IOException {
        JsonNode open = read("/v1/dunning/cases/" + invoice);
        assertThat(open.path("nextStepAt").asString("")).as("the case %s", open).isNotEmpty();
    }

    private static void pause(long millis) {
        long until = System.nanoTime() + Duration.ofMillis(millis).toNanos();
        for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
