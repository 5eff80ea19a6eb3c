package dev.cauce.application;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A started application on ports of its own, and somebody who talks HTTP to it. */
public final class RunningApplication implements AutoCloseable {

    public static final JsonMapper JSON = JsonMapper.builder().build();

    private final ConfigurableApplicationContext context;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final Path data;

    private RunningApplication(ConfigurableApplicationContext context, Path data) {
        this.context = context;
        this.data = data;
    }

    /** Starts the web side alone, with the properties given as {@code name=value}. */
    public static RunningApplication start(Path data, String... properties) {
        List<String> more = new ArrayList<>(List.of(properties));
        more.add(SecuredHttp.ALONE + "=true");
        return start(data, List.of(SecuredHttp.class, EchoController.class), more);
    }

    /** Starts the whole application, with further configuration of a test's own. */
    public static RunningApplication startWhole(Path data, List<Class<?>> further, String... properties) {
        List<Class<?>> sources = new ArrayList<>(List.of(Cauce.class));
        sources.addAll(further);
        return start(data, sources, List.of(properties));
    }

    private static RunningApplication start(Path data, List<Class<?>> sources, List<String> properties) {
        List<String> arguments =
                new ArrayList<>(List.of("--server.port=0", "--management.server.port=0", "--cauce.home=" + data));
        for (String property : properties) {
            arguments.add("--" + property);
        }
        return new RunningApplication(
                new SpringApplicationBuilder(sources.toArray(Class<?>[]::new))
                        .registerShutdownHook(false)
                        .run(arguments.toArray(String[]::new)),
                data);
    }

    public int port() {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    public int managementPort() {
        return context.getEnvironment().getRequiredProperty("local.management.port", Integer.class);
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public <T> T bean(String name, Class<T> type) {
        return context.getBean(name, type);
    }

    /** All beans of a type. */
    public <T> List<T> beans(Class<T> type) {
        return context.getBeanProvider(type).orderedStream().toList();
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .timeout(Duration.ofSeconds(30));
    }

    public HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException cause) {
            throw new AssertionError("No answer", cause);
        } catch (InterruptedException cause) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted", cause);
        }
    }

    public HttpResponse<String> get(String path, String token) {
        return send(request(path).header("Authorization", "Bearer " + token).build());
    }

    public HttpResponse<String> post(String path, String token, String json) {
        return send(request(path)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json))
                .build());
    }

    /** A command: a POST under a key. */
    public HttpResponse<String> command(String path, String token, String key, String json) {
        return send(request(path)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(json))
                .build());
    }

    /** Sends a request whose answer is read as it comes. */
    public HttpResponse<InputStream> open(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofInputStream());
        } catch (IOException cause) {
            throw new AssertionError("No answer", cause);
        } catch (InterruptedException cause) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted", cause);
        }
    }

    /** Asks the embedded issuer for a token. */
    public HttpResponse<String> askForToken(String clientId, String secret, String... parameters) {
        String credentials =
                Base64.getEncoder().encodeToString((clientId + ":" + secret).getBytes(StandardCharsets.UTF_8));
        String form =
                "grant_type=client_credentials" + (parameters.length == 0 ? "" : "&" + String.join("&", parameters));
        return send(request("/oauth2/token")
                .header("Authorization", "Basic " + credentials)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build());
    }

    /** A token of the demo client with this role. */
    public String token(String role, String... parameters) {
        HttpResponse<String> answer = askForToken("demo-" + role, secret(role), parameters);
        if (answer.statusCode() != 200) {
            throw new AssertionError("No token: " + answer.statusCode() + " " + answer.body());
        }
        return json(answer).path("access_token").asString();
    }

    /** The secret of the demo client with this role, as its file has it. */
    public String secret(String role) {
        for (JsonNode client : JSON.readTree(read("identity/demo-clients.json")).path("clients")) {
            if (client.path("role").asString().equals(role)) {
                return client.path("clientSecret").asString();
            }
        }
        throw new AssertionError("No demo client " + role);
    }

    public String read(String file) {
        try {
            return Files.readString(data.resolve(file));
        } catch (IOException cause) {
            throw new AssertionError("Cannot read " + file, cause);
        }
    }

    public static JsonNode json(HttpResponse<String> answer) {
        return JSON.readTree(answer.body());
    }

    @Override
    public void close() {
        client.close();
        context.close();
    }
}
