package dev.cauce.application.distributed;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.sun.net.httpserver.HttpServer;
import dev.cauce.adapters.documentstore.EmbeddedDocumentStore;
import dev.cauce.application.RealAxonServer;
import dev.cauce.application.crash.ServerProcess;
import dev.cauce.application.identity.TokenForge;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;

/**
 * What processes of the distributed topology share beside Axon Server: a document store, which stands in for MongoDB,
 * and an issuer of tokens. Both live here and not in any of the processes, so each of those can be killed.
 */
final class SharedSurroundings implements AutoCloseable {

    private static final Duration TOKENS_LAST = Duration.ofHours(1);

    private final Path folder;
    private final EmbeddedDocumentStore documents;
    private final HttpServer issuer;
    private final TokenForge forge;
    private final List<ServerProcess> processes = new ArrayList<>();

    SharedSurroundings(Path folder) throws IOException, JOSEException {
        this.folder = folder;
        this.documents = EmbeddedDocumentStore.start(folder.resolve("documents"));
        RSAKey key = new RSAKeyGenerator(2048).keyID("shared").generate();
        byte[] keys = new JWKSet(key.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
        this.issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        issuer.createContext("/keys", exchange -> {
            exchange.sendResponseHeaders(200, keys.length);
            exchange.getResponseBody().write(keys);
            exchange.close();
        });
        issuer.start();
        this.forge = new TokenForge(key, url());
    }

    private String url() {
        return "http://127.0.0.1:" + issuer.getAddress().getPort();
    }

    /** A process with these roles, which is not started. */
    ServerProcess process(String name, String roles) {
        List<String> arguments = new ArrayList<>();
        RealAxonServer.settings(documents).forEach(setting -> arguments.add("--" + setting));
        arguments.addAll(List.of(
                "--cauce.roles=" + roles,
                "--cauce.identity.embedded=false",
                "--cauce.identity.issuer=" + url(),
                "--cauce.identity.jwk-set-uri=" + url() + "/keys"));
        ServerProcess process = new ServerProcess(folder.resolve(name), folder.resolve(name + ".out"), arguments);
        processes.add(process);
        return process;
    }

    /** A token of the tenant's administrator, which every process accepts. */
    String administrator(String tenant) {
        return forge.token(claims -> claims.claim("tenant", tenant)
                .claim("roles", List.of("admin"))
                .expirationTime(Date.from(Instant.now().plus(TOKENS_LAST))));
    }

    @Override
    public void close() {
        processes.forEach(ServerProcess::close);
        issuer.stop(0);
        documents.close();
    }
}
