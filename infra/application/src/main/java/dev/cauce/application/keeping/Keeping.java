package dev.cauce.application.keeping;

import dev.cauce.adapters.documentstore.DocumentStoreException;
import dev.cauce.adapters.eventstore.StoreException;
import dev.cauce.platform.personaldata.KeyringFault;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The commands {@code backup}, {@code restore} and {@code verify} on a data folder. Where the application runs on it,
 * it carries out a backup or a verification itself; otherwise the folder is opened for the while.
 *
 * <p>Exit codes: 0 done and sound, 1 something is wrong with the data or it could not be done, 2 the command is wrong.
 */
public final class Keeping {

    /** The first word of the arguments that this is for. */
    public static final String WORD = "keeping";

    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int WRONG = 2;
    private static final Set<String> FLAGS = Set.of("replace");
    private static final Set<String> OPTIONS = Set.of("data", "keys", "backup");

    private final Consumer<String> said;

    private Keeping(Consumer<String> said) {
        this.said = said;
    }

    /** Whether the arguments of the process are for this. */
    public static boolean isAskedFor(String... arguments) {
        return arguments.length > 0 && arguments[0].equals(WORD);
    }

    /**
     * Carries a command out.
     *
     * @param words {@code backup DIR}, {@code restore DIR} or {@code verify}, and {@code --name value}
     * @param said is told what happens, in lines
     * @return the exit code
     */
    public static int run(List<String> words, Consumer<String> said) {
        return new Keeping(said).execute(words, null);
    }

    /** As {@link #run(List, Consumer)}, by the application itself on its open stores. */
    static int runOn(OpenStores stores, List<String> words, Consumer<String> said) {
        return new Keeping(said).execute(words, stores);
    }

    private int execute(List<String> words, @Nullable OpenStores running) {
        try {
            return carryOut(Arguments.of(words), words, running);
        } catch (WrongCommand | InvalidPathException wrong) {
            said.accept(String.valueOf(wrong.getMessage()));
            return WRONG;
        } catch (KeepingFailed failed) {
            said.accept(failed.text());
            return FAILED;
        } catch (StoreException | DocumentStoreException | KeyringFault failed) {
            said.accept(String.valueOf(failed.getMessage()));
            return FAILED;
        }
    }

    private int carryOut(Arguments arguments, List<String> words, @Nullable OpenStores running) {
        return switch (arguments.command()) {
            case "backup" -> {
                Path backups = arguments.folder();
                Path keys = arguments.path("keys", backups.resolve(OpenStores.KEYS));
                yield onStores(arguments, words, running, stores -> {
                    Path made = new Backup(stores, Clock.systemUTC()).make(backups, keys);
                    said.accept("Backup %s, with events up to %d; the keys are in %s"
                            .formatted(made, Manifest.read(made).position(), keys));
                    return DONE;
                });
            }
            case "verify" ->
                onStores(arguments, words, running, stores -> {
                    FolderVerification.Report report = FolderVerification.of(stores);
                    report.lines().forEach(said);
                    said.accept(report.sound() ? "Sound" : "NOT SOUND: ./infra/cauce restore brings a backup back");
                    return report.sound() ? DONE : FAILED;
                });
            case "restore" -> restore(arguments, running);
            default ->
                throw new WrongCommand(
                        "There is no command " + arguments.command() + "; there are backup, restore and verify.");
        };
    }

    private int onStores(
            Arguments arguments, List<String> words, @Nullable OpenStores running, OpenStores.OnStores<Integer> task) {
        if (running != null) {
            return task.apply(running);
        }
        Path home = arguments.home();
        int byTheApplication = OperatorSocket.order(home, arguments.absolute(words), said);
        if (byTheApplication >= 0) {
            return byTheApplication;
        }
        return OpenStores.withFolder(home, task);
    }

    private int restore(Arguments arguments, @Nullable OpenStores running) {
        if (running != null) {
            throw new WrongCommand("A folder is restored while nobody uses it.");
        }
        Path backups = arguments.folder();
        Path backup = arguments.value("backup").map(backups::resolve).orElseGet(() -> Backup.newest(backups));
        new Restore(arguments.home(), Clock.systemUTC(), said)
                .from(backup, arguments.path("keys", backups.resolve(OpenStores.KEYS)), arguments.flag("replace"));
        return DONE;
    }

    /** The command cannot be understood. */
    private static final class WrongCommand extends RuntimeException {
        private static final long serialVersionUID = 1L;

        WrongCommand(String message) {
            super(message, null, false, false);
        }
    }

    private record Arguments(String command, List<String> words, Map<String, String> options) {

        static Arguments of(List<String> given) {
            List<String> words = new ArrayList<>();
            Map<String, String> options = new HashMap<>();
            for (int at = 0; at < given.size(); at++) {
                String word = given.get(at);
                String name = word.startsWith("--") ? word.substring(2) : "";
                if (name.isEmpty()) {
                    words.add(word);
                } else if (FLAGS.contains(name)) {
                    options.put(name, "");
                } else if (OPTIONS.contains(name) && at + 1 < given.size()) {
                    options.put(name, given.get(++at));
                } else {
                    throw new WrongCommand(word + (OPTIONS.contains(name) ? " needs a value." : " is not known."));
                }
            }
            if (words.isEmpty()) {
                throw new WrongCommand("Name a command: backup, restore or verify.");
            }
            return new Arguments(words.getFirst(), List.copyOf(words.subList(1, words.size())), options);
        }

        /** The one word after the command. */
        Path folder() {
            if (words.size() != 1 || words.getFirst().isBlank()) {
                throw new WrongCommand(command + " needs one folder: the folder of backups.");
            }
            return Path.of(words.getFirst()).toAbsolutePath().normalize();
        }

        Path home() {
            return path("data", Path.of(".cauce"));
        }

        Path path(String name, Path otherwise) {
            return value(name).map(Path::of).orElse(otherwise).toAbsolutePath().normalize();
        }

        Optional<String> value(String name) {
            return Optional.ofNullable(options.get(name));
        }

        boolean flag(String name) {
            return options.containsKey(name);
        }

        /** The same words with absolute paths: the application has a working folder of its own. */
        List<String> absolute(List<String> given) {
            List<String> all = new ArrayList<>(given);
            for (int at = 1; at < all.size(); at++) {
                String before = all.get(at - 1);
                boolean isPath = before.equals("--data")
                        || before.equals("--keys")
                        || (!all.get(at).startsWith("--") && !before.startsWith("--"));
                if (isPath) {
                    all.set(
                            at,
                            Path.of(all.get(at)).toAbsolutePath().normalize().toString());
                }
                if (all.get(at).indexOf('\t') >= 0 || all.get(at).indexOf('\n') >= 0) {
                    throw new WrongCommand("A folder with a tab or a line's end in its name is not taken.");
                }
            }
            return all;
        }
    }
}
