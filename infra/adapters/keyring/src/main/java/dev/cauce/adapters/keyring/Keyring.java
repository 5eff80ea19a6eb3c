package dev.cauce.adapters.keyring;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import com.mongodb.client.MongoDatabase;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.personaldata.Aes256Gcm;
import dev.cauce.platform.personaldata.ErasureCertificate;
import dev.cauce.platform.personaldata.KeyringFault;
import dev.cauce.platform.personaldata.KeyringFault.Reason;
import dev.cauce.platform.personaldata.SubjectKeys;
import dev.cauce.platform.personaldata.TenantKeys;
import dev.cauce.platform.personaldata.WrappedKey;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * The keys of subjects and tenants on one of two stores. Unwrapped subject keys are kept in a bounded cache; a
 * destruction on this node is seen by it at once, one on another node within {@code cacheFor}.
 */
public final class Keyring implements SubjectKeys, TenantKeys, AutoCloseable {

    /** How many subjects' keys are kept unwrapped in memory, about 200 bytes each. */
    public static final int CACHED_SUBJECTS = 100_000;

    /** After how long a node of the distributed topology notices another one's destruction at the latest. */
    public static final Duration CACHE_FOR = Duration.ofSeconds(30);

    /** What is known of a subject; without a key it is erased. */
    private record Known(@Nullable SecretKey key) {}

    private final KeyRecords records;
    private final Tenants tenants;
    private final Cache<RecordId, Known> cache;

    /**
     * Held for reading from the choice of a tenant's version until what it wraps is stored, and for writing while
     * versions that wrap nothing are dropped: else one could be dropped between the two.
     */
    private final ReadWriteLock versions = new ReentrantReadWriteLock();

    private final boolean exclusive;

    private Keyring(KeyRecords records, MasterKeys masters, Caffeine<Object, Object> limits, boolean exclusive) {
        this.exclusive = exclusive;
        this.records = records;
        this.tenants = new Tenants(records, masters);
        // Eviction is a few pointers; the common pool has better things to do, and a bound holds at once.
        this.cache = limits.executor(Runnable::run).build();
    }

    /** On records that this process alone changes. */
    static Keyring exclusive(KeyRecords records, MasterKeys masters, int cachedSubjects) {
        return new Keyring(records, masters, Caffeine.newBuilder().maximumSize(cachedSubjects), true);
    }

    /** On records that other nodes change too. */
    static Keyring shared(KeyRecords records, MasterKeys masters, Duration cacheFor, Ticker ticker) {
        return new Keyring(
                records,
                masters,
                Caffeine.newBuilder()
                        .maximumSize(CACHED_SUBJECTS)
                        .ticker(ticker)
                        .expireAfterWrite(cacheFor),
                false);
    }

    /**
     * Opens or makes the keyring in this folder, of which one process at a time can have one open. Its master key is
     * the file {@code master.key} in the folder, made at the first start; keep a copy of it elsewhere.
     */
    public static Keyring embedded(Path folder) {
        return RocksKeyRecords.open(folder, null);
    }

    /** Opens or makes the keyring in this folder, with a master key that is kept elsewhere. */
    public static Keyring embedded(Path folder, MasterKeys masters) {
        return RocksKeyRecords.open(folder, masters);
    }

    /**
     * The keyring in the collections {@code keyring_subjects} and {@code keyring_tenants} of this database, shared by
     * all nodes. The client stays the caller's to close.
     *
     * @param cacheFor how long a node may go on with a key that another node destroyed; {@link #CACHE_FOR} is a default
     */
    public static Keyring distributed(MongoDatabase database, MasterKeys masters, Duration cacheFor) {
        return shared(new MongoKeyRecords(database), masters, cacheFor, Ticker.systemTicker());
    }

    @Override
    public Optional<SecretKey> getOrCreate(TenantId tenantId, String subject) {
        RecordId id = RecordId.ofSubject(tenantId, subject);
        Known known = cache.get(id, this::load);
        if (known == null) {
            SecretKey key = Aes256Gcm.newKey();
            wrapping(() -> records.write(id, null, wrapped(id, key).encoded()));
            // Whoever was first, what stands in the store now is the truth.
            known = cache.get(id, this::load);
        }
        if (known == null) {
            throw Damaged.record(id, "has vanished");
        }
        return Optional.ofNullable(known.key());
    }

    @Override
    public Optional<SecretKey> find(TenantId tenantId, String subject) {
        RecordId id = RecordId.ofSubject(tenantId, subject);
        Known known = cache.get(id, this::load);
        if (known == null) {
            throw new KeyringFault(
                    Reason.KEY_MISSING,
                    "there is personal data of subject " + id + ", and this keyring has neither its key nor the proof"
                            + " that it was erased: is it the keyring that belongs to these events?");
        }
        return Optional.ofNullable(known.key());
    }

    @Override
    public ErasureCertificate destroy(TenantId tenantId, String subject, Instant at) {
        RecordId id = RecordId.ofSubject(tenantId, subject);
        while (true) {
            byte[] before = records.read(id).orElse(null);
            SubjectRecord record = before == null ? null : SubjectRecord.decoded(id, before);
            if (record instanceof SubjectRecord.Erased erased) {
                records.finishShredding();
                return certificate(tenantId, subject, erased);
            }
            SubjectRecord.Erased erased = new SubjectRecord.Erased(
                    at, record instanceof SubjectRecord.Alive alive ? alive.fingerprint() : ErasureCertificate.NO_KEY);
            byte[] proof = erased.encoded();
            try {
                if (Arrays.equals(records.shred(id, before, proof), proof)) {
                    return certificate(tenantId, subject, erased);
                }
            } finally {
                // Waits for a load under way, so that none that began before the erasure outlives it; and also where
                // the store failed half way, since the key may be gone then.
                cache.invalidate(id);
            }
        }
    }

    @Override
    public Optional<ErasureCertificate> erasureOf(TenantId tenantId, String subject) {
        RecordId id = RecordId.ofSubject(tenantId, subject);
        return records.read(id)
                .map(bytes -> SubjectRecord.decoded(id, bytes))
                .filter(SubjectRecord.Erased.class::isInstance)
                .map(erased -> certificate(tenantId, subject, (SubjectRecord.Erased) erased));
    }

    private static ErasureCertificate certificate(TenantId tenantId, String subject, SubjectRecord.Erased erased) {
        return new ErasureCertificate(
                tenantId, subject, erased.at(), erased.fingerprint(), ErasureCertificate.idFor(tenantId, subject));
    }

    private @Nullable Known load(RecordId id) {
        byte[] bytes = records.read(id).orElse(null);
        if (bytes == null) {
            return null;
        }
        return switch (SubjectRecord.decoded(id, bytes)) {
            case SubjectRecord.Erased _ -> new Known(null);
            case SubjectRecord.Alive alive -> {
                SecretKey key = unwrapped(id, alive);
                rewrap(id, bytes, alive, key);
                yield new Known(key);
            }
        };
    }

    private SubjectRecord.Alive wrapped(RecordId id, SecretKey key) {
        return new SubjectRecord.Alive(
                tenants.wrap(new TenantId(id.tenant()), use(id), key), ErasureCertificate.fingerprintOf(key));
    }

    private SecretKey unwrapped(RecordId id, SubjectRecord.Alive alive) {
        SecretKey key = tenants.unwrap(new TenantId(id.tenant()), use(id), alive.key());
        if (!ErasureCertificate.fingerprintOf(key).equals(alive.fingerprint())) {
            throw Damaged.record(id, "has a fingerprint that is not its key's");
        }
        return key;
    }

    /** Wraps the key anew where its tenant's wrapping key was rotated; whoever changes the record first wins. */
    private boolean rewrap(RecordId id, byte[] before, SubjectRecord.Alive alive, SecretKey key) {
        if (alive.key().version() >= tenants.currentVersion(new TenantId(id.tenant()))) {
            return false;
        }
        return wrapping(() -> {
            byte[] after = wrapped(id, key).encoded();
            return Arrays.equals(records.write(id, before, after), after);
        });
    }

    /**
     * Wraps every key of this tenant's subjects with the current version, and does not wait for each one's next use.
     *
     * @return how many were changed
     */
    public int rewrapAll(TenantId tenantId) {
        AtomicInteger changed = new AtomicInteger();
        try (ParallelWrites writes = new ParallelWrites()) {
            records.forEachSubject(
                    RecordId.ofTenant(tenantId),
                    (id, bytes) -> writes.begin(() -> {
                        if (SubjectRecord.decoded(id, bytes) instanceof SubjectRecord.Alive alive
                                && rewrap(id, bytes, alive, unwrapped(id, alive))) {
                            changed.incrementAndGet();
                        }
                    }));
        }
        return changed.get();
    }

    /**
     * Drops the versions of the tenant's key that wrap nothing any more, and removes their traces from the store's
     * files. Only where this process alone writes: another node wraps with the version before until it hears of a new
     * one. What {@link #wrap} gave out for another use than a subject's key is not looked at: nothing in Cauce keeps
     * any.
     *
     * @return how many are gone
     */
    public int dropUnused(TenantId tenantId) {
        if (!exclusive) {
            return 0;
        }
        versions.writeLock().lock();
        try {
            Set<Integer> inUse = ConcurrentHashMap.newKeySet();
            records.forEachSubject(RecordId.ofTenant(tenantId), (id, bytes) -> {
                if (SubjectRecord.decoded(id, bytes) instanceof SubjectRecord.Alive alive) {
                    inUse.add(alive.key().version());
                }
            });
            return tenants.keepOnly(tenantId, inUse);
        } finally {
            versions.writeLock().unlock();
        }
    }

    private <T> T wrapping(Supplier<T> write) {
        versions.readLock().lock();
        try {
            return write.get();
        } finally {
            versions.readLock().unlock();
        }
    }

    /**
     * Writes all records, keys wrapped as they are, into a new file, while the keyring is in use; take it after the
     * backup of the events, so that no event is without its key. The master key is not in it.
     *
     * @return the number of records
     */
    public long backup(Path file) {
        return KeyringBackup.write(records, file);
    }

    /**
     * Adds what a backup has and this keyring has not. An erasure wins on either side: a subject that was erased after
     * the backup stays erased, and one that the backup knows as erased is erased here. Keys of another keyring are
     * refused before anything of the tenant they belong to is changed. It can be repeated.
     */
    public void restore(Path file) {
        KeyringBackup.read(file, (id, bytes) -> {
            if (id.isTenant()) {
                tenants.restore(id, bytes);
            }
        });
        try (ParallelWrites writes = new ParallelWrites()) {
            KeyringBackup.read(file, (id, bytes) -> {
                if (!id.isTenant()) {
                    writes.begin(() -> restore(id, bytes));
                }
            });
        }
    }

    private void restore(RecordId id, byte[] bytes) {
        SubjectRecord restored = SubjectRecord.decoded(id, bytes);
        if (restored instanceof SubjectRecord.Alive alive) {
            unwrapped(id, alive);
        }
        while (true) {
            byte[] standing = records.read(id).orElse(null);
            SubjectRecord here = standing == null ? null : SubjectRecord.decoded(id, standing);
            if (here instanceof SubjectRecord.Erased) {
                return;
            }
            if (here instanceof SubjectRecord.Alive mine && restored instanceof SubjectRecord.Alive theirs) {
                if (!mine.fingerprint().equals(theirs.fingerprint())) {
                    throw Damaged.record(id, "holds another key than the backup: it is the backup of another keyring");
                }
                return;
            }
            try {
                byte[] now = restored instanceof SubjectRecord.Erased
                        ? records.shred(id, standing, bytes)
                        : records.write(id, standing, bytes);
                if (Arrays.equals(now, bytes)) {
                    return;
                }
            } finally {
                cache.invalidate(id);
            }
        }
    }

    /**
     * Opens every key there is; a {@link KeyringFault} names the first record that does not open.
     *
     * @return the number of subjects, erased ones included
     */
    public long verify() {
        AtomicLong subjects = new AtomicLong();
        records.forEachTenant((tenant, bytes) -> {
            tenants.verify(tenant, bytes);
            records.forEachSubject(tenant, (id, record) -> {
                if (SubjectRecord.decoded(id, record) instanceof SubjectRecord.Alive alive) {
                    unwrapped(id, alive);
                }
                subjects.incrementAndGet();
            });
        });
        return subjects.get();
    }

    private static String use(RecordId id) {
        return "subject:" + id.subject();
    }

    @Override
    public WrappedKey wrap(TenantId tenantId, String use, SecretKey key) {
        return tenants.wrap(tenantId, use, key);
    }

    @Override
    public SecretKey unwrap(TenantId tenantId, String use, WrappedKey wrapped) {
        return tenants.unwrap(tenantId, use, wrapped);
    }

    @Override
    public int currentVersion(TenantId tenantId) {
        return tenants.currentVersion(tenantId);
    }

    @Override
    public int rotate(TenantId tenantId) {
        return tenants.rotate(tenantId);
    }

    @Override
    public SecretKey fingerprintKey(TenantId tenantId) {
        return tenants.fingerprintKey(tenantId);
    }

    /** Forgets every unwrapped key and closes the store. */
    @Override
    public void close() {
        records.close();
        cache.invalidateAll();
        tenants.forget();
    }
}
