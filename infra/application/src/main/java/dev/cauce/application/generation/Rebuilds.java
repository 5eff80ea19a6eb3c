package dev.cauce.application.generation;

import dev.cauce.application.generation.Rebuild.Purpose;
import dev.cauce.application.processing.ProjectionGroup;
import dev.cauce.application.processing.ServedGenerations;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.platform.messaging.SafeFailure;
import dev.cauce.platform.projection.ViewComparison;
import dev.cauce.platform.rejection.Rejected;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Conducts generations: begins them, compares them, switches between them and drops them. What is to be is a document
 * that each process looks at every second, and makes true for itself; so a rebuild outlives a restart, and every
 * process serves the same within a second or two.
 */
public final class Rebuilds implements AutoCloseable {

    /** Where it is written which generations there are, and how they compared. */
    public static final Set<String> COLLECTIONS = Set.of(GenerationRegister.COLLECTION, Comparisons.COLLECTION);

    private static final Logger LOG = LoggerFactory.getLogger(Rebuilds.class);
    /** So few events behind the head it is compared or switched to; what is left it sees while either waits for it. */
    private static final long NEAR = 500;

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long LOOK_AGAIN_NANOS = Duration.ofMillis(2).toNanos();

    private final Map<String, ProjectionGroup> groups = new TreeMap<>();
    private final GenerationRegister register;
    private final GenerationProcessors processors;
    private final ServedGenerations served;
    private final Comparisons comparisons;
    private final LongSupplier head;
    private final Clock clock;
    private final RebuildProperties properties;
    private final Map<String, Handover> handovers = new HashMap<>();
    private final Map<String, String> troubles = new ConcurrentHashMap<>();
    private final Set<String> comparing = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("generations").daemon().factory());
    private final ExecutorService comparers = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * @param head the position of the last event there is
     * @param clock the system's
     */
    Rebuilds(
            List<ProjectionGroup> groups,
            GenerationRegister register,
            GenerationProcessors processors,
            ServedGenerations served,
            Comparisons comparisons,
            LongSupplier head,
            Clock clock,
            RebuildProperties properties) {
        groups.forEach(group -> this.groups.put(group.name(), group));
        this.register = register;
        this.processors = processors;
        this.served = served;
        this.comparisons = comparisons;
        this.head = head;
        this.clock = clock;
        this.properties = properties;
    }

    /** Starts every generation that is not dropped, and goes on with what was under way. */
    public synchronized void start() {
        for (ProjectionGroup group : groups.values()) {
            Generations known = register.read(group.name(), group.version(), clock.instant());
            if (known.newestVersion() < group.version() && known.rebuild() == null) {
                LOG.info("Projection {}: version {} is built beside the one served", group.name(), group.version());
                known = register.change(
                        group.name(),
                        before -> before.newestVersion() < group.version()
                                ? before.begin(group.version(), Purpose.REBUILD, true, clock.instant())
                                : before);
            }
            served.begin(group.name(), known.served());
            run(group, known);
        }
        var _ = looking.scheduleWithFixedDelay(
                this::look, properties.look().toMillis(), properties.look().toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Stops them, each after the batch that it is at. */
    public void stop() {
        looking.shutdown();
        comparers.shutdownNow();
        synchronized (this) {
            processors.stopAll();
        }
    }

    @Override
    public void close() {
        looking.shutdownNow();
        comparers.shutdownNow();
    }

    /** What is known of a projection's generations. */
    public Generations known(String projection) {
        return register.read(projection);
    }

    /** The latest comparison, where there was one. */
    public Optional<ComparisonRecord> comparison(String projection) {
        return comparisons.latest(projection);
    }

    /** Whether it is being compared in this process. */
    public boolean comparing(String projection) {
        return comparing.contains(projection);
    }

    /** The position up to which the generation has seen every event; -1 before the first. */
    public long position(String projection, int generation) {
        return processors.position(group(projection), generation);
    }

    /** How many events the generation could not handle. */
    public long deadLetters(String projection, int generation) {
        return processors.deadLetters(group(projection), generation);
    }

    /**
     * Begins to build a generation by the newest definition.
     *
     * @param automatic whether it is switched to by itself where it comes out the same
     * @throws Rejected where one is being built
     */
    public void begin(String projection, Purpose purpose, boolean automatic) {
        ProjectionGroup group = group(projection);
        Generations begun = register.change(projection, known -> {
            Rebuild underWay = known.rebuild();
            if (underWay != null) {
                throw new Rejected(
                        ErrorCode.REBUILD_UNDER_WAY,
                        "Generation " + underWay.generation() + " is being built; drop it first, or switch to it.");
            }
            // What is served is compared with what the same definition makes of the events.
            int version = purpose == Purpose.RECONCILIATION
                            && group.versions()
                                    .containsKey(known.servedGeneration().version())
                    ? known.servedGeneration().version()
                    : group.version();
            return known.begin(version, purpose, automatic, clock.instant());
        });
        LOG.info("Projection {}: generation {} begins, {}", projection, begun.next() - 1, purpose);
        apply(group, begun);
    }

    /**
     * Serves what was built.
     *
     * @param force although it differs
     * @throws Rejected where there is nothing to switch to, or it differs and is not forced
     */
    public void switchOver(String projection, boolean force) {
        ProjectionGroup group = group(projection);
        Generations switched = register.change(projection, known -> {
            Rebuild rebuild = known.rebuild();
            if (rebuild == null || rebuild.purpose() != Purpose.REBUILD || !rebuild.waits()) {
                throw new Rejected(ErrorCode.REBUILD_NOT_READY, "No generation has caught up and was compared yet.");
            }
            if (!force
                    && (!Boolean.TRUE.equals(rebuild.identical())
                            || deadLetters(projection, rebuild.generation()) > 0)) {
                throw new Rejected(
                        ErrorCode.VIEWS_DIFFER,
                        "It differs from the one that is served, as `comparison` says; `force` switches to it although it does.");
            }
            return known.switched(properties.keep(), clock.instant());
        });
        apply(group, switched);
    }

    /**
     * Serves again what was served before.
     *
     * @throws Rejected where it is there no more
     */
    public void rollBack(String projection) {
        ProjectionGroup group = group(projection);
        Generations back = register.change(projection, known -> {
            Integer previous = known.previous();
            if (previous == null) {
                throw new Rejected(ErrorCode.NO_WAY_BACK, "No generation is kept that was served before.");
            }
            return known.rolledBack(previous, properties.keep(), clock.instant());
        });
        apply(group, back);
    }

    /**
     * Gives a generation up; ends a rebuild where it is the one being built.
     *
     * @throws Rejected where there is none of this number, or it is served
     */
    public void drop(String projection, int generation) {
        ProjectionGroup group = group(projection);
        Generations dropped = register.change(projection, known -> {
            if (known.served() == generation) {
                throw new Rejected(ErrorCode.GENERATION_SERVED, "Generation " + generation + " is being served.");
            }
            if (known.find(generation).isEmpty()) {
                throw new Rejected(ErrorCode.NOT_FOUND, "There is no generation of this number.");
            }
            return known.drop(generation, clock.instant());
        });
        apply(group, dropped);
    }

    private ProjectionGroup group(String projection) {
        ProjectionGroup group = groups.get(projection);
        if (group == null) {
            throw new Rejected(ErrorCode.NOT_FOUND, "There is no projection of this name.");
        }
        return group;
    }

    private void look() {
        for (ProjectionGroup group : groups.values()) {
            try {
                Generations known = register.read(group.name());
                apply(group, known);
                conduct(group, known);
                dropWhatIsOver(group, known);
                troubles.remove(group.name());
            } catch (RuntimeException failed) {
                // The next look tries again; what is the same trouble is said once.
                String what = SafeFailure.of(failed);
                if (!what.equals(troubles.put(group.name(), what))) {
                    LOG.warn("Generations of {} stay as they are: {}", group.name(), what);
                }
            }
        }
    }

    /** Makes true for this process what is to be. */
    private synchronized void apply(ProjectionGroup group, Generations known) {
        run(group, known);
        serve(group, known.served());
        known.all().stream()
                .filter(Generation::dropped)
                .filter(each -> processors.runs(group, each.number()) && isDone(group, each))
                .forEach(each -> {
                    processors.stop(group, each.number());
                    handovers.remove(ServedGenerations.name(group.name(), each.number()));
                });
    }

    private void run(ProjectionGroup group, Generations known) {
        for (Generation each : known.all()) {
            ProjectionGroup.Handlers handlers = group.versions().get(each.version());
            if (!each.dropped() && !processors.runs(group, each.number()) && handlers != null) {
                processors.start(group, each, handlers);
            }
        }
    }

    /**
     * Serves the generation once it has seen what the one before has: who read their writes in that one will in this.
     * Until then that one is served, and it is looked at again.
     */
    private void serve(ProjectionGroup group, int generation) {
        int now = served.served(group.name());
        if (now == generation) {
            return;
        }
        if (processors.runs(group, now)) {
            long deadline = System.nanoTime() + properties.look().toNanos();
            while (processors.position(group, generation) < processors.position(group, now)) {
                if (System.nanoTime() > deadline) {
                    return;
                }
                LockSupport.parkNanos(LOOK_AGAIN_NANOS);
            }
        }
        served.serve(group.name(), generation);
        handovers.put(
                ServedGenerations.name(group.name(), now),
                new Handover(processors.position(group, generation), System.nanoTime()));
        LOG.info("Projection {}: generation {} is served, before it {}", group.name(), generation, now);
    }

    /**
     * Whether a dropped generation is served no more here, no query that began while it was can wait for it any more,
     * and it has told what its successor saw and told nobody.
     */
    private boolean isDone(ProjectionGroup group, Generation dropped) {
        if (served.served(group.name()) == dropped.number()) {
            return false;
        }
        Handover handover = handovers.get(ServedGenerations.name(group.name(), dropped.number()));
        if (handover == null) {
            return true;
        }
        if (System.nanoTime() - handover.at() < properties.drain().toNanos()) {
            return false;
        }
        boolean told = processors.position(group, dropped.number()) >= handover.position();
        return told || over(dropped, properties.grace().dividedBy(2));
    }

    private boolean over(Generation dropped, Duration time) {
        return dropped.droppedAt() != null
                && clock.instant().isAfter(dropped.droppedAt().plus(time));
    }

    /** Goes on with a rebuild, in the process that has its first segment. */
    private void conduct(ProjectionGroup group, Generations known) {
        Rebuild rebuild = known.rebuild();
        if (rebuild == null || rebuild.waits() || !processors.leads(group, rebuild.generation())) {
            return;
        }
        if (head.getAsLong() - processors.position(group, rebuild.generation()) > NEAR) {
            return;
        }
        if (rebuild.purpose() == Purpose.REPLAY) {
            apply(group, change(group, rebuild, now -> now.switched(properties.keep(), clock.instant())));
        } else if (comparing.add(group.name())) {
            comparers.execute(() -> compare(group, known, rebuild));
        }
    }

    private void compare(ProjectionGroup group, Generations known, Rebuild rebuild) {
        try {
            boolean sameVersion = known.find(rebuild.generation())
                    .map(built -> built.version() == known.servedGeneration().version())
                    .orElse(false);
            boolean identical = false;
            if (sameVersion) {
                ViewComparison.Result result = comparisons.compare(
                        group, known.served(), rebuild.generation(), () -> bothAtHead(group, known, rebuild));
                identical = result.identical();
                LOG.info(
                        "Projection {}: generation {} {}, {} documents at position {}",
                        group.name(),
                        rebuild.generation(),
                        identical
                                ? "is the same"
                                : "differs in " + result.differences().size(),
                        result.documents(),
                        result.position());
            } else {
                LOG.info("Projection {}: generation {} has caught up", group.name(), rebuild.generation());
            }
            boolean same = identical;
            boolean switches = same && rebuild.automatic() && deadLetters(group.name(), rebuild.generation()) == 0;
            apply(group, change(group, rebuild, now -> {
                if (rebuild.purpose() == Purpose.RECONCILIATION) {
                    return now.drop(rebuild.generation(), clock.instant());
                }
                return switches ? now.switched(properties.keep(), clock.instant()) : now.compared(same);
            }));
        } catch (NotInTime stuck) {
            // One of them does not go on. An administrator can switch all the same; nobody else can tell what is right.
            LOG.warn(
                    "Projection {}: generation {} was not compared: {}",
                    group.name(),
                    rebuild.generation(),
                    stuck.getMessage());
            apply(
                    group,
                    change(
                            group,
                            rebuild,
                            now -> rebuild.purpose() == Purpose.RECONCILIATION
                                    ? now.drop(rebuild.generation(), clock.instant())
                                    : now.compared(false)));
        } catch (RuntimeException failed) {
            LOG.warn(
                    "Projection {}: generation {} was not compared, it is tried again: {}",
                    group.name(),
                    rebuild.generation(),
                    SafeFailure.of(failed));
        } finally {
            comparing.remove(group.name());
        }
    }

    /** Changes what is known, unless the rebuild is not the one under way any more. */
    private Generations change(
            ProjectionGroup group, Rebuild rebuild, java.util.function.UnaryOperator<Generations> change) {
        return register.change(group.name(), now -> rebuild.equals(now.rebuild()) ? change.apply(now) : now);
    }

    private long bothAtHead(ProjectionGroup group, Generations known, Rebuild rebuild) {
        long wanted = head.getAsLong();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (processors.position(group, known.served()) < wanted
                || processors.position(group, rebuild.generation()) < wanted) {
            if (System.nanoTime() > deadline || Thread.currentThread().isInterrupted()) {
                throw new NotInTime(wanted);
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
        return wanted;
    }

    private void dropWhatIsOver(ProjectionGroup group, Generations known) {
        for (Generation each : known.all()) {
            if (each.keptUntil() != null
                    && each.number() != known.served()
                    && clock.instant().isAfter(each.keptUntil())) {
                drop(group.name(), each.number());
            } else if (over(each, properties.grace()) && !processors.runs(group, each.number())) {
                processors.remove(group, each.number());
                register.change(group.name(), now -> now.without(each.number()));
            }
        }
    }

    /** One of two generations did not come to a position. */
    private static final class NotInTime extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotInTime(long position) {
            super("not both came to position " + position + " in time");
        }
    }

    /** What its successor had seen when it took over from a generation, and when that was. */
    private record Handover(long position, long at) {}
}
