package dev.cauce.application.identity;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Clients in one file, read at start and replaced as a whole at each change: there are tens of them, not thousands. */
final class FileRegisteredClients implements RegisteredClients {

    private static final int FORMAT = 1;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .build();

    private final PrivateFile file;
    private final Map<String, ApiClient> clients = new ConcurrentHashMap<>();

    FileRegisteredClients(PrivateFile file) {
        this.file = file;
        file.read().ifPresent(content -> parse(content).forEach(client -> clients.put(client.clientId(), client)));
    }

    @Override
    public Optional<ApiClient> find(String clientId) {
        return Optional.ofNullable(clients.get(clientId));
    }

    @Override
    public synchronized void save(ApiClient client) {
        Map<String, ApiClient> next = new TreeMap<>(clients);
        next.put(client.clientId(), client);
        file.replace(JSON.writerWithDefaultPrettyPrinter()
                .writeValueAsBytes(new StoredClients(FORMAT, List.copyOf(next.values()))));
        clients.put(client.clientId(), client);
    }

    private List<ApiClient> parse(byte[] content) {
        try {
            StoredClients stored = JSON.readValue(content, StoredClients.class);
            if (stored.format() != FORMAT) {
                throw new IllegalArgumentException("Format " + stored.format());
            }
            return stored.clients();
        } catch (JacksonException | IllegalArgumentException cause) {
            throw new UnreadableIdentityFile(file.path(), "API clients of format " + FORMAT, cause);
        }
    }

    private record StoredClients(int format, List<ApiClient> clients) {}
}
