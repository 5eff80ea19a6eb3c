import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Puts the document together from one file per feature, at build time. Run as a source file by the Java that runs Maven,
 * so it keeps to Java 17.
 *
 * <p>Every feature's file holds {@code paths} and {@code components}; references are those of the whole ({@code
 * #/components/…}). What comes out:
 *
 * <ul>
 *   <li>{@code static/v1/openapi.yaml} and {@code .json}: the document as it is served;
 *   <li>{@code client.yaml}: the same without streams (text/event-stream, application/x-ndjson), which the generator
 *       can do nothing good with; an operation that has no other answer is left out;
 *   <li>{@code server.yaml}: as {@code client.yaml}, with commands and queries under tags of their own (`Accounts`
 *       becomes `AccountCommands` and `AccountQueries`), since they are implemented in different modules and an
 *       interface must be implemented whole; and without problems, which exceptions become in one place.
 * </ul>
 */
final class BundleOpenApi {

    private static final Set<String> STREAMS = Set.of("text/event-stream", "application/x-ndjson");

    private BundleOpenApi() {}

    public static void main(String[] arguments) throws IOException {
        Path sources = Path.of(arguments[0]);
        Path served = Files.createDirectories(Path.of(arguments[1]));
        Path generatorInput = Files.createDirectories(Path.of(arguments[2]));

        Map<String, Object> document = bundle(sources);
        writeIfChanged(served.resolve("openapi.yaml"), yaml().dump(document));
        writeIfChanged(served.resolve("openapi.json"), json(document));

        Map<String, Object> client = bundle(sources);
        withoutStreams(client);
        writeIfChanged(generatorInput.resolve("client.yaml"), yaml().dump(client));

        commandsAndQueriesApart(client);
        withoutProblems(client);
        writeIfChanged(generatorInput.resolve("server.yaml"), yaml().dump(client));
    }

    private static Map<String, Object> bundle(Path sources) throws IOException {
        Map<String, Object> whole = map(yaml().load(Files.readString(sources.resolve("openapi.yaml"))));
        List<Path> features;
        try (Stream<Path> files = Files.list(sources)) {
            features = files.filter(file -> file.toString().endsWith(".yaml"))
                    .filter(file -> !file.endsWith("openapi.yaml"))
                    .sorted()
                    .toList();
        }
        for (Path feature : features) {
            Map<String, Object> part = map(yaml().load(Files.readString(feature)));
            for (String section : part.keySet()) {
                if (!Set.of("paths", "components").contains(section)) {
                    throw new IllegalStateException(feature + " has a section '" + section + "' of its own");
                }
            }
            add(feature, map(whole.get("paths")), map(part.get("paths")));
            Map<String, Object> components = map(whole.get("components"));
            map(part.get("components"))
                    .forEach((kind, members) -> add(feature, map(components.get(kind)), map(members)));
        }
        return whole;
    }

    private static void add(Path feature, Map<String, Object> whole, Map<String, Object> part) {
        part.forEach((name, value) -> {
            if (whole.putIfAbsent(name, value) != null) {
                throw new IllegalStateException(feature + " defines '" + name + "' a second time");
            }
        });
    }

    private static void withoutStreams(Map<String, Object> document) {
        map(document.get("paths")).values().removeIf(path -> {
            map(path).values().removeIf(operation -> !answersOtherThanStreams(map(operation)));
            return map(path).isEmpty();
        });
    }

    private static boolean answersOtherThanStreams(Map<String, Object> operation) {
        boolean plain = true;
        for (Object response : map(operation.get("responses")).values()) {
            if (map(response).get("content") instanceof Map<?, ?> content) {
                content.keySet().removeIf(STREAMS::contains);
                plain &= !content.isEmpty();
            }
        }
        return plain;
    }

    private static void commandsAndQueriesApart(Map<String, Object> document) {
        Set<String> tags = new LinkedHashSet<>();
        for (Object path : map(document.get("paths")).values()) {
            map(path).forEach((method, operation) -> {
                String feature = ((List<?>) map(operation).get("tags")).get(0).toString();
                String singular = feature.endsWith("s") ? feature.substring(0, feature.length() - 1) : feature;
                String tag = singular + (method.equals("get") ? "Queries" : "Commands");
                tags.add(tag);
                map(operation).put("tags", new ArrayList<>(List.of(tag)));
            });
        }
        List<Object> list = new ArrayList<>();
        tags.forEach(tag -> list.add(new LinkedHashMap<>(Map.of("name", tag))));
        document.put("tags", list);
    }

        private static void withoutProblems(Map<String, Object> document) {
        for (Object path : map(document.get("paths")).values()) {
            for (Object operation : map(path).values()) {
                map(map(operation).get("responses")).keySet().removeIf(status -> !status.startsWith("2"));
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    /** YAML with JSON's types only: a time stands for a string, and dumping uses no anchors. */
    private static Yaml yaml() {
        DumperOptions dumping = new DumperOptions();
        dumping.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        dumping.setWidth(4000);
        dumping.setSplitLines(false);
        LoaderOptions loading = new LoaderOptions();
        loading.setAllowDuplicateKeys(false);
        Resolver resolver = new Resolver() {
            @Override
            protected void addImplicitResolvers() {
                addImplicitResolver(Tag.BOOL, java.util.regex.Pattern.compile("^(?:true|false)$"), "tf");
                addImplicitResolver(Tag.INT, INT, "-+0123456789");
                addImplicitResolver(Tag.FLOAT, FLOAT, "-+0123456789.");
                addImplicitResolver(Tag.NULL, NULL, "~nN\0");
                addImplicitResolver(Tag.NULL, EMPTY, null);
            }
        };
        return new Yaml(new SafeConstructor(loading), new Representer(dumping), dumping, loading, resolver);
    }

    private static String json(Map<String, Object> document) {
        return JsonMapper.builder()
                        .enable(SerializationFeature.INDENT_OUTPUT)
                        .build()
                        .writeValueAsString(document)
                + "\n";
    }

    /** An untouched file keeps its time, so that nothing is generated anew for nothing. */
    private static void writeIfChanged(Path file, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (!Files.exists(file) || !java.util.Arrays.equals(Files.readAllBytes(file), bytes)) {
            Files.write(file, bytes);
        }
    }
}
