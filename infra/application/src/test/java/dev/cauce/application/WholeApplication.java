package dev.cauce.application;

import dev.cauce.application.administration.PoisonedProjection;
import dev.cauce.application.identity.SigningKeys;
import dev.cauce.application.identity.TokenForge;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands tests the whole application, embedded, started once for all classes of the run; so each test works on ids of
 * its own.
 */
public final class WholeApplication implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Whole.class;
    }

    @Override
    public Whole resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .computeIfAbsent(Whole.class, key -> Whole.start(), Whole.class);
    }

    /** The application and what belongs to it; closed with the run. */
    public record Whole(RunningApplication http, Path data) implements AutoCloseable {

        private static final String ISSUER = "http://127.0.0.1:0";

        static Whole start() {
            try {
                Path data = Files.createTempDirectory("cauce-whole");
                return new Whole(
                        RunningApplication.startWhole(
                                data,
                                List.of(PoisonedProjection.Declared.class),
                                "cauce.live.heartbeat=1s",
                                // The matrix fails to log in a thousand times.
                                "cauce.limits.address.per-second=2000",
                                "cauce.limits.address.burst=100000"),
                        data);
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
            try (Stream<Path> files = Files.walk(data)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            } catch (IOException cause) {
                throw new UncheckedIOException(cause);
            }
        }
    }
}
