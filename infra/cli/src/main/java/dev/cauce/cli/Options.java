package dev.cauce.cli;

import static dev.cauce.cli.CommandFailed.wrongInput;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The words after a command: {@code --name value} or {@code --name=value}, flags, and what stands by itself. */
public final class Options {
    private final Map<String, String> values;
    private final Set<String> flags;
    private final List<String> words;

    private Options(Map<String, String> values, Set<String> flags, List<String> words) {
        this.values = values;
        this.flags = flags;
        this.words = List.copyOf(words);
    }

    /**
     * Reads them.
     *
     * @param withValue names of options that take a value, without the dashes
     * @param flags names of options that take none
     * @throws CommandFailed for an option that is unknown, twice, or lacks its value
     */
    public static Options parse(List<String> arguments, Set<String> withValue, Set<String> flags) {
        Map<String, String> values = new LinkedHashMap<>();
        Set<String> set = new HashSet<>();
        List<String> words = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (!argument.startsWith("--") || argument.equals("--")) {
                words.add(argument);
                continue;
            }
            int equals = argument.indexOf('=');
            String name = argument.substring(2, equals < 0 ? argument.length() : equals);
            if (flags.contains(name) && equals < 0) {
                set.add(name);
            } else if (!withValue.contains(name)) {
                List<String> known = new ArrayList<>(withValue);
                known.addAll(flags);
                throw wrongInput("Unknown option --" + name
                        + NearMatch.of(name, known).stream()
                                .findFirst()
                                .map(near -> "; did you mean --" + near + "?")
                                .orElse("; ./infra/cauce help lists them"));
            } else {
                if (equals < 0 && i + 1 == arguments.size()) {
                    throw wrongInput("--" + name + " needs a value after it");
                }
                String value = equals < 0 ? arguments.get(++i) : argument.substring(equals + 1);
                if (values.put(name, value) != null) {
                    throw wrongInput("--" + name + " stands twice; give it once");
                }
            }
        }
        return new Options(values, set, words);
    }

    public Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    public boolean flag(String name) {
        return flags.contains(name);
    }

    /** What is neither an option nor its value. */
    public List<String> words() {
        return words;
    }

    /** A whole number within bounds, both included. */
    public int number(String name, int otherwise, int least, int most) {
        Optional<String> text = value(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(text.get());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below, as for a number out of bounds.
        }
        throw wrongInput("--" + name + " must be a whole number from " + least + " to " + most);
    }
}
