package dev.cauce.application.processing;

import dev.cauce.platform.projection.Views;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.data.mongodb.core.MongoOperations;

/**
 * A projection as the processors run it and the administrator sees it. It is no bean that handles events: each
 * generation of its view has handlers of its own.
 *
 * @param name its processing group
 * @param collections the views that it keeps, by the names of their collections
 * @param segments how many parts run side by side; fixed for a generation when it begins
 * @param versions its definitions by version, the newest last. A version stays here until no generation is of it any
 *     more; one that is not here is served as it is, and does not go on
 */
public record ProjectionGroup(
        String name, List<String> collections, int segments, SortedMap<Integer, Handlers> versions) {

    public ProjectionGroup {
        collections = List.copyOf(collections);
        versions = Collections.unmodifiableSortedMap(new TreeMap<>(versions));
        if (versions.isEmpty()) {
            throw new IllegalArgumentException("Projection " + name + " has no definition.");
        }
    }

    /** A projection that has had one definition so far. */
    public ProjectionGroup(String name, List<String> collections, int segments, Handlers handlers) {
        this(name, collections, segments, new TreeMap<>(Map.of(1, handlers)));
    }

    /** The newest version of its definition. */
    public int version() {
        return versions.lastKey();
    }

    /** Makes what handles the events for one generation of the views. */
    @FunctionalInterface
    public interface Handlers {

        /**
         * Makes them.
         *
         * @param views writes the generation
         * @param mongo finds the generation's collections by the names of the views, and those of others as they are
         *     served
         */
        List<Object> of(Views views, MongoOperations mongo);
    }
}
