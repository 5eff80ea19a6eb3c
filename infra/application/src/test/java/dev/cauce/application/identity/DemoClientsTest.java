package dev.cauce.application.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DemoClientsTest {

    @TempDir
    Path folder;

    private PrivateFile secrets;
    private PrivateFile registry;

    @BeforeEach
    void name() {
        secrets = new PrivateFile(folder.resolve("demo-clients.json"));
        registry = new PrivateFile(folder.resolve("clients.json"));
    }

    @Test
    void registersWhatACrashKeptFromTheRegistry() throws IOException {
        register();
        Files.delete(registry.path());

        register();

        assertThat(new SecretHash()
                        .matches(
                                secretOf("demo-auditor"),
                                clients().find("demo-auditor").orElseThrow().secretHash()))
                .isTrue();
    }

    @Test
    void leavesAClientThatWasChangedSince() {
        register();
        ApiClient made = clients().find("demo-admin").orElseThrow();
        ApiClient revoked = new ApiClient(
                made.clientId(),
                made.tenantId(),
                made.subject(),
                made.roles(),
                made.accounts(),
                made.secretHash(),
                made.strongLogin(),
                false,
                made.createdAt());
        clients().save(revoked);

        register();

        assertThat(clients().find("demo-admin")).hasValue(revoked);
    }

    @Test
    void makesNewSecretsForTheSameSubjectsWhenTheFileWasRemoved() throws IOException {
        register();
        String before = secretOf("demo-admin");
        String subject = clients().find("demo-admin").orElseThrow().subject();
        Files.delete(secrets.path());

        register();

        assertThat(secretOf("demo-admin")).isNotEqualTo(before);
        ApiClient after = clients().find("demo-admin").orElseThrow();
        assertThat(after.subject()).isEqualTo(subject);
        assertThat(new SecretHash().matches(before, after.secretHash())).isFalse();
    }

    @Test
    void letsTheAdministratorAndTheOperatorAloneAskForAStrongLogin() {
        register();

        assertThat(DemoClients.ROLES)
                .filteredOn(role -> clients().find("demo-" + role).orElseThrow().strongLogin())
                .isEqualTo(List.of("admin", "operator"));
    }

    @Test
    void refusesADamagedFile() throws IOException {
        register();
        Files.writeString(secrets.path(), "{\"tenant\":\"demo\"}");

        assertThatThrownBy(this::register).isInstanceOf(UnreadableIdentityFile.class);

        Files.writeString(registry.path(), "{\"format\":9,\"clients\":[]}");
        assertThatThrownBy(this::clients).isInstanceOf(UnreadableIdentityFile.class);
    }

    private FileRegisteredClients clients() {
        return new FileRegisteredClients(registry);
    }

    private void register() {
        new DemoClients(secrets, clients(), Clock.systemUTC()).register();
    }

    private String secretOf(String clientId) {
        for (JsonNode client :
                JsonMapper.shared().readTree(secrets.read().orElseThrow()).path("clients")) {
            if (client.path("clientId").asString().equals(clientId)) {
                return client.path("clientSecret").asString();
            }
        }
        throw new AssertionError("No such client");
    }
}
