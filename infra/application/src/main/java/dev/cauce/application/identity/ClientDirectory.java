package dev.cauce.application.identity;

import java.util.Optional;

/** Where API clients are found that were made by commands. */
public interface ClientDirectory {

    /** The client as it stands at this moment; disabled where it, its user or its tenant is kept out. */
    Optional<ApiClient> find(String clientId);
}
