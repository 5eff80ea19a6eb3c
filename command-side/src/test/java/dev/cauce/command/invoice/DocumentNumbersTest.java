package dev.cauce.command.invoice;

import static dev.cauce.command.Fixtures.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cauce.command.Fixtures;
import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.invoice.DraftInvoice;
import dev.cauce.contracts.invoice.FinaliseInvoice;
import dev.cauce.contracts.invoice.InvoiceFinalised;
import dev.cauce.contracts.invoice.InvoiceId;
import dev.cauce.contracts.invoice.NumberDrawn;
import dev.cauce.contracts.invoice.SetInvoicingTerms;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.contracts.subscription.ChargeReason;
import dev.cauce.contracts.subscription.SubscriptionId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class DocumentNumbersTest {

    private static final AccountId ACCOUNT = new AccountId("acc-1");
    private static final int MANY = 200;

    private final RefusingEngine engine = new RefusingEngine(false);

    private static InvoiceId invoice(int index) {
        return new InvoiceId("inv-" + index);
    }

    private static void draft(InvoicingWorld world, int index) {
        assertThat(world.send(new DraftInvoice(
                        TENANT,
                        invoice(index),
                        ACCOUNT,
                        new SubscriptionId("sub-1"),
                        ChargeReason.RENEWAL,
                        "EUR",
                        List.of(InvoicingWorld.line("l-1", 100)))))
                .isNull();
    }

    @Test
    void manyAtOnceInOneProcessTakeTurns() throws Exception {
        try (InvoicingWorld world = new InvoicingWorld(engine)) {
            world.register(ACCOUNT, null);
            IntStream.range(0, MANY).forEach(index -> draft(world, index));

            assertThat(finaliseAtOnce(List.of(world)))
                    .as("races that were lost")
                    .isZero();

            assertThat(ordinals(List.of(world)))
                    .containsExactlyInAnyOrderElementsOf(
                            LongStream.rangeClosed(1, MANY).boxed().toList());
            assertThat(numbers(List.of(world))).doesNotHaveDuplicates().contains("INV-2026-000001", "INV-2026-000200");
        }
    }

    /**
     * Their turns end while the appends of those before them are still being written, and some of these come to
     * nothing.
     */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 30})
    void manyAtOnceBehindOneAnotherInLineLeaveNeitherHoleNorDouble(int lost) throws Exception {
        RefusingEngine telling = new RefusingEngine(true);
        try (InvoicingWorld world = new InvoicingWorld(telling)) {
            world.register(ACCOUNT, null);
            IntStream.range(0, MANY).forEach(index -> draft(world, index));
            telling.lose(lost);

            finaliseAtOnce(List.of(world));

            assertThat(telling.readEvents("acme/invoice-numbers/2026")
                            .asStream()
                            .map(event -> ((NumberDrawn) event.getPayload()).ordinal()))
                    .containsExactlyInAnyOrderElementsOf(
                            LongStream.rangeClosed(1, MANY).boxed().toList());
        }
    }

    /** Else, when it came to nothing, the store would let the series begin with the second one. */
    @Test
    void theFirstNumberOfASeriesIsWaitedFor() throws Exception {
        RefusingEngine telling = new RefusingEngine(true);
        try (InvoicingWorld world = new InvoicingWorld(telling)) {
            world.register(ACCOUNT, null);
            draft(world, 0);
            draft(world, 1);
            telling.lose(1);
            telling.hold();
            Thread first = Thread.ofPlatform().start(() -> world.send(new FinaliseInvoice(TENANT, invoice(0))));
            telling.awaitInLine(1);
            Thread second = Thread.ofPlatform().start(() -> world.send(new FinaliseInvoice(TENANT, invoice(1))));
            while (!Set.of(Thread.State.WAITING, Thread.State.TIMED_WAITING).contains(second.getState())) {
                Thread.onSpinWait();
            }

            telling.release();
            first.join();
            second.join();

            assertThat(telling.readEvents("acme/invoice-numbers/2026")
                            .asStream()
                            .map(event -> ((NumberDrawn) event.getPayload()).ordinal()))
                    .containsExactly(1L);
        }
    }

    @Test
    void oneWriteServesManyNumbersThatStandInLine() throws Exception {
        RefusingEngine telling = new RefusingEngine(true);
        try (InvoicingWorld world = new InvoicingWorld(telling)) {
            world.register(ACCOUNT, null);
            IntStream.range(0, 5).forEach(index -> draft(world, index));
            world.send(new FinaliseInvoice(TENANT, invoice(0)));
            telling.hold();
            List<Thread> threads = IntStream.range(1, 5)
                    .mapToObj(index ->
                            Thread.ofPlatform().start(() -> world.send(new FinaliseInvoice(TENANT, invoice(index)))))
                    .toList();

            // All of them are there before one is written.
            telling.awaitInLine(4);
            telling.release();
            for (Thread thread : threads) {
                thread.join();
            }

            assertThat(numbers(List.of(world))).hasSize(5).doesNotHaveDuplicates();
        }
    }

    @Test
    void manyAtOnceInTwoProcessesLeaveNeitherHoleNorDouble() throws Exception {
        try (InvoicingWorld one = new InvoicingWorld(engine);
                InvoicingWorld other = new InvoicingWorld(engine)) {
            one.register(ACCOUNT, null);
            IntStream.range(0, MANY).forEach(index -> draft(one, index));

            finaliseAtOnce(List.of(one, other));

            assertThat(ordinals(List.of(one, other)))
                    .containsExactlyInAnyOrderElementsOf(
                            LongStream.rangeClosed(1, MANY).boxed().toList());
            assertThat(numbers(List.of(one, other))).hasSize(MANY).doesNotHaveDuplicates();
        }
    }

    /** Tries again whoever lost a race, as the senders of commands do; says how often that was. */
    private static long finaliseAtOnce(List<InvoicingWorld> worlds) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Long>> finalised = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
            for (int index = 0; index < MANY; index++) {
                FinaliseInvoice command = new FinaliseInvoice(TENANT, invoice(index));
                InvoicingWorld world = worlds.get(index % worlds.size());
                finalised.add(threads.submit(() -> {
                    start.await();
                    long lost = 0;
                    while (world.send(command) == ErrorCode.CONCURRENT_CHANGE) {
                        lost++;
                    }
                    return lost;
                }));
            }
            start.countDown();
        }
        long lost = 0;
        for (Future<Long> one : finalised) {
            lost += one.get();
        }
        return lost;
    }

    private static List<Long> ordinals(List<InvoicingWorld> worlds) {
        return worlds.stream()
                .flatMap(world -> world.happened().stream())
                .filter(NumberDrawn.class::isInstance)
                .map(event -> ((NumberDrawn) event).ordinal())
                .toList();
    }

    private static List<String> numbers(List<InvoicingWorld> worlds) {
        return worlds.stream()
                .flatMap(world -> world.happened().stream())
                .filter(InvoiceFinalised.class::isInstance)
                .map(event -> ((InvoiceFinalised) event).number())
                .toList();
    }

    @Test
    void theYearIsThatOfTheTenantsTimeZone() {
        try (InvoicingWorld world = new InvoicingWorld(engine)) {
            world.register(ACCOUNT, null);
            world.send(new SetInvoicingTerms(TENANT, "Pacific/Kiritimati", 14, List.of()));
            // That zone is 14 hours ahead: there the year begins at ten in the morning of UTC.
            world.pass(Duration.between(Fixtures.NOW, Instant.parse("2026-12-31T09:59:59Z")));
            draft(world, 0);
            world.send(new FinaliseInvoice(TENANT, invoice(0)));
            world.pass(Duration.ofSeconds(1));
            draft(world, 1);
            world.send(new FinaliseInvoice(TENANT, invoice(1)));

            assertThat(numbers(List.of(world))).containsExactly("INV-2026-000001", "INV-2027-000001");
        }
    }

    @Test
    void aNumberThatWasNotStoredIsDrawnAgain() {
        try (InvoicingWorld world = new InvoicingWorld(engine)) {
            world.register(ACCOUNT, null);
            draft(world, 0);
            draft(world, 1);

            engine.lose(1);
            assertThat(world.send(new FinaliseInvoice(TENANT, invoice(0)))).isEqualTo(ErrorCode.CONCURRENT_CHANGE);
            assertThat(world.send(new FinaliseInvoice(TENANT, invoice(1)))).isNull();
            assertThat(world.send(new FinaliseInvoice(TENANT, invoice(0)))).isNull();

            assertThat(stored("acme/invoice-numbers/2026")).containsExactly("inv-1", "inv-0");
        }
    }

    private List<String> stored(String stream) {
        return engine.readEvents(stream)
                .asStream()
                .map(event -> ((NumberDrawn) event.getPayload()).documentId())
                .toList();
    }
}
