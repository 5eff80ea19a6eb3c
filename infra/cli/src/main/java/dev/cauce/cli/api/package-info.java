/**
 * The public HTTP API as a client sees it: tokens, idempotency keys, problem documents, patience with a busy server.
 */
@org.jspecify.annotations.NullMarked
package dev.cauce.cli.api;
