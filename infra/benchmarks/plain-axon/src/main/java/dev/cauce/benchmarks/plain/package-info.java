/**
 * The plain alternative that Cauce is measured against: Axon with its stock JPA event store on PostgreSQL, one view by
 * JPA, the same endpoints for accounts; no tenants, tokens, permissions, encryption or idempotency.
 */
@NullMarked
package dev.cauce.benchmarks.plain;

import org.jspecify.annotations.NullMarked;
