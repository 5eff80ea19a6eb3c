package dev.cauce.application.topology;

import com.mongodb.ConnectionString;
import com.mongodb.WriteConcern;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.env.Environment;

/**
 * Looks at the settings before anything is made of them, and names everything that is missing at once. What stands in
 * for a missing setting elsewhere (a server on this machine, no token, no TLS) must not be what a topology runs on.
 */
final class StatedSettings implements BeanFactoryPostProcessor {

    static final String EMBEDDED = "embedded";
    static final String AXON_SERVER = "axon-server";

    private final Environment environment;

    StatedSettings(Environment environment) {
        this.environment = environment;
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        String topology = topology(environment);
        List<String> wrong = switch (topology) {
            case EMBEDDED -> embedded();
            case AXON_SERVER -> axonServer();
            default ->
                throw new HalfConfigured("cauce.topology is '" + topology + "', and must be one of [" + EMBEDDED + ", "
                        + AXON_SERVER + "].");
        };
        if (!wrong.isEmpty()) {
            throw new HalfConfigured(topology, wrong);
        }
    }

    static String topology(Environment environment) {
        return environment.getProperty("cauce.topology", EMBEDDED);
    }

    private List<String> embedded() {
        List<String> wrong = new ArrayList<>();
        Set<ProcessRole> roles = ProcessRole.named(text(ProcessRole.SETTING));
        if (!roles.equals(EnumSet.allOf(ProcessRole.class))) {
            wrong.add("cauce.roles leaves some out, and there is no other process that could have them");
        }
        if (is("axon.axonserver.enabled")) {
            wrong.add("axon.axonserver.enabled is true; set the profile axon-server to use one");
        }
        return wrong;
    }

    private List<String> axonServer() {
        List<String> wrong = new ArrayList<>();
        ProcessRole.named(text(ProcessRole.SETTING));
        if (!is("axon.axonserver.enabled")) {
            wrong.add("axon.axonserver.enabled is not true; set the profile axon-server, which has it");
        }
        need("axon.axonserver.servers", "host:port of one or more Axon Servers", wrong);
        need("axon.axonserver.token", "the token that Axon Server asks for", wrong);
        if (!is("axon.axonserver.ssl-enabled")) {
            wrong.add("axon.axonserver.ssl-enabled is not true; the token and all data would travel in the clear");
        }
        String certificate = text("axon.axonserver.cert-file");
        if (!certificate.isEmpty() && !Files.isReadable(Path.of(certificate))) {
            wrong.add("axon.axonserver.cert-file names a file that cannot be read");
        }
        mongo(wrong);
        keys(wrong);
        if (!is("cauce.identity.embedded")) {
            need("cauce.identity.issuer", "the issuer of tokens", wrong);
        }
        return wrong;
    }

    private void mongo(List<String> wrong) {
        String uri = text("spring.mongodb.uri");
        if (uri.isEmpty()) {
            wrong.add("spring.mongodb.uri is missing: where the MongoDB replica set is");
            return;
        }
        try {
            WriteConcern asked = new ConnectionString(uri).getWriteConcern();
            if (asked != null && !asked.isAcknowledged()) {
                wrong.add("spring.mongodb.uri asks for w=0, and a write that nobody acknowledges may be lost");
            }
        } catch (IllegalArgumentException malformed) {
            // Its message quotes the URI, which may hold a password.
            wrong.add("spring.mongodb.uri is no MongoDB connection string");
        }
    }

    private void keys(List<String> wrong) {
        String key = text("cauce.keys.master");
        String file = text("cauce.keys.master-file");
        if (key.isEmpty() == file.isEmpty()) {
            wrong.add(
                    "the key that wraps all keys of personal data is to be named by cauce.keys.master (VERSION:BASE64)"
                            + " or by cauce.keys.master-file, and not by both");
        }
    }

    private void need(String setting, String what, List<String> wrong) {
        if (text(setting).isEmpty()) {
            wrong.add(setting + " is missing: " + what);
        }
    }

    private String text(String setting) {
        return environment.getProperty(setting, "").strip();
    }

    private boolean is(String setting) {
        return environment.getProperty(setting, Boolean.class, false);
    }
}
