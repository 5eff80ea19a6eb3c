package dev.cauce.adapters.keyring;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.account.AccountRegistered;
import dev.cauce.contracts.account.Attributes;
import dev.cauce.contracts.account.Origin;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.messaging.CauceJson;
import dev.cauce.platform.personaldata.PersonalDataSerializer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntConsumer;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;

/** Prints how fast the keyring and the encryption are here: {@code KeyringMeasurement FOLDER}. */
final class KeyringMeasurement {

    private static final TenantId ACME = new TenantId("acme");

    private KeyringMeasurement() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createTempDirectory(Path.of(arguments[0]), "keyring");
        try (Keyring keyring = Keyring.embedded(folder)) {
            for (int threads : new int[] {1, 16, 64, 256, 64}) {
                create(keyring, threads);
            }
            keyring.getOrCreate(ACME, "one");
            System.out.printf("find, cached: %.0f ns%n", nanos(5_000_000, _ -> keyring.find(ACME, "one")));
            destroy(keyring);
            serialize(keyring);
        }
    }

    private static void create(Keyring keyring, int threads) {
        int each = Math.max(300, 40_000 / threads);
        String run = "r" + System.nanoTime() + "-";
        long start = System.nanoTime();
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            for (int t = 0; t < threads; t++) {
                String prefix = run + t + "-";
                pool.execute(() -> {
                    for (int i = 0; i < (threads == 1 ? 2000 : each); i++) {
                        keyring.getOrCreate(ACME, prefix + i);
                    }
                });
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        int made = threads == 1 ? 2000 : each * threads;
        System.out.printf("getOrCreate of new subjects, %d threads: %.0f/s%n", threads, made / seconds);
    }

    private static void destroy(Keyring keyring) {
        long[] micros = new long[50];
        for (int i = 0; i < micros.length; i++) {
            keyring.getOrCreate(ACME, "gone-" + i);
            long start = System.nanoTime();
            keyring.destroy(ACME, "gone-" + i, Instant.EPOCH);
            micros[i] = (System.nanoTime() - start) / 1000;
        }
        Arrays.sort(micros);
        System.out.printf("destroy: p50 %.1f ms, max %.1f ms%n", micros[25] / 1e3, micros[49] / 1e3);
    }

    private static void serialize(Keyring keyring) {
        AccountRegistered event = new AccountRegistered(
                ACME,
                new AccountId("a-1"),
                "Analytical Engines Ltd",
                "Ada Lovelace",
                "ada@example.invalid",
                "GqkA0Vn2ZyVt1p0u7Jx5xw3P9y8F6bS4cD2eR1tY0uI",
                "Europe/London",
                "GB",
                Origin.values()[0],
                Instant.EPOCH,
                Attributes.of(Map.of("contract", "Month-to-month", "payment", "card", "seats", "12", "tech", "fibre")));
        Jackson3Serializer plain = CauceJson.serializer();
        Serializer encrypted = new PersonalDataSerializer(plain, keyring);
        for (int round = 0; round < 2; round++) {
            for (Serializer each : new Serializer[] {plain, encrypted}) {
                SerializedObject<byte[]> stored = each.serialize(event, byte[].class);
                System.out.printf(
                        "%s, 4 personal fields: write %.1f µs, read %.1f µs, %d bytes%n",
                        each.getClass().getSimpleName(),
                        nanos(200_000, _ -> each.serialize(event, byte[].class)) / 1e3,
                        nanos(200_000, _ -> each.deserialize(stored)) / 1e3,
                        stored.getData().length);
            }
        }
    }

    /** Processor time of this thread for one action, so that a busy machine does not count. */
    private static double nanos(int times, IntConsumer action) {
        for (int i = 0; i < times; i++) {
            action.accept(i);
        }
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        for (int i = 0; i < times; i++) {
            action.accept(i);
        }
        return (double) (threads.getCurrentThreadCpuTime() - start) / times;
    }
}
