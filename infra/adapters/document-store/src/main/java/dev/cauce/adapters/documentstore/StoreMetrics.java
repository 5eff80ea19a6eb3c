package dev.cauce.adapters.documentstore;

/**
 * What a store has done since it was started, and what it holds; counts unless said otherwise.
 *
 * @param commands commands answered
 * @param commandFailures commands answered with an error
 * @param documentsExamined documents read to answer queries and to find what to change
 * @param keysExamined index entries read
 * @param idLookups queries answered by {@code _id}
 * @param indexScans queries answered by an index
 * @param collectionScans queries that read a collection, or a range of it, in the order of {@code _id}
 * @param commits writes that entered the store
 * @param journalWaits commands that waited for the disk
 * @param journalSyncs disk syncs made for them
 * @param diskFullRefusals writes refused because the disk had less left than its reserve
 * @param refusedConnections connections that did not know the secret
 * @param connections connections open now
 * @param documents documents in all collections
 * @param bsonBytes their size in bytes
 * @param fileBytes the size of RocksDB's table files in bytes
 */
public record StoreMetrics(
        long commands,
        long commandFailures,
        long documentsExamined,
        long keysExamined,
        long idLookups,
        long indexScans,
        long collectionScans,
        long commits,
        long journalWaits,
        long journalSyncs,
        long diskFullRefusals,
        long refusedConnections,
        long connections,
        long documents,
        long bsonBytes,
        long fileBytes) {}
