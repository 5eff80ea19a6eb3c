package dev.cauce.application;

import dev.cauce.adapters.documentstore.EmbeddedDocumentStore;
import dev.cauce.application.administration.PoisonedProjection;
import dev.cauce.application.identity.SigningKeys;
import dev.cauce.application.identity.TokenForge;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Hands tests the whole application, started once for all classes of the run; so each test works on ids of its own. It
 * is embedded, or in the distributed topology for classes marked with {@link OnAxonServer}: a class of tests runs in
 * the other topology by a subclass that is marked.
 */
public final class WholeApplication implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Whole.class;
    }

    @Override
    public Whole resolveParameter(ParameterContext parameter, ExtensionContext context) {
        boolean distributed = AnnotationSupport.isAnnotated(context.getRequiredTestClass(), OnAxonServer.class);
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .computeIfAbsent(
                        distributed ? OnAxonServer.class : Whole.class, key -> Whole.start(distributed), Whole.class);
    }

    /** The application and what belongs to it; closed with the run. */
    public record Whole(
            RunningApplication http, Path data, @Nullable EmbeddedDocumentStore documents) implements AutoCloseable {

        private static final String ISSUER = "http://127.0.0.1:0";

        static Whole start(boolean distributed) {
            try {
                Path data = Files.createTempDirectory("cauce-whole");
                List<String> settings = new ArrayList<>(List.of(
                        "cauce.live.heartbeat=1s",
                        // The matrix fails to log in a thousand times.
                        "cauce.limits.address.per-second=2000",
                        "cauce.limits.address.burst=100000"));
                EmbeddedDocumentStore documents = null;
                if (distributed) {
                    documents = EmbeddedDocumentStore.start(data.resolve("documents"));
                    settings.addAll(RealAxonServer.settings(documents));
                    settings.add("cauce.identity.embedded=true");
                }
                return new Whole(
                        RunningApplication.startWhole(
                                data, List.of(PoisonedProjection.Declared.class), settings.toArray(String[]::new)),
                        data,
                        documents);
            } catch (IOException cause) {
                throw new UncheckedIOException(cause);
            }
        }

        /** A token of the demo tenant's administrator after a strong login. */
        public String strongAdmin() {
            return http.token("admin", "acr_values=urn:cauce:strong");
        }

        /** A token of another tenant, with a role, that ends after so many seconds. */
        public String other(String tenant, String role, int seconds) {
            return TokenForge.of(http.bean(SigningKeys.class), ISSUER)
                    .token(claims -> claims.claim("tenant", tenant)
                            .claim("roles", List.of(role))
                            .expirationTime(
                                    java.util.Date.from(java.time.Instant.now().plusSeconds(seconds))));
        }

        /** A forge of tokens that are as the embedded issuer's. */
        public TokenForge forge() {
            return TokenForge.of(http.bean(SigningKeys.class), ISSUER);
        }

        @Override
        public void close() {
            http.close();
            if (documents != null) {
                documents.close();
            }
            try (Stream<Path> files = Files.walk(data)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            } catch (IOException cause) {
                throw new UncheckedIOException(cause);
            }
        }
    }
}
