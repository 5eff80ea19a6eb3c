package dev.cauce.application.identity;

import java.util.Optional;

/** The API clients of the embedded issuer. Durable: what {@link #save} was given is there after a crash. */
public interface RegisteredClients {

    /** The client, revoked or not. */
    Optional<ApiClient> find(String clientId);

    /** Adds the client, or puts it in the place of the one with the same client id. */
    void save(ApiClient client);
}
