package dev.cauce.application.processing;

import dev.cauce.platform.projection.ViewNames;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.queryhandling.QueryMessage;
import org.jspecify.annotations.Nullable;

/**
 * Which generation of each projection this process serves: queries read it, and live streams are told what it writes.
 *
 * <p>A query sees one generation from its beginning to its end, so that the position that it waited for and all that it
 * reads are of the same.
 */
public final class ServedGenerations implements ViewNames {

    private static final String PINNED = "cauce.generation.";
    // So long may it take the one before to come to the events that its successor had seen when it took over.
    private static final Duration TOLD_BY_BOTH = Duration.ofSeconds(30);
    private static final Serving FIRST = new Serving(1, null, 0);

    private final Map<String, String> projections = new HashMap<>();
    private final Map<String, Serving> served = new ConcurrentHashMap<>();
    private final LongSupplier nanos;

    /** @param nanos the time, as {@link System#nanoTime}: a clock that is set leaps over the while, or makes it last */
    public ServedGenerations(List<ProjectionGroup> groups, LongSupplier nanos) {
        groups.forEach(group -> group.collections().forEach(view -> projections.put(view, group.name())));
        this.nanos = nanos;
    }

    /** What a collection, a processor or a queue of a generation is called: the first has the plain name. */
    public static String name(String plain, int generation) {
        return generation == 1 ? plain : plain + "@" + generation;
    }

    /** The plain name of what {@link #name} called so. */
    public static String plain(String name) {
        int generation = name.indexOf('@');
        return generation < 0 ? name : name.substring(0, generation);
    }

    /** The names of all projections of this process. */
    public Set<String> projections() {
        return Set.copyOf(projections.values());
    }

    /** The generation that is served, which within a query stays the same. */
    public int served(String projection) {
        return CurrentUnitOfWork.isStarted() && CurrentUnitOfWork.get().getMessage() instanceof QueryMessage
                ? CurrentUnitOfWork.get().getOrComputeResource(PINNED + projection, key -> now(projection))
                : now(projection);
    }

    private int now(String projection) {
        return served.getOrDefault(projection, FIRST).generation();
    }

    /** The processor of the generation that is served; any other name stays as it is. */
    public String processor(String name) {
        return projections.containsValue(name) ? name(name, served(name)) : name;
    }

    @Override
    public String collection(String view) {
        @Nullable String projection = projections.get(view);
        return projection == null ? view : name(view, served(projection));
    }

    /** Serves a generation as the process starts. */
    public void begin(String projection, int generation) {
        served.put(projection, new Serving(generation, null, 0));
    }

    /** Serves another generation from now on. */
    public void serve(String projection, int generation) {
        served.put(projection, new Serving(generation, now(projection), nanos.getAsLong()));
    }

    /**
     * Whether live streams are told what this generation writes. The one that was served before tells for a while too:
     * what its successor wrote before it took over, and told nobody, it comes to a little later.
     */
    public boolean tells(String projection, int generation) {
        return now(projection) == generation || before(projection).orElse(-1) == generation;
    }

    /** The one that was served before, while it still tells. */
    public OptionalInt before(String projection) {
        Serving serving = served.getOrDefault(projection, FIRST);
        return serving.before() == null || nanos.getAsLong() - serving.sinceNanos() > TOLD_BY_BOTH.toNanos()
                ? OptionalInt.empty()
                : OptionalInt.of(serving.before());
    }

    private record Serving(int generation, @Nullable Integer before, long sinceNanos) {}
}
