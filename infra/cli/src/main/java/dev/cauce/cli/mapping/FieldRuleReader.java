package dev.cauce.cli.mapping;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads one field of a mapping: a plain text is a column's name, a section says more. */
final class FieldRuleReader {
    private static final List<String> SOURCES = List.of("column", "constant", "template", "date");
    private static final Pattern AS_OF =
            Pattern.compile("as-of(?:\\s+minus\\s+(?:(\\d{1,4})|\\{([^{}]+)})\\s+(day|month|year)s?)?");

    private final MappingProblems problems;

    FieldRuleReader(MappingProblems problems) {
        this.problems = problems;
    }

    /** A rule that always stands for something: when it is missing or wrong, the problem is noted. */
    FieldRule required(YamlSection section, String key) {
        FieldRule rule = optional(section, key);
        if (rule != null) {
            return rule;
        }
        if (!section.has(key)) {
            problems.add(section.line(), "'" + section.path(key) + "' is missing: name its column, or a constant");
        }
        return constant(section.path(key), section.line(key), "");
    }

    FieldRule constant(String path, int line, String text) {
        return new FieldRule(path, line, new FieldRule.Constant(text), Map.of(), null, null, '.');
    }

    @Nullable
    FieldRule optional(YamlSection section, String key) {
        Node node = section.node(key);
        String path = section.path(key);
        if (node instanceof ScalarNode scalar) {
            if (scalar.getValue().isBlank()) {
                problems.add(section.line(key), "'" + path + "' is empty: name its column, or leave the key out");
                return null;
            }
            FieldRule.Source column = new FieldRule.Column(scalar.getValue().strip());
            return new FieldRule(path, section.line(key), column, Map.of(), null, null, '.');
        }
        if (node instanceof MappingNode mapping) {
            return rule(path, section.line(key), new YamlSection(path, mapping, problems));
        }
        if (node != null) {
            problems.add(section.line(key), "'" + path + "' must be a column's name, or a section");
        }
        return null;
    }

    private @Nullable FieldRule rule(String path, int line, YamlSection section) {
        List<String> given = SOURCES.stream().filter(section::has).toList();
        FieldRule.Source source = given.size() == 1 ? source(given.getFirst(), section) : null;
        if (given.size() != 1) {
            SOURCES.forEach(section::node);
            problems.add(line, "'" + path + "' needs exactly one of " + String.join(", ", SOURCES));
        }
        Map<String, String> values = values(section);
        String fallback = section.text("default");
        String format = format(section);
        String decimal = section.text("decimal");
        if (decimal != null && !decimal.equals(",") && !decimal.equals(".")) {
            problems.add(section.line("decimal"), "'" + section.path("decimal") + "' must be ',' or '.'");
        }
        section.refuseUnknown();
        return source == null
                ? null
                : new FieldRule(path, line, source, values, fallback, format, ",".equals(decimal) ? ',' : '.');
    }

    private FieldRule.@Nullable Source source(String kind, YamlSection section) {
        String text = section.required(kind);
        if (text.isEmpty()) {
            return null;
        }
        return switch (kind) {
            case "column" -> new FieldRule.Column(text.strip());
            case "constant" -> new FieldRule.Constant(text);
            case "template" -> template(text, section);
            default -> asOf(text, section);
        };
    }

    private FieldRule.Source template(String text, YamlSection section) {
        FieldRule.Template template = new FieldRule.Template(text);
        long braces = text.chars().filter(c -> c == '{' || c == '}').count();
        if (template.columns().isEmpty() || braces != template.columns().size() * 2L) {
            problems.add(
                    section.line("template"),
                    "'" + section.path("template")
                            + "' needs column names in braces, as \"{customerID}@example.invalid\"");
        }
        return template;
    }

    private FieldRule.@Nullable Source asOf(String text, YamlSection section) {
        Matcher matcher = AS_OF.matcher(text.strip());
        if (!matcher.matches()) {
            problems.add(
                    section.line("date"),
                    "'" + section.path("date")
                            + "' must read \"as-of\" or \"as-of minus {column} months\" (days, years;"
                            + " a number instead of {column})");
            return null;
        }
        String number = matcher.group(1);
        String column = matcher.group(2);
        FieldRule.Source amount = number != null
                ? new FieldRule.Constant(number)
                : column != null ? new FieldRule.Column(column.strip()) : null;
        String unit = matcher.group(3);
        return new FieldRule.AsOf(
                amount, unit == null ? ChronoUnit.DAYS : ChronoUnit.valueOf(unit.toUpperCase(Locale.ROOT) + "S"));
    }

    private static Map<String, String> values(YamlSection section) {
        Map<String, String> values = new LinkedHashMap<>();
        YamlSection listed = section.section("values");
        if (listed != null) {
            listed.keys().forEach(key -> values.put(key, listed.required(key)));
        }
        return values;
    }

    private @Nullable String format(YamlSection section) {
        String format = section.text("format");
        if (format == null) {
            return null;
        }
        try {
            String day = DateTimeFormatter.ofPattern(format, Locale.ROOT).format(LocalDate.EPOCH);
            if (day.chars().anyMatch(Character::isDigit)) {
                return format;
            }
        } catch (IllegalArgumentException | DateTimeException e) {
            // Told below, as for a pattern without a day.
        }
        problems.add(
                section.line("format"),
                "'" + section.path("format") + "' is no pattern of a date; write it as dd/MM/uuuu or MM/dd/uuuu");
        return null;
    }
}
