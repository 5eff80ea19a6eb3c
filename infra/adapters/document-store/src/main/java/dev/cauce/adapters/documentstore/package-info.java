/**
 * The embedded read-model store: the MongoDB wire protocol served inside the process, on RocksDB.
 *
 * <p>It exists so that one process needs no database beside it, and so that what was acknowledged is still there after
 * the process is killed. One RocksDB instance with one write-ahead log holds every database: writes become durable in
 * the order in which they were made, so a tracking token is never ahead of the view it belongs to.
 *
 * <p>{@link dev.cauce.adapters.documentstore.EmbeddedDocumentStore} is the way in; everything else is package-private.
 */
@NullMarked
package dev.cauce.adapters.documentstore;

import org.jspecify.annotations.NullMarked;
