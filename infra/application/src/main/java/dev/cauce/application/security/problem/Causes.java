package dev.cauce.application.security.problem;

import java.util.Optional;
import java.util.stream.Stream;

/** Looks for what is at the bottom of an exception. */
final class Causes {

    /** Longer chains are not worth following, and a chain may be a ring. */
    private static final int DEPTH = 20;

    private Causes() {}

    static <T extends Throwable> Optional<T> find(Throwable thrown, Class<T> type) {
        return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause)
                .limit(DEPTH)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst();
    }
}
