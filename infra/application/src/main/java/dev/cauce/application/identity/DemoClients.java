package dev.cauce.application.identity;

import dev.cauce.contracts.tenant.TenantId;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * One client per role of the tenant {@code demo}, and one of the operator in its own tenant, with random secrets that
 * stand in a file for whoever may read the data folder. The file is written before the registry, and a client that the
 * registry lacks is registered from it, so a crash in between is mended by the next start. Remove the file to get new
 * secrets.
 */
final class DemoClients {

    static final String TENANT = "demo";
    static final List<String> ROLES = List.of(
            "admin", "success", "finance", "marketing", "support", "auditor", "workflow", "customer", "operator");

    /** The account of the README's tour. */
    static final String CUSTOMERS_ACCOUNT = "acme";

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .build();

    private final PrivateFile file;
    private final RegisteredClients registry;
    private final Clock clock;

    DemoClients(PrivateFile file, RegisteredClients registry, Clock clock) {
        this.file = file;
        this.registry = registry;
        this.clock = clock;
    }

    void register() {
        file.read().ifPresentOrElse(content -> parse(content).clients().forEach(this::registerIfMissing), () -> {
            List<Secret> fresh = ROLES.stream()
                    .map(role -> new Secret(role, TENANT + "-" + role, SecretHash.newSecret()))
                    .toList();
            file.replace(JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(new Secrets(TENANT, fresh)));
            fresh.forEach(this::registerAnew);
        });
    }

    private void registerIfMissing(Secret secret) {
        if (registry.find(secret.clientId()).isEmpty()) {
            registerAnew(secret);
        }
    }

    private void registerAnew(Secret secret) {
        String subject = registry.find(secret.clientId())
                .map(ApiClient::subject)
                .orElseGet(() -> UUID.randomUUID().toString());
        boolean operator = "operator".equals(secret.role());
        registry.save(new ApiClient(
                secret.clientId(),
                operator ? TenantId.OPERATOR.value() : TENANT,
                subject,
                List.of(secret.role()),
                "customer".equals(secret.role()) ? List.of(CUSTOMERS_ACCOUNT) : List.of(),
                SecretHash.of(secret.clientSecret()),
                operator || "admin".equals(secret.role()),
                true,
                clock.instant()));
    }

    private Secrets parse(byte[] content) {
        try {
            return JSON.readValue(content, Secrets.class);
        } catch (JacksonException cause) {
            throw new UnreadableIdentityFile(file.path(), "the secrets of the demo clients", cause);
        }
    }

    private record Secrets(String tenant, List<Secret> clients) {}

    private record Secret(String role, String clientId, String clientSecret) {}
}
