/**
 * Who issues tokens. Embedded: an authorization server in this process, its signing keys and API clients in the data
 * folder, and demo clients for a first try. Otherwise any OpenID Connect issuer, named by
 * {@code cauce.identity.issuer}.
 */
@NullMarked
package dev.cauce.application.identity;

import org.jspecify.annotations.NullMarked;
