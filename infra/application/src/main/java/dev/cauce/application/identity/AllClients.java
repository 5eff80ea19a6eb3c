package dev.cauce.application.identity;

import java.util.Optional;
import java.util.function.Supplier;

/** The clients of the file, which are there for development, and those that were made by commands. */
final class AllClients implements RegisteredClients {

    private final RegisteredClients file;
    private final Supplier<Optional<ClientDirectory>> directory;

    /** Takes a supplier, since the directory needs stores that come after the issuer. */
    AllClients(RegisteredClients file, Supplier<Optional<ClientDirectory>> directory) {
        this.file = file;
        this.directory = directory;
    }

    @Override
    public Optional<ApiClient> find(String clientId) {
        // The separator stands in no name of the file's: neither can pass for the other.
        return clientId.indexOf(ApiClient.SEPARATOR) < 0
                ? file.find(clientId)
                : directory.get().flatMap(known -> known.find(clientId));
    }

    @Override
    public void save(ApiClient client) {
        file.save(client);
    }
}
