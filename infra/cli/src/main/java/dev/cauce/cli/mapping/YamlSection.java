package dev.cauce.cli.mapping;

import dev.cauce.cli.NearMatch;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A mapping node of a YAML document, read key by key; what was not asked for is unknown and refused. It works on nodes,
 * not on constructed objects: nothing is ever instantiated from the file, lines are known, and {@code Yes} stays the
 * text it is.
 */
final class YamlSection {
    private final String path;
    private final int line;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Integer> lines = new LinkedHashMap<>();
    private final Set<String> asked = new HashSet<>();
    private final MappingProblems problems;

    YamlSection(String path, MappingNode node, MappingProblems problems) {
        this.path = path;
        this.line = lineOf(node);
        this.problems = problems;
        for (NodeTuple tuple : node.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                problems.add(lineOf(tuple.getKeyNode()), "a key must be plain text");
                continue;
            }
            if (values.put(key.getValue(), tuple.getValueNode()) != null) {
                problems.add(lineOf(key), "'" + path(key.getValue()) + "' stands twice");
            }
            lines.put(key.getValue(), lineOf(key));
        }
    }

    static int lineOf(Node node) {
        return node.getStartMark().getLine() + 1;
    }

    int line() {
        return line;
    }

    /** The line of a key, or of the section when it is not there. */
    int line(String key) {
        return lines.getOrDefault(key, line);
    }

    /** The key with the sections it stands in, as {@code subscription.price}. */
    String path(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    /** All keys in their order; marks them as asked for. */
    List<String> keys() {
        asked.addAll(values.keySet());
        return List.copyOf(values.keySet());
    }

    @Nullable
    Node node(String key) {
        asked.add(key);
        return values.get(key);
    }

    @Nullable
    String text(String key) {
        Node node = node(key);
        if (node == null) {
            return null;
        }
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        problems.add(lineOf(node), "'" + path(key) + "' must be plain text");
        return null;
    }

    /** The text, or a problem and an empty string when it is not there. */
    String required(String key) {
        String text = text(key);
        if (text == null || text.isBlank()) {
            if (!has(key) || values.get(key) instanceof ScalarNode) {
                problems.add(line(key), "'" + path(key) + "' is missing");
            }
            return "";
        }
        return text;
    }

    @Nullable
    YamlSection section(String key) {
        Node node = node(key);
        if (node == null) {
            return null;
        }
        if (node instanceof MappingNode mapping) {
            return new YamlSection(path(key), mapping, problems);
        }
        problems.add(lineOf(node), "'" + path(key) + "' must be a section with keys of its own");
        return null;
    }

    List<YamlSection> sections(String key) {
        List<YamlSection> sections = new ArrayList<>();
        Node node = node(key);
        if (node instanceof SequenceNode sequence) {
            for (Node item : sequence.getValue()) {
                if (item instanceof MappingNode mapping) {
                    sections.add(new YamlSection(path(key), mapping, problems));
                } else {
                    problems.add(
                            lineOf(item), "each entry of '" + path(key) + "' must be a section with keys of its own");
                }
            }
        } else if (node != null) {
            problems.add(lineOf(node), "'" + path(key) + "' must be a list");
        }
        return sections;
    }

    /** A list of plain texts, with the line of each. */
    Map<String, Integer> texts(String key) {
        Map<String, Integer> texts = new LinkedHashMap<>();
        Node node = node(key);
        if (node instanceof SequenceNode sequence) {
            for (Node item : sequence.getValue()) {
                if (item instanceof ScalarNode scalar) {
                    texts.put(scalar.getValue(), lineOf(item));
                } else {
                    problems.add(lineOf(item), "each entry of '" + path(key) + "' must be plain text");
                }
            }
        } else if (node != null) {
            problems.add(lineOf(node), "'" + path(key) + "' must be a list");
        }
        return texts;
    }

    /** Call last: every key that nobody asked for is a problem, with what was probably meant. */
    void refuseUnknown() {
        values.keySet().stream().filter(key -> !asked.contains(key)).forEach(key -> {
            List<String> known = asked.stream().sorted().toList();
            problems.add(
                    line(key),
                    "unknown key '" + path(key) + "'" + NearMatch.hint(key, known) + " (known: "
                            + String.join(", ", known) + ")");
        });
    }
}
