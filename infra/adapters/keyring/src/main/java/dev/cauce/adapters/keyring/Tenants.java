package dev.cauce.adapters.keyring;

import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.personaldata.Aes256Gcm;
import dev.cauce.platform.personaldata.TenantKeys;
import dev.cauce.platform.personaldata.WrappedKey;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.SecretKey;

/**
 * Tenants' keys on a store of records, unwrapped in memory: there are few. Another node's rotation is noticed when a
 * version turns up that is not known here; until then this node wraps with the version before, which stays valid.
 */
final class Tenants implements TenantKeys {

    private record Unwrapped(int current, Map<Integer, SecretKey> wrapping, SecretKey fingerprinting) {

        SecretKey currentKey() {
            SecretKey key = wrapping.get(current);
            if (key == null) {
                throw new IllegalStateException("the current version is one of the versions");
            }
            return key;
        }
    }

    private final KeyRecords records;
    private final MasterKeys masters;
    private final Map<RecordId, Unwrapped> known = new ConcurrentHashMap<>();

    /**
     * Opens every tenant's record, so that a wrong master key is found now, and wraps anew what an older one wrapped.
     */
    Tenants(KeyRecords records, MasterKeys masters) {
        this.records = records;
        this.masters = masters;
        records.forEachTenant((id, bytes) -> {
            Unwrapped tenant = opened(id, bytes);
            renew(id, bytes, tenant);
            known.put(id, tenant);
        });
    }

    @Override
    public WrappedKey wrap(TenantId tenantId, String use, SecretKey key) {
        RecordId id = RecordId.ofTenant(tenantId);
        Unwrapped tenant = tenant(id);
        return new WrappedKey(
                tenant.current(),
                Aes256Gcm.seal(tenant.currentKey(), key.getEncoded(), context(id, use, tenant.current())));
    }

    @Override
    public SecretKey unwrap(TenantId tenantId, String use, WrappedKey wrapped) {
        RecordId id = RecordId.ofTenant(tenantId);
        SecretKey key = tenant(id).wrapping().get(wrapped.version());
        if (key == null) {
            key = reload(id).wrapping().get(wrapped.version());
        }
        if (key == null) {
            throw Damaged.record(id, "has no version " + wrapped.version() + " of the tenant's key, which is in use");
        }
        return Aes256Gcm.open(key, wrapped.sealed(), context(id, use, wrapped.version()))
                .map(Aes256Gcm::key)
                .orElseThrow(() -> Damaged.record(id, "does not open a key that it should have wrapped for " + use));
    }

    @Override
    public int currentVersion(TenantId tenantId) {
        return tenant(RecordId.ofTenant(tenantId)).current();
    }

    @Override
    public int rotate(TenantId tenantId) {
        RecordId id = RecordId.ofTenant(tenantId);
        tenant(id);
        while (true) {
            byte[] before = records.read(id).orElseThrow(() -> Damaged.record(id, "has vanished"));
            TenantRecord record = TenantRecord.decoded(id, before);
            int version = record.current() + 1;
            SortedMap<Integer, WrappedKey> wrapping = new TreeMap<>(record.wrapping());
            wrapping.put(version, masters.wrap(Aes256Gcm.newKey(), use(id, version)));
            byte[] after = new TenantRecord(wrapping, record.fingerprinting()).encoded();
            if (Arrays.equals(records.write(id, before, after), after)) {
                known.put(id, opened(id, after));
                return version;
            }
        }
    }

    /**
     * Drops every version but the current one and those in use.
     *
     * @return how many are gone
     */
    int keepOnly(TenantId tenantId, Set<Integer> inUse) {
        RecordId id = RecordId.ofTenant(tenantId);
        while (true) {
            byte[] before = records.read(id).orElseThrow(() -> Damaged.record(id, "has vanished"));
            TenantRecord record = TenantRecord.decoded(id, before);
            SortedMap<Integer, WrappedKey> kept = new TreeMap<>(record.wrapping());
            kept.keySet().removeIf(version -> version != record.current() && !inUse.contains(version));
            int dropped = record.wrapping().size() - kept.size();
            if (dropped == 0) {
                return 0;
            }
            byte[] after = new TenantRecord(kept, record.fingerprinting()).encoded();
            if (Arrays.equals(records.shred(id, before, after), after)) {
                known.put(id, opened(id, after));
                return dropped;
            }
        }
    }

    private static boolean agree(Map<Integer, SecretKey> one, Map<Integer, SecretKey> other) {
        return one.entrySet().stream()
                .allMatch(version -> !other.containsKey(version.getKey())
                        || version.getValue().equals(other.get(version.getKey())));
    }

    @Override
    public SecretKey fingerprintKey(TenantId tenantId) {
        return tenant(RecordId.ofTenant(tenantId)).fingerprinting();
    }

    /** Takes a tenant's record from a backup, where it is new or has versions beyond those here. */
    void restore(RecordId id, byte[] bytes) {
        Unwrapped restored = opened(id, bytes);
        while (true) {
            byte[] standing = records.read(id).orElse(null);
            if (standing != null) {
                Unwrapped here = opened(id, standing);
                if (!here.fingerprinting().equals(restored.fingerprinting())
                        || !agree(here.wrapping(), restored.wrapping())) {
                    throw Damaged.record(id, "holds other keys than the backup: it is the backup of another keyring");
                }
                if (here.wrapping().keySet().containsAll(restored.wrapping().keySet())) {
                    return;
                }
                // Versions that were dropped here are what the backup's subjects are wrapped by.
                SortedMap<Integer, WrappedKey> both =
                        new TreeMap<>(TenantRecord.decoded(id, bytes).wrapping());
                both.putAll(TenantRecord.decoded(id, standing).wrapping());
                TenantRecord merged = new TenantRecord(
                        both, TenantRecord.decoded(id, standing).fingerprinting());
                byte[] encoded = merged.encoded();
                if (Arrays.equals(records.write(id, standing, encoded), encoded)) {
                    known.put(id, opened(id, encoded));
                    return;
                }
                continue;
            }
            if (Arrays.equals(records.write(id, null, bytes), bytes)) {
                known.put(id, restored);
                return;
            }
        }
    }

    /** Opens a stored record, which throws where it does not open. */
    void verify(RecordId id, byte[] bytes) {
        known.put(id, opened(id, bytes));
    }

    void forget() {
        known.clear();
    }

    private Unwrapped tenant(RecordId id) {
        Unwrapped tenant = known.get(id);
        return tenant != null ? tenant : known.computeIfAbsent(id, this::loadedOrCreated);
    }

    private Unwrapped reload(RecordId id) {
        Unwrapped tenant = loadedOrCreated(id);
        known.put(id, tenant);
        return tenant;
    }

    private Unwrapped loadedOrCreated(RecordId id) {
        byte[] stored = records.read(id).orElseGet(() -> {
            SortedMap<Integer, WrappedKey> wrapping = new TreeMap<>();
            wrapping.put(1, masters.wrap(Aes256Gcm.newKey(), use(id, 1)));
            TenantRecord created = new TenantRecord(wrapping, masters.wrap(Aes256Gcm.newKey(), fingerprintUse(id)));
            return records.write(id, null, created.encoded());
        });
        Unwrapped tenant = opened(id, stored);
        renew(id, stored, tenant);
        return tenant;
    }

    private Unwrapped opened(RecordId id, byte[] bytes) {
        TenantRecord record = TenantRecord.decoded(id, bytes);
        Map<Integer, SecretKey> wrapping = new HashMap<>();
        record.wrapping()
                .forEach((version, wrapped) -> wrapping.put(version, masters.unwrap(id, wrapped, use(id, version))));
        SecretKey fingerprinting = masters.unwrap(id, record.fingerprinting(), fingerprintUse(id));
        return new Unwrapped(record.current(), Map.copyOf(wrapping), fingerprinting);
    }

    /** Wraps a record anew with the current master key where an older version of that wrapped it. */
    private void renew(RecordId id, byte[] bytes, Unwrapped tenant) {
        if (isOld(TenantRecord.decoded(id, bytes))) {
            SortedMap<Integer, WrappedKey> anew = new TreeMap<>();
            tenant.wrapping().forEach((version, key) -> anew.put(version, masters.wrap(key, use(id, version))));
            WrappedKey fingerprinting = masters.wrap(tenant.fingerprinting(), fingerprintUse(id));
            // Where another node was faster its record is as good as this one.
            records.write(id, bytes, new TenantRecord(anew, fingerprinting).encoded());
        }
    }

    private boolean isOld(TenantRecord record) {
        return record.fingerprinting().version() != masters.current()
                || record.wrapping().values().stream().anyMatch(each -> each.version() != masters.current());
    }

    private static String use(RecordId tenant, int version) {
        return "cauce:tenant-key:1|" + tenant + "|" + version;
    }

    private static String fingerprintUse(RecordId tenant) {
        return "cauce:fingerprint-key:1|" + tenant;
    }

    private static byte[] context(RecordId tenant, String use, int version) {
        return ("cauce:wrapped-key:1|" + tenant + "|" + version + "|" + use).getBytes(StandardCharsets.UTF_8);
    }
}
