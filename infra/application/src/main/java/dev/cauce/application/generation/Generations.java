package dev.cauce.application.generation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * All that is to be known of a projection's generations, as it is kept.
 *
 * @param revision counts the changes
 * @param served the one that is served
 * @param previous the one that was served before and goes on; null where there is none
 * @param next the number of the next one
 * @param all those that are there, the dropped whose documents are not gone yet too
 * @param rebuild the one that is being built; null where there is none
 */
public record Generations(
        String projection,
        long revision,
        int served,
        @Nullable Integer previous,
        int next,
        List<Generation> all,
        @Nullable Rebuild rebuild) {

    public Generations {
        all = List.copyOf(all);
    }

    static Generations first(String projection, int version, Instant now) {
        return new Generations(projection, 0, 1, null, 2, List.of(Generation.begun(1, version, now)), null);
    }

    /** The generation of this number, where there is one. */
    public Optional<Generation> find(int number) {
        return all.stream().filter(each -> each.number() == number).findFirst();
    }

    /** The generation that is served. */
    public Generation servedGeneration() {
        return find(served)
                .orElseThrow(() -> new IllegalStateException(
                        "Projection " + projection + " serves generation " + served + ", which is not there."));
    }

    int newestVersion() {
        return all.stream().mapToInt(Generation::version).max().orElse(0);
    }

    Generations begin(int version, Rebuild.Purpose purpose, boolean automatic, Instant now) {
        List<Generation> more = new ArrayList<>(all);
        more.add(Generation.begun(next, version, now));
        return new Generations(
                projection,
                revision,
                served,
                previous,
                next + 1,
                more,
                new Rebuild(next, purpose, automatic, now, null));
    }

    Generations compared(boolean identical) {
        return rebuild == null
                ? this
                : new Generations(projection, revision, served, previous, next, all, rebuild.compared(identical));
    }

    /** Serves what was built, and keeps what was served; a replay drops it. */
    Generations switched(Duration keep, Instant now) {
        if (rebuild == null) {
            return this;
        }
        int old = served;
        boolean kept = rebuild.purpose() != Rebuild.Purpose.REPLAY;
        Generations switched = new Generations(
                projection, revision, rebuild.generation(), kept ? (Integer) old : null, next, all, null);
        switched = switched.with(old, each -> kept ? each.keptUntil(now.plus(keep)) : each.dropped(now));
        return previous == null ? switched : switched.with(previous, each -> each.dropped(now));
    }

    /** Serves what was served before, and keeps what is. */
    Generations rolledBack(int back, Duration keep, Instant now) {
        return new Generations(projection, revision, back, served, next, all, rebuild)
                .with(served, each -> each.keptUntil(now.plus(keep)))
                .with(back, each -> each.keptUntil(null));
    }

    /** Gives one up that is not served. */
    Generations drop(int number, Instant now) {
        boolean building = rebuild != null && rebuild.generation() == number;
        boolean before = previous != null && previous == number;
        return new Generations(
                        projection, revision, served, before ? null : previous, next, all, building ? null : rebuild)
                .with(number, each -> each.dropped(now));
    }

    /** Forgets one whose documents are gone. */
    Generations without(int number) {
        return new Generations(
                projection,
                revision,
                served,
                previous,
                next,
                all.stream().filter(each -> each.number() != number).toList(),
                rebuild);
    }

    Generations changed() {
        return new Generations(projection, revision + 1, served, previous, next, all, rebuild);
    }

    private Generations with(int number, UnaryOperator<Generation> change) {
        return new Generations(
                projection,
                revision,
                served,
                previous,
                next,
                all.stream()
                        .map(each -> each.number() == number ? change.apply(each) : each)
                        .toList(),
                rebuild);
    }
}
