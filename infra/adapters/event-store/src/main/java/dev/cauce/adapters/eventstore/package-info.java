/**
 * The durable event store of the embedded topology: Axon's {@code EventStorageEngine} on RocksDB with group commit.
 *
 * <p>One thread writes. It takes every append that waits, checks it, numbers its events, writes all of them as one
 * batch and has the disk sync that batch once; only then do the callers go on. A sync costs the same for one event as
 * for a thousand, so throughput grows with the number of callers while nothing is acknowledged that a power loss could
 * take. A single writer also makes the two promises that readers build on come for free: positions have no gaps, and
 * whatever lies below a visible position is visible.
 */
@NullMarked
package dev.cauce.adapters.eventstore;

import org.jspecify.annotations.NullMarked;
