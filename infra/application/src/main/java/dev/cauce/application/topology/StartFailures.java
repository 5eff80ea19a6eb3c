package dev.cauce.application.topology;

import dev.cauce.adapters.documentstore.DocumentStoreException;
import dev.cauce.adapters.eventstore.StoreException;
import dev.cauce.application.identity.UnreadableIdentityFile;
import dev.cauce.application.keeping.KeepingFailed;
import dev.cauce.platform.personaldata.KeyringFault;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.env.Environment;

/**
 * Says why the application does not start, and how to mend it, in place of a hundred lines of stack: what the stores
 * and the settings refuse has a message that is written for whoever starts it.
 */
final class StartFailures implements FailureAnalyzer {

    private static final List<Class<? extends Throwable>> TOLD = List.of(
            StoreException.class,
            DocumentStoreException.class,
            KeyringFault.class,
            KeepingFailed.class,
            UnreadableIdentityFile.class,
            HalfConfigured.class);

    /** As operating systems say it (ENOSPC, EDQUOT), through Java as through RocksDB. */
    private static final List<String> FULL = List.of("No space left", "Disk quota exceeded");

    private static final int DEPTH = 40;

    private final Environment environment;

    StartFailures(Environment environment) {
        this.environment = environment;
    }

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        if (causes(failure).flatMap(StartFailures::message).anyMatch(StartFailures::saysFull)) {
            return new FailureAnalysis(
                    "The disk of the data folder %s is full.".formatted(environment.getProperty("cauce.home", "")),
                    "Free some space on it and start again; nothing else is needed, and nothing was lost. The stores"
                            + " want 64 MiB to be left, and refuse commands below that.",
                    failure);
        }
        return causes(failure)
                .filter(cause -> TOLD.stream().anyMatch(type -> type.isInstance(cause)))
                .flatMap(StartFailures::message)
                .findFirst()
                .map(told -> new FailureAnalysis(told, null, failure))
                .orElse(null);
    }

    private static boolean saysFull(String message) {
        return FULL.stream().anyMatch(message::contains);
    }

    private static Stream<String> message(Throwable failure) {
        return Stream.ofNullable(failure.getMessage());
    }

    /** From the bottom, where it is said most plainly, up. */
    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(DEPTH)
                .toList()
                .reversed()
                .stream();
    }
}
