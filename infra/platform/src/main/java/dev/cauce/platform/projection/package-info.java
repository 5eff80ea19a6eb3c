/**
 * What every projection is made of: guarded, idempotent writes that a batch of events turns into one bulk write
 * ({@link dev.cauce.platform.projection.Views}), keyset pages to read them, a canonical hash to compare them by, and
 * the wait that lets a client read what it wrote.
 */
package dev.cauce.platform.projection;
