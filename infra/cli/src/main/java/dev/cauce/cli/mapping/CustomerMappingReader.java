package dev.cauce.cli.mapping;

import static dev.cauce.cli.CommandFailed.wrongInput;

import dev.cauce.cli.mapping.CustomerMapping.AccountRules;
import dev.cauce.cli.mapping.CustomerMapping.Attributes;
import dev.cauce.cli.mapping.CustomerMapping.Fate;
import dev.cauce.cli.mapping.CustomerMapping.Outcome;
import dev.cauce.cli.mapping.CustomerMapping.PlanEntry;
import dev.cauce.cli.mapping.CustomerMapping.PriceEntry;
import dev.cauce.cli.mapping.CustomerMapping.SubscriptionRules;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/** Reads a mapping file (YAML 1.1, nodes only) and says everything that is wrong with it at once, by line. */
public final class CustomerMappingReader {
    private static final int LARGEST_FILE = 1024 * 1024;
    private static final Set<String> DELIMITERS = Set.of(",", ";", "\t", "|", "tab");

    private final MappingProblems problems;
    private final FieldRuleReader fields;

    private CustomerMappingReader(MappingProblems problems) {
        this.problems = problems;
        this.fields = new FieldRuleReader(problems);
    }

    /**
     * Reads and checks the file.
     *
     * @throws dev.cauce.cli.CommandFailed when it is missing or wrong
     */
    public static CustomerMapping read(Path file) {
        MappingProblems problems = new MappingProblems(file);
        MappingNode root = parse(file);
        CustomerMapping mapping = new CustomerMappingReader(problems).mapping(new YamlSection("", root, problems));
        problems.refuseIfAny();
        return mapping;
    }

    private static MappingNode parse(Path file) {
        try {
            if (!Files.isRegularFile(file)) {
                throw wrongInput("There is no mapping file " + file + "; infra/samples has two to start from");
            }
            if (Files.size(file) > LARGEST_FILE) {
                throw wrongInput(file + " is above 1 MiB, so it is no mapping; is it the table?");
            }
            LoaderOptions options = new LoaderOptions();
            options.setNestingDepthLimit(10);
            options.setMaxAliasesForCollections(0);
            Node root = new Yaml(options).compose(new StringReader(Files.readString(file)));
            if (root instanceof MappingNode mapping) {
                return mapping;
            }
            throw wrongInput(file + " is no mapping: it needs keys such as 'mapping', 'account' and 'subscription'");
        } catch (CharacterCodingException e) {
            throw wrongInput(file + " is not UTF-8; save the mapping as UTF-8");
        } catch (MarkedYAMLException e) {
            String line =
                    e.getProblemMark() == null ? "" : ":" + (e.getProblemMark().getLine() + 1);
            throw wrongInput(file + line + ": no valid YAML: " + e.getProblem());
        } catch (YAMLException e) {
            throw wrongInput(file + ": no valid YAML: " + e.getMessage());
        } catch (IOException e) {
            throw wrongInput(file + " cannot be read: " + e.getClass().getSimpleName());
        }
    }

    private CustomerMapping mapping(YamlSection root) {
        String name = root.required("mapping");
        Character delimiter = delimiter(root);
        Charset encoding = encoding(root);
        LocalDate asOf = asOf(root);
        ZoneId zone = zone(root);
        List<PlanEntry> plans = plans(root);
        AccountRules account = account(root);
        SubscriptionRules subscription = subscription(root);
        Outcome outcome = outcome(root, subscription);
        Attributes attributes = attributes(root);
        root.refuseUnknown();
        CustomerMapping mapping = new CustomerMapping(
                name, delimiter, encoding, asOf, zone, plans, account, subscription, outcome, attributes);
        if (!attributes.allBut()) {
            Set<String> barred = mapping.barredFromAttributes();
            attributes.columns().forEach((column, line) -> {
                if (barred.contains(column)) {
                    problems.add(
                            line,
                            "'" + column + "' may not be an attribute: it says who the customer is, or how it ended");
                }
            });
        }
        return mapping;
    }

    private @Nullable Character delimiter(YamlSection root) {
        String delimiter = root.text("delimiter");
        if (delimiter == null) {
            return null;
        }
        if (!DELIMITERS.contains(delimiter)) {
            problems.add(root.line("delimiter"), "'delimiter' must be ',', ';', '|' or tab");
            return null;
        }
        return delimiter.equals("tab") ? '\t' : delimiter.charAt(0);
    }

    private @Nullable Charset encoding(YamlSection root) {
        String encoding = root.text("encoding");
        if (encoding == null) {
            return null;
        }
        try {
            return Charset.forName(encoding);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            problems.add(
                    root.line("encoding"), "'encoding' is unknown; write UTF-8, windows-1252, ISO-8859-1 or UTF-16LE");
            return null;
        }
    }

    private @Nullable LocalDate asOf(YamlSection root) {
        String asOf = root.text("as-of");
        if (asOf == null) {
            return null;
        }
        try {
            return LocalDate.parse(asOf);
        } catch (DateTimeException e) {
            problems.add(root.line("as-of"), "'as-of' must be a date written as 2024-01-31");
            return null;
        }
    }

    private ZoneId zone(YamlSection root) {
        String zone = root.text("zone");
        if (zone == null) {
            return ZoneOffset.UTC;
        }
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException e) {
            problems.add(root.line("zone"), "'zone' must be a time zone such as Europe/Madrid or UTC");
            return ZoneOffset.UTC;
        }
    }

    private List<PlanEntry> plans(YamlSection root) {
        List<PlanEntry> plans = new ArrayList<>();
        for (YamlSection plan : root.sections("plans")) {
            List<PriceEntry> prices = new ArrayList<>();
            if (plan.has("prices")) {
                for (YamlSection price : plan.sections("prices")) {
                    prices.add(price(price));
                    price.refuseUnknown();
                }
            } else {
                prices.add(price(plan));
            }
            plans.add(new PlanEntry(
                    plan.line(), plan.required("id"), plan.required("name"), prices, plan.text("trial-days")));
            plan.refuseUnknown();
        }
        return plans;
    }

    private static PriceEntry price(YamlSection section) {
        return new PriceEntry(
                section.line(), section.required("currency"), section.required("interval"), section.required("price"));
    }

    private AccountRules account(YamlSection root) {
        YamlSection section = root.section("account");
        if (section == null) {
            if (!root.has("account")) {
                problems.add(root.line(), "'account' is missing: it says which column is id, company and email");
            }
            FieldRule none = fields.constant("account", root.line(), "");
            return new AccountRules(none, none, null, none, none, null, null);
        }
        FieldRule timeZone = fields.optional(section, "time-zone");
        AccountRules account = new AccountRules(
                fields.required(section, "id"),
                fields.required(section, "company"),
                fields.optional(section, "contact"),
                fields.required(section, "email"),
                timeZone != null ? timeZone : fields.constant("account.time-zone", section.line(), "UTC"),
                fields.optional(section, "country"),
                fields.optional(section, "since"));
        section.refuseUnknown();
        return account;
    }

    private @Nullable SubscriptionRules subscription(YamlSection root) {
        YamlSection section = root.section("subscription");
        if (section == null) {
            return null;
        }
        SubscriptionRules subscription = new SubscriptionRules(
                fields.required(section, "plan"),
                fields.optional(section, "price"),
                fields.required(section, "currency"),
                fields.required(section, "interval"),
                fields.required(section, "started"),
                fields.optional(section, "ended"),
                fields.optional(section, "reason"));
        section.refuseUnknown();
        return subscription;
    }

    private @Nullable Outcome outcome(YamlSection root, @Nullable SubscriptionRules subscription) {
        YamlSection section = root.section("outcome");
        if (section == null) {
            return null;
        }
        String column = section.required("column");
        Map<String, Fate> values = new LinkedHashMap<>();
        YamlSection listed = section.section("values");
        if (listed != null) {
            for (String value : listed.keys()) {
                switch (listed.required(value)) {
                    case "cancelled" -> values.put(value, Fate.CANCELLED);
                    case "active" -> values.put(value, Fate.ACTIVE);
                    default ->
                        problems.add(listed.line(value), "'" + listed.path(value) + "' must be cancelled or active");
                }
            }
        } else if (!section.has("values")) {
            problems.add(
                    section.line(),
                    "'outcome.values' is missing: say for each value whether it means cancelled or active");
        }
        if (subscription == null) {
            problems.add(section.line(), "'outcome' needs a 'subscription' that can be cancelled");
        }
        section.refuseUnknown();
        return new Outcome(section.line(), column, values);
    }

    private Attributes attributes(YamlSection root) {
        if (root.node("attributes") instanceof MappingNode) {
            YamlSection section = root.section("attributes");
            Map<String, Integer> allBut = section == null ? Map.of() : section.texts("all-but");
            if (section != null) {
                if (!section.has("all-but")) {
                    problems.add(section.line(), "'attributes' must be a list of columns, or hold 'all-but' with one");
                }
                section.refuseUnknown();
            }
            return new Attributes(root.line("attributes"), true, allBut);
        }
        return new Attributes(root.line("attributes"), false, root.texts("attributes"));
    }
}
