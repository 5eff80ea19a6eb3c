package dev.cauce.application.topology;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.mock.env.MockEnvironment;

/** That nothing starts on half the settings of a topology, and each refusal says what is missing. */
class StatedSettingsTest {

    private static final Map<String, String> DISTRIBUTED = Map.of(
            "cauce.topology", "axon-server",
            "cauce.roles", "command, saga",
            "axon.axonserver.enabled", "true",
            "axon.axonserver.servers", "axon-1:8124",
            "axon.axonserver.token", "t",
            "axon.axonserver.ssl-enabled", "true",
            "spring.mongodb.uri", "mongodb://mongo-1/cauce?replicaSet=rs0",
            "cauce.keys.master", "1:key",
            "cauce.identity.embedded", "false",
            "cauce.identity.issuer", "https://login.example.com");

    private static void check(Map<String, String> settings) {
        MockEnvironment environment = new MockEnvironment();
        settings.forEach(environment::setProperty);
        new StatedSettings(environment).postProcessBeanFactory(new DefaultListableBeanFactory());
    }

    @Test
    void takesWhatIsWhole() {
        assertThatCode(() -> check(Map.of())).doesNotThrowAnyException();
        assertThatCode(() -> check(DISTRIBUTED)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "cauce.topology, spread, must be one of",
        "cauce.roles, 'command,reporting', names 'reporting'",
        "axon.axonserver.enabled, false, axon.axonserver.enabled is not true",
        "axon.axonserver.servers, '', axon.axonserver.servers is missing",
        "axon.axonserver.token, ' ', axon.axonserver.token is missing",
        "axon.axonserver.ssl-enabled, false, axon.axonserver.ssl-enabled is not true",
        "axon.axonserver.cert-file, /no/such/file, axon.axonserver.cert-file names a file",
        "spring.mongodb.uri, '', spring.mongodb.uri is missing",
        "spring.mongodb.uri, http://mongo, spring.mongodb.uri is no MongoDB connection string",
        "spring.mongodb.uri, mongodb://mongo/cauce?w=0, asks for w=0",
        "cauce.keys.master, '', cauce.keys.master",
        "cauce.keys.master-file, /run/key, and not by both",
        "cauce.identity.issuer, '', cauce.identity.issuer is missing"
    })
    void refusesAHalfConfiguredDistributedTopology(String setting, String value, String said) {
        Map<String, String> settings = new HashMap<>(DISTRIBUTED);
        settings.put(setting, value);

        assertThatThrownBy(() -> check(settings))
                .isInstanceOf(HalfConfigured.class)
                .hasMessageContaining(said);
    }

    @ParameterizedTest
    @CsvSource({
        "cauce.roles, command, leaves some out",
        "axon.axonserver.enabled, true, set the profile axon-server",
    })
    void refusesAHalfConfiguredEmbeddedTopology(String setting, String value, String said) {
        assertThatThrownBy(() -> check(Map.of(setting, value)))
                .isInstanceOf(HalfConfigured.class)
                .hasMessageContaining(said);
    }

    @Test
    void namesAllThatIsMissingAtOnceAndNoSecret() {
        assertThatThrownBy(() -> check(Map.of(
                        "cauce.topology", "axon-server",
                        "axon.axonserver.token", "very-secret",
                        "spring.mongodb.uri", "nothing://user:password@mongo")))
                .hasMessageContaining("servers is missing")
                .hasMessageContaining("issuer is missing")
                .message()
                .doesNotContain("very-secret", "password");
    }
}
