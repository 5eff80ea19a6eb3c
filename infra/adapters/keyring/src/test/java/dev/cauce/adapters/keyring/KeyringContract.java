package dev.cauce.adapters.keyring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.personaldata.Aes256Gcm;
import dev.cauce.platform.personaldata.ErasureCertificate;
import dev.cauce.platform.personaldata.KeyedFingerprints;
import dev.cauce.platform.personaldata.KeyringFault;
import dev.cauce.platform.personaldata.KeyringFault.Reason;
import dev.cauce.platform.personaldata.WrappedKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.crypto.SecretKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a keyring does, whichever store it stands on. */
abstract class KeyringContract {

    static final TenantId ACME = new TenantId("acme");
    static final TenantId OTHER = new TenantId("other");
    static final Instant NOON = Instant.parse("2026-11-24T12:00:00.123456789Z");
    static final MasterKeys MASTER = MasterKeys.parse(base64(1));

    private final List<AutoCloseable> opened = new ArrayList<>();

    /** The records themselves, of which one at a time is open. */
    abstract KeyRecords records();

    /** The records of another, empty store of the same kind. */
    abstract KeyRecords elsewhere();

    Keyring keyring(MasterKeys masters) {
        return closing(Keyring.exclusive(records(), masters, 1000));
    }

    Keyring keyring() {
        return keyring(MASTER);
    }

    <T extends AutoCloseable> T closing(T resource) {
        opened.add(resource);
        return resource;
    }

    static String base64(int seed) {
        byte[] bytes = new byte[32];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (seed * 31 + i);
        }
        return Base64.getEncoder().encodeToString(bytes);
    }

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable each : opened.reversed()) {
            each.close();
        }
    }

    @Nested
    class Keys {

        @Test
        void belongToOneSubjectOfOneTenant() {
            Keyring keyring = keyring();

            Set<SecretKey> keys = new HashSet<>();
            for (TenantId tenant : List.of(ACME, OTHER)) {
                for (String subject : List.of("a-1", "a-2", "a/1", "a|1")) {
                    keys.add(keyring.getOrCreate(tenant, subject).orElseThrow());
                }
            }

            assertThat(keys).hasSize(8);
            assertThat(keyring.find(ACME, "a-1"))
                    .isEqualTo(keyring.getOrCreate(ACME, "a-1"))
                    .isPresent();
        }

        @Test
        void areThereAfterARestart() {
            Keyring before = keyring();
            SecretKey key = before.getOrCreate(ACME, "a-1").orElseThrow();
            before.close();

            Keyring after = keyring();

            assertThat(after.find(ACME, "a-1")).contains(key);
            assertThat(after.getOrCreate(ACME, "a-1")).contains(key);
        }

        @Test
        void areMadeOnceHoweverManyAskAtOnce() throws Exception {
            Keyring keyring = keyring();
            CountDownLatch start = new CountDownLatch(1);
            List<Future<List<Optional<SecretKey>>>> answers = new ArrayList<>();
            try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
                for (int i = 0; i < 16; i++) {
                    Callable<List<Optional<SecretKey>>> asking = () -> {
                        start.await();
                        List<Optional<SecretKey>> keys = new ArrayList<>();
                        for (int subject = 0; subject < 50; subject++) {
                            keys.add(keyring.getOrCreate(ACME, "s-" + subject));
                        }
                        return keys;
                    };
                    answers.add(threads.submit(asking));
                }
                start.countDown();
            }

            List<Optional<SecretKey>> first = answers.getFirst().get();
            assertThat(new HashSet<>(first)).hasSize(50).allMatch(Optional::isPresent);
            for (Future<List<Optional<SecretKey>>> each : answers) {
                assertThat(each.get()).isEqualTo(first);
            }
            keyring.close();
            Keyring restarted = keyring();
            for (int subject = 0; subject < 50; subject++) {
                assertThat(restarted.find(ACME, "s-" + subject)).isEqualTo(first.get(subject));
            }
        }

        @Test
        void areNotMadeUpWhereOneIsMissing() {
            Keyring keyring = keyring();

            assertThatThrownBy(() -> keyring.find(ACME, "nobody"))
                    .isInstanceOfSatisfying(
                            KeyringFault.class,
                            fault -> assertThat(fault.reason()).isEqualTo(Reason.KEY_MISSING));
        }

        @Test
        void areOnlyForNamesThatCannotBeMistaken() {
            Keyring keyring = keyring();

            for (String subject : List.of("", " ", "a b", "a\n", "ä", "\uD800", "x".repeat(257))) {
                assertThatIllegalArgumentException().isThrownBy(() -> keyring.getOrCreate(ACME, subject));
            }
            for (String tenant : List.of("", "a|b", "a/b", "x".repeat(65))) {
                assertThatIllegalArgumentException().isThrownBy(() -> keyring.getOrCreate(new TenantId(tenant), "a-1"));
            }
        }

        @Test
        void doNotOpenFromAnothersRecord() {
            KeyRecords records = records();
            Keyring keyring = closing(Keyring.exclusive(records, MASTER, 1000));
            keyring.getOrCreate(ACME, "a-1");
            byte[] stolen = records.read(RecordId.ofSubject(ACME, "a-1")).orElseThrow();
            records.write(RecordId.ofSubject(ACME, "a-2"), null, stolen);

            assertFault(Reason.RECORD_DAMAGED, () -> keyring.find(ACME, "a-2"));
        }

        @Test
        void doNotOpenFromADamagedRecord() {
            KeyRecords records = records();
            Keyring keyring = closing(Keyring.exclusive(records, MASTER, 0));
            keyring.getOrCreate(ACME, "a-1");
            RecordId id = RecordId.ofSubject(ACME, "a-1");
            keyring.destroy(ACME, "a-2", NOON);
            assertThat(keyring.verify()).isEqualTo(2);
            byte[] good = records.read(id).orElseThrow();
            byte[] standing = good;
            for (int i = 0; i < good.length; i++) {
                byte[] bad = good.clone();
                bad[i] ^= 1;
                records.write(id, standing, bad);
                standing = bad;

                assertFault(Reason.RECORD_DAMAGED, () -> keyring.find(ACME, "a-1"));
                assertFault(Reason.RECORD_DAMAGED, keyring::verify);
            }
        }
    }

    @Nested
    class Erasure {

        @Test
        void isForEver() {
            Keyring keyring = keyring();
            keyring.getOrCreate(ACME, "a-1");

            keyring.destroy(ACME, "a-1", NOON);

            assertThat(keyring.find(ACME, "a-1")).isEmpty();
            assertThat(keyring.getOrCreate(ACME, "a-1")).isEmpty();
            keyring.close();
            Keyring restarted = keyring();
            assertThat(restarted.getOrCreate(ACME, "a-1")).isEmpty();
            assertThat(restarted.find(ACME, "a-1")).isEmpty();
        }

        @Test
        void touchesNobodyElse() {
            Keyring keyring = keyring();
            Optional<SecretKey> neighbour = keyring.getOrCreate(ACME, "a-10");
            Optional<SecretKey> namesake = keyring.getOrCreate(OTHER, "a-1");
            keyring.getOrCreate(ACME, "a-1");

            keyring.destroy(ACME, "a-1", NOON);

            assertThat(keyring.find(ACME, "a-10")).isEqualTo(neighbour);
            assertThat(keyring.find(OTHER, "a-1")).isEqualTo(namesake);
        }

        @Test
        void isCertifiedOnceAndAlwaysAlike() {
            Keyring keyring = keyring();
            SecretKey key = keyring.getOrCreate(ACME, "a-1").orElseThrow();

            ErasureCertificate first = keyring.destroy(ACME, "a-1", NOON);
            ErasureCertificate second = keyring.destroy(ACME, "a-1", NOON.plusSeconds(1));

            assertThat(first)
                    .isEqualTo(new ErasureCertificate(
                            ACME,
                            "a-1",
                            NOON,
                            ErasureCertificate.fingerprintOf(key),
                            ErasureCertificate.idFor(ACME, "a-1")));
            assertThat(second).isEqualTo(first);
            assertThat(keyring.erasureOf(ACME, "a-1")).contains(first);
            keyring.close();
            assertThat(keyring().erasureOf(ACME, "a-1")).contains(first);
        }

        @Test
        void worksForASubjectThatNeverHadAKey() {
            Keyring keyring = keyring();

            ErasureCertificate certificate = keyring.destroy(ACME, "a-1", NOON);

            assertThat(certificate.keyFingerprint()).isEqualTo(ErasureCertificate.NO_KEY);
            assertThat(keyring.getOrCreate(ACME, "a-1")).isEmpty();
        }

        @Test
        void isNotClaimedOfTheLivingOrTheUnknown() {
            Keyring keyring = keyring();
            keyring.getOrCreate(ACME, "a-1");

            assertThat(keyring.erasureOf(ACME, "a-1")).isEmpty();
            assertThat(keyring.erasureOf(ACME, "nobody")).isEmpty();
        }

        @Test
        void winsAgainstAllWhoAskMeanwhile() throws Exception {
            Keyring keyring = keyring();
            CountDownLatch start = new CountDownLatch(1);
            List<Future<ErasureCertificate>> certificates = new ArrayList<>();
            try (ExecutorService threads = Executors.newFixedThreadPool(12)) {
                for (int i = 0; i < 8; i++) {
                    threads.submit(() -> {
                        start.await();
                        for (int n = 0; n < 200; n++) {
                            keyring.getOrCreate(ACME, "s-" + n % 4);
                        }
                        return true;
                    });
                }
                for (int i = 0; i < 4; i++) {
                    String subject = "s-" + i % 2;
                    Instant at = NOON.plusSeconds(i);
                    certificates.add(threads.submit(() -> {
                        start.await();
                        return keyring.destroy(ACME, subject, at);
                    }));
                }
                start.countDown();
            }

            assertThat(keyring.find(ACME, "s-0")).isEmpty();
            assertThat(keyring.find(ACME, "s-1")).isEmpty();
            assertThat(keyring.find(ACME, "s-2")).isPresent();
            assertThat(certificates.get(0).get()).isEqualTo(certificates.get(2).get());
            assertThat(certificates.get(1).get()).isEqualTo(certificates.get(3).get());
        }
    }

    @Nested
    class Rotation {

        @Test
        void ofATenantsKeyKeepsWhatTheOldOneWrapped() {
            Keyring keyring = keyring();
            SecretKey subject = keyring.getOrCreate(ACME, "a-1").orElseThrow();
            WrappedKey wrapped = keyring.wrap(ACME, "webhook", subject);

            assertThat(keyring.rotate(ACME)).isEqualTo(2);

            assertThat(keyring.currentVersion(ACME)).isEqualTo(2);
            assertThat(keyring.currentVersion(OTHER)).isEqualTo(1);
            assertThat(keyring.unwrap(ACME, "webhook", wrapped)).isEqualTo(subject);
            assertThat(keyring.wrap(ACME, "webhook", subject).version()).isEqualTo(2);
            keyring.close();
            Keyring restarted = keyring();
            assertThat(restarted.find(ACME, "a-1")).contains(subject);
            assertThat(restarted.unwrap(ACME, "webhook", wrapped)).isEqualTo(subject);
            assertThat(restarted.rotate(ACME)).isEqualTo(3);
        }

        @Test
        void byManyAtOnceLosesNoVersion() throws Exception {
            KeyRecords records = records();
            Keyring keyring = closing(Keyring.exclusive(records, MASTER, 1000));
            Keyring another = Keyring.exclusive(records, MASTER, 1000);
            SecretKey secret = Aes256Gcm.newKey();
            List<Future<List<WrappedKey>>> wraps = new ArrayList<>();
            CountDownLatch start = new CountDownLatch(1);
            try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
                for (int thread = 0; thread < 4; thread++) {
                    Keyring node = thread % 2 == 0 ? keyring : another;
                    wraps.add(threads.submit(() -> {
                        start.await();
                        List<WrappedKey> wrapped = new ArrayList<>();
                        for (int i = 0; i < 5; i++) {
                            node.rotate(ACME);
                            wrapped.add(node.wrap(ACME, "webhook", secret));
                        }
                        return wrapped;
                    }));
                }
                start.countDown();
            }

            keyring.close();
            Keyring restarted = keyring();
            assertThat(restarted.currentVersion(ACME)).isEqualTo(21);
            for (Future<List<WrappedKey>> each : wraps) {
                for (WrappedKey wrapped : each.get()) {
                    assertThat(restarted.unwrap(ACME, "webhook", wrapped)).isEqualTo(secret);
                }
            }
        }

        @Test
        void wrapsAnewWhatIsUsedAndOnDemandTheRest() {
            KeyRecords records = records();
            Keyring keyring = closing(Keyring.exclusive(records, MASTER, 0));
            List<SecretKey> keys = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                keys.add(keyring.getOrCreate(ACME, "s-" + i).orElseThrow());
            }
            keyring.destroy(ACME, "s-4", NOON);
            keyring.getOrCreate(OTHER, "s-0");
            keyring.rotate(ACME);

            keyring.find(ACME, "s-0");

            assertThat(versionOf(records, "s-0")).isEqualTo(2);
            assertThat(versionOf(records, "s-1")).isEqualTo(1);
            assertThat(keyring.rewrapAll(ACME)).isEqualTo(3);
            assertThat(keyring.rewrapAll(ACME)).isZero();
            for (int i = 0; i < 4; i++) {
                assertThat(versionOf(records, "s-" + i)).isEqualTo(2);
                assertThat(keyring.find(ACME, "s-" + i)).contains(keys.get(i));
            }
            assertThat(keyring.find(ACME, "s-4")).isEmpty();
        }

        @Test
        void dropsTheVersionsThatWrapNothingAnyMore() {
            KeyRecords records = records();
            Keyring keyring = closing(Keyring.exclusive(records, MASTER, 0));
            SecretKey one = keyring.getOrCreate(ACME, "s-1").orElseThrow();
            SecretKey two = keyring.getOrCreate(ACME, "s-2").orElseThrow();
            keyring.rotate(ACME);
            keyring.find(ACME, "s-1");
            assertThat(keyring.dropUnused(ACME)).as("s-2 still needs it").isZero();
            keyring.rotate(ACME);
            keyring.rewrapAll(ACME);

            assertThat(keyring.dropUnused(ACME)).isEqualTo(2);

            RecordId tenant = RecordId.ofTenant(ACME);
            assertThat(TenantRecord.decoded(tenant, records.read(tenant).orElseThrow())
                            .wrapping())
                    .containsOnlyKeys(3);
            assertThat(keyring.dropUnused(ACME)).isZero();
            keyring.close();
            Keyring restarted = keyring();
            assertThat(restarted.find(ACME, "s-1")).contains(one);
            assertThat(restarted.find(ACME, "s-2")).contains(two);
            assertThat(restarted.currentVersion(ACME)).isEqualTo(3);
            assertThat(restarted.rotate(ACME)).isEqualTo(4);
        }

        @Test
        void restoresABackupWhoseVersionsWereDroppedSince(@TempDir Path backups) {
            Keyring keyring = closing(Keyring.exclusive(records(), MASTER, 0));
            SecretKey key = keyring.getOrCreate(ACME, "s-1").orElseThrow();
            Path before = backups.resolve("before");
            keyring.backup(before);
            keyring.rotate(ACME);
            keyring.rewrapAll(ACME);
            keyring.dropUnused(ACME);

            keyring.restore(before);

            assertThat(keyring.find(ACME, "s-1")).contains(key);
            assertThat(keyring.currentVersion(ACME)).isEqualTo(2);
        }

        @Test
        void dropsNothingThatIsBeingWrappedMeanwhile() throws Exception {
            Keyring keyring = closing(Keyring.exclusive(records(), MASTER, 1000));
            Map<String, SecretKey> made = new ConcurrentHashMap<>();
            CountDownLatch start = new CountDownLatch(1);
            try (ExecutorService threads = Executors.newFixedThreadPool(5)) {
                List<Future<?>> all = new ArrayList<>();
                for (int thread = 0; thread < 4; thread++) {
                    String prefix = "s-" + thread + "-";
                    all.add(threads.submit(() -> {
                        start.await();
                        for (int i = 0; i < 50; i++) {
                            made.put(
                                    prefix + i,
                                    keyring.getOrCreate(ACME, prefix + i).orElseThrow());
                        }
                        return null;
                    }));
                }
                all.add(threads.submit(() -> {
                    start.await();
                    for (int i = 0; i < 20; i++) {
                        keyring.rotate(ACME);
                        keyring.rewrapAll(ACME);
                        keyring.dropUnused(ACME);
                    }
                    return null;
                }));
                start.countDown();
                for (Future<?> each : all) {
                    each.get();
                }
            }

            keyring.close();
            Keyring restarted = keyring();
            made.forEach((subject, key) ->
                    assertThat(restarted.find(ACME, subject)).as(subject).contains(key));
        }

        private int versionOf(KeyRecords records, String subject) {
            RecordId id = RecordId.ofSubject(ACME, subject);
            return ((SubjectRecord.Alive)
                            SubjectRecord.decoded(id, records.read(id).orElseThrow()))
                    .key()
                    .version();
        }

        @Test
        void neverChangesAFingerprint() {
            Keyring keyring = keyring();
            String print = new KeyedFingerprints(keyring).of(ACME, "email", "ada@example.invalid");

            keyring.rotate(ACME);

            assertThat(new KeyedFingerprints(keyring).of(ACME, "email", "ada@example.invalid"))
                    .isEqualTo(print);
            keyring.close();
            assertThat(new KeyedFingerprints(keyring(MasterKeys.parse("2:" + base64(2) + ",1:" + base64(1))))
                            .of(ACME, "email", "ada@example.invalid"))
                    .isEqualTo(print);
        }

        @Test
        void ofTheMasterKeyLetsTheOldOneGo() {
            Keyring first = keyring();
            SecretKey key = first.getOrCreate(ACME, "a-1").orElseThrow();
            first.rotate(ACME);
            first.close();

            keyring(MasterKeys.parse("2:" + base64(2) + ",1:" + base64(1))).close();

            assertThat(keyring(MasterKeys.parse("2:" + base64(2))).find(ACME, "a-1"))
                    .contains(key);
        }

        @Test
        void isNoExcuseForAWrongMasterKey() {
            Keyring first = keyring();
            first.getOrCreate(ACME, "a-1");
            first.close();

            KeyRecords records = closing(records());
            assertFault(Reason.MASTER_KEY_WRONG, () -> Keyring.exclusive(records, MasterKeys.parse(base64(3)), 1000));
            assertFault(
                    Reason.MASTER_KEY_MISSING,
                    () -> Keyring.exclusive(records, MasterKeys.parse("2:" + base64(1)), 1000));
        }
    }

    @Nested
    class WrappedKeys {

        @Test
        void openForTheirTenantAndUseAlone() {
            Keyring keyring = keyring();
            WrappedKey wrapped = keyring.wrap(ACME, "webhook", Aes256Gcm.newKey());
            keyring.wrap(OTHER, "webhook", Aes256Gcm.newKey());

            assertFault(Reason.RECORD_DAMAGED, () -> keyring.unwrap(ACME, "mail", wrapped));
            assertFault(Reason.RECORD_DAMAGED, () -> keyring.unwrap(OTHER, "webhook", wrapped));
            assertFault(
                    Reason.RECORD_DAMAGED, () -> keyring.unwrap(ACME, "webhook", new WrappedKey(7, wrapped.sealed())));
        }
    }

    @Nested
    class Prints {

        @Test
        void areAlikeForLikeValuesAndDifferByTenantPurposeAndValue() {
            KeyedFingerprints prints = new KeyedFingerprints(keyring());
            String print = prints.of(ACME, "email", "ada@example.invalid");

            assertThat(print).matches("[A-Za-z0-9_-]{43}").isEqualTo(prints.of(ACME, "email", "ada@example.invalid"));
            assertThat(Set.of(
                            print,
                            prints.of(OTHER, "email", "ada@example.invalid"),
                            prints.of(ACME, "phone", "ada@example.invalid"),
                            prints.of(ACME, "emai", "lada@example.invalid"),
                            prints.of(ACME, "email", "Ada@example.invalid")))
                    .hasSize(5);
            assertThatIllegalArgumentException().isThrownBy(() -> prints.of(ACME, "a\0b", "c"));
        }
    }

    @Nested
    class Backup {

        @Test
        void bringsEveryKeyAndErasureToAnotherStore(@TempDir Path folder) {
            Keyring keyring = keyring();
            SecretKey early = keyring.getOrCreate(ACME, "early").orElseThrow();
            keyring.rotate(ACME);
            SecretKey late = keyring.getOrCreate(ACME, "late").orElseThrow();
            SecretKey other = keyring.getOrCreate(OTHER, "early").orElseThrow();
            keyring.getOrCreate(ACME, "gone");
            ErasureCertificate certificate = keyring.destroy(ACME, "gone", NOON);

            assertThat(keyring.backup(folder.resolve("keys"))).isEqualTo(6);

            Keyring restored = closing(Keyring.exclusive(elsewhere(), MASTER, 1000));
            for (int again = 0; again < 2; again++) {
                restored.restore(folder.resolve("keys"));

                assertThat(restored.find(ACME, "early")).contains(early);
                assertThat(restored.find(ACME, "late")).contains(late);
                assertThat(restored.find(OTHER, "early")).contains(other);
                assertThat(restored.getOrCreate(ACME, "gone")).isEmpty();
                assertThat(restored.erasureOf(ACME, "gone")).contains(certificate);
                assertThat(restored.currentVersion(ACME)).isEqualTo(2);
                assertThat(restored.fingerprintKey(ACME)).isEqualTo(keyring.fingerprintKey(ACME));
            }
        }

        @Test
        void neverBringsAnErasedPersonBack(@TempDir Path folder) {
            Keyring keyring = keyring();
            keyring.getOrCreate(ACME, "a-1");
            keyring.backup(folder.resolve("keys"));
            keyring.destroy(ACME, "a-1", NOON);

            keyring.restore(folder.resolve("keys"));

            assertThat(keyring.find(ACME, "a-1")).isEmpty();
        }

        @Test
        void carriesAnErasureToWhereTheKeyStillIs(@TempDir Path folder) {
            Keyring keyring = keyring();
            keyring.getOrCreate(ACME, "a-1");
            keyring.backup(folder.resolve("before"));
            keyring.destroy(ACME, "a-1", NOON);
            keyring.backup(folder.resolve("after"));
            Keyring restored = closing(Keyring.exclusive(elsewhere(), MASTER, 1000));
            restored.restore(folder.resolve("before"));
            assertThat(restored.find(ACME, "a-1")).isPresent();

            restored.restore(folder.resolve("after"));

            assertThat(restored.find(ACME, "a-1")).isEmpty();
        }

        @Test
        void ofAnotherKeyringIsRefused(@TempDir Path folder) {
            Keyring keyring = keyring();
            SecretKey key = keyring.getOrCreate(ACME, "a-1").orElseThrow();
            keyring.backup(folder.resolve("keys"));
            Keyring another = closing(Keyring.exclusive(elsewhere(), MASTER, 1000));
            another.getOrCreate(ACME, "a-2");

            assertFault(Reason.RECORD_DAMAGED, () -> another.restore(folder.resolve("keys")));

            assertFault(Reason.KEY_MISSING, () -> another.find(ACME, "a-1"));
            assertThat(keyring.find(ACME, "a-1")).contains(key);
        }

        @Test
        void thatWasCutShortOrAlteredIsRefused(@TempDir Path folder) throws IOException {
            Keyring keyring = keyring();
            keyring.getOrCreate(ACME, "a-1");
            Path file = folder.resolve("keys");
            keyring.backup(file);
            byte[] whole = Files.readAllBytes(file);
            Keyring restored = closing(Keyring.exclusive(elsewhere(), MASTER, 1000));

            for (int length = 0; length < whole.length; length += 7) {
                Files.write(file, Arrays.copyOf(whole, length));
                assertFault(Reason.RECORD_DAMAGED, () -> restored.restore(file));
            }
            for (int i = 0; i < whole.length; i += 5) {
                byte[] altered = whole.clone();
                altered[i] ^= 4;
                Files.write(file, altered);
                assertFault(Reason.RECORD_DAMAGED, () -> restored.restore(file));
            }
            assertFault(Reason.KEY_MISSING, () -> restored.find(ACME, "a-1"));
            assertFault(Reason.STORE_UNAVAILABLE, () -> restored.restore(folder.resolve("none")));
            assertFault(Reason.STORE_UNAVAILABLE, () -> keyring.backup(file));
        }

        @Test
        void isWrittenWhileKeysAreMade(@TempDir Path folder) throws Exception {
            Keyring keyring = keyring();
            List<SecretKey> before = new ArrayList<>();
            for (int i = 0; i < 1100; i++) {
                before.add(keyring.getOrCreate(ACME, "s-" + i).orElseThrow());
            }
            try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
                for (int thread = 0; thread < 2; thread++) {
                    String prefix = "t" + thread + "-";
                    threads.submit(() -> {
                        for (int i = 0; i < 300; i++) {
                            keyring.getOrCreate(ACME, prefix + i);
                        }
                        return keyring.rotate(ACME);
                    });
                }
                keyring.backup(folder.resolve("keys"));
            }

            Keyring restored = closing(Keyring.exclusive(elsewhere(), MASTER, 1000));
            restored.restore(folder.resolve("keys"));

            for (int i = 0; i < before.size(); i++) {
                assertThat(restored.find(ACME, "s-" + i)).contains(before.get(i));
            }
        }
    }

    @Test
    void answersNothingOnceItIsClosed() {
        assertClosedRefuses();
    }

    /** What a closed keyring does; the records of a shared store may live on. */
    void assertClosedRefuses() {
        Keyring keyring = keyring();
        keyring.getOrCreate(ACME, "a-1");
        keyring.close();

        assertFault(Reason.STORE_UNAVAILABLE, () -> keyring.find(ACME, "a-1"));
        assertFault(Reason.STORE_UNAVAILABLE, () -> keyring.getOrCreate(ACME, "a-2"));
        assertFault(Reason.STORE_UNAVAILABLE, () -> keyring.destroy(ACME, "a-1", NOON));
        keyring.close();
    }

    static void assertFault(Reason reason, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        KeyringFault.class, fault -> assertThat(fault.reason()).isEqualTo(reason));
    }
}
