package dev.cauce.adapters.keyring;

import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A durable map from ids to small records, all that a keyring asks of a store. A failing store is a
 * {@link dev.cauce.platform.personaldata.KeyringFault}.
 */
interface KeyRecords extends AutoCloseable {

    /** What stands there now. */
    Optional<byte[]> read(RecordId id);

    /**
     * Writes the record if what stands there is {@code expected}, {@code null} for nothing; durable before it returns.
     *
     * @return what stands there afterwards: {@code value} where it was written, else what was found, empty for nothing
     */
    byte[] write(RecordId id, byte @Nullable [] expected, byte[] value);

    /**
     * Writes the record as {@link #write} does, and removes every trace of what it replaces from the store's files
     * before it returns. When that was cut short, {@link #finishShredding} completes it.
     */
    byte[] shred(RecordId id, byte @Nullable [] expected, byte[] value);

    /** Completes what an earlier {@link #shred} left half done, if any. */
    void finishShredding();

    /** Shows every tenant's record. */
    void forEachTenant(BiConsumer<RecordId, byte[]> visitor);

    /** Shows every subject's record of this tenant. */
    void forEachSubject(RecordId tenant, BiConsumer<RecordId, byte[]> visitor);

    @Override
    void close();
}
