/** Binds what the platform needs to know of an HTTP request: its caller, its idempotency key, its preconditions. */
package dev.cauce.application.request;
