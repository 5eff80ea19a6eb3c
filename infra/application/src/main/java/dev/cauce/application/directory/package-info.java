/**
 * Tenants, users and API clients as the embedded issuer and whoever verifies tokens see them: read from their events,
 * so that what a command said holds for the next token.
 */
@NullMarked
package dev.cauce.application.directory;

import org.jspecify.annotations.NullMarked;
