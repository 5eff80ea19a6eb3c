package dev.cauce.application.administration;

import dev.cauce.application.generation.ComparisonRecord;
import dev.cauce.application.generation.Generation;
import dev.cauce.application.generation.Generations;
import dev.cauce.application.generation.Rebuild;
import dev.cauce.application.generation.Rebuilds;
import dev.cauce.application.processing.ProjectionGroup;
import dev.cauce.application.processing.SegmentPositions;
import dev.cauce.application.processing.ServedGenerations;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.messaging.SafeFailure;
import dev.cauce.platform.projection.ViewComparison.Difference;
import dev.cauce.platform.projection.ViewComparison.Kind;
import dev.cauce.platform.projection.ViewHash;
import dev.cauce.platform.rejection.Rejected;
import dev.cauce.rest.model.DifferenceKind;
import dev.cauce.rest.model.GenerationState;
import dev.cauce.rest.model.Projection;
import dev.cauce.rest.model.ProjectionGeneration;
import dev.cauce.rest.model.ProjectionRebuild;
import dev.cauce.rest.model.ProjectionState;
import dev.cauce.rest.model.RebuildPurpose;
import dev.cauce.rest.model.RebuildState;
import dev.cauce.rest.model.ViewComparison;
import dev.cauce.rest.model.ViewDifference;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.extensions.mongo.MongoTemplate;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.MongoDatabaseFactory;

/** The projections of this process: how they are. */
final class Projections {

    private static final int LONGEST_ERROR = 500;
    private static final int HASHES_AT_ONCE = 2;
    private static final int MOST_DIFFERENCES = 100;

    private final Map<String, ProjectionGroup> groups = new TreeMap<>();
    private final EventProcessingConfiguration processing;
    private final EventStore events;
    private final MongoTemplate tokens;
    private final MongoDatabaseFactory views;
    private final Serializer serializer;
    private final DeadLetters deadLetters;
    private final Rebuilds rebuilds;
    private final ServedGenerations served;
    // A hash reads the whole view; many at once would take the store from everybody else.
    private final Semaphore hashes = new Semaphore(HASHES_AT_ONCE);

    Projections(
            List<ProjectionGroup> groups,
            EventProcessingConfiguration processing,
            EventStore events,
            MongoTemplate tokens,
            MongoDatabaseFactory views,
            Serializer serializer,
            DeadLetters deadLetters,
            Rebuilds rebuilds,
            ServedGenerations served) {
        groups.forEach(group -> this.groups.put(group.name(), group));
        this.processing = processing;
        this.events = events;
        this.tokens = tokens;
        this.views = views;
        this.serializer = serializer;
        this.deadLetters = deadLetters;
        this.rebuilds = rebuilds;
        this.served = served;
    }

    /** All of them, by name. */
    List<Projection> list(TenantId tenantId) {
        long head = head();
        return groups.values().stream()
                .map(group -> describe(group, head, tenantId))
                .toList();
    }

    /**
     * One of them, with the canonical hash of what the tenant has in its view.
     *
     * @throws Rejected where there is none of this name
     */
    Projection get(String name, TenantId tenantId) {
        ProjectionGroup group = group(name);
        return describe(group, head(), tenantId)
                .hash(hash(group, tenantId))
                .comparison(rebuilds.comparison(name)
                        .map(record -> comparison(record, tenantId))
                        .orElse(null));
    }

    /** The processor of the generation that is served, after which its dead letters are called too. */
    String processor(String name) {
        return ServedGenerations.name(name, served.served(group(name).name()));
    }

    /** @throws Rejected where there is none of this name */
    ProjectionGroup group(String name) {
        ProjectionGroup group = groups.get(name);
        if (group == null) {
            throw new Rejected(ErrorCode.NOT_FOUND, "There is no projection of this name.");
        }
        return group;
    }

    private Projection describe(ProjectionGroup group, long head, TenantId tenantId) {
        String name = group.name();
        Generations known = rebuilds.known(name);
        String serving = processor(name);
        Optional<StreamingEventProcessor> processor = processing.eventProcessor(serving, StreamingEventProcessor.class);
        SegmentPositions positions = SegmentPositions.of(serving, processor, tokens, serializer);
        long position = positions.lowest();
        Optional<Throwable> error = processor.flatMap(Projections::error);
        Projection described = new Projection(
                        name,
                        state(processor, error, known, serving.equals(ServedGenerations.name(name, known.served()))),
                        position,
                        head,
                        lag(head, position),
                        progress(head, position),
                        positions.count(),
                        deadLetters.count(serving, tenantId))
                .error(error.map(SafeFailure::of).map(Projections::cut).orElse(null))
                .generation(known.served())
                .version(known.servedGeneration().version())
                .generations(known.all().stream()
                        .map(each -> describe(group, known, each, head))
                        .toList());
        Rebuild rebuild = known.rebuild();
        if (rebuild != null) {
            double progress = progress(head, rebuilds.position(name, rebuild.generation()));
            RebuildState state = rebuild.waits()
                    ? RebuildState.WAITING
                    : rebuilds.comparing(name) ? RebuildState.COMPARING : RebuildState.BUILDING;
            described
                    .progress(progress)
                    .rebuild(new ProjectionRebuild(
                            rebuild.generation(),
                            RebuildPurpose.valueOf(rebuild.purpose().name()),
                            state,
                            progress,
                            rebuilds.deadLetters(name, rebuild.generation()),
                            rebuild.startedAt()));
        }
        return described;
    }

    /** @param settled whether this process serves what is to be served */
    private static ProjectionState state(
            Optional<StreamingEventProcessor> processor,
            Optional<Throwable> error,
            Generations known,
            boolean settled) {
        if (error.isPresent()) {
            return ProjectionState.FAILED;
        }
        if (processor.filter(StreamingEventProcessor::isRunning).isEmpty()) {
            return ProjectionState.STOPPED;
        }
        Rebuild rebuild = known.rebuild();
        if (rebuild == null || rebuild.waits()) {
            return settled ? ProjectionState.RUNNING : ProjectionState.REBUILDING;
        }
        return rebuild.purpose() == Rebuild.Purpose.REPLAY ? ProjectionState.REPLAYING : ProjectionState.REBUILDING;
    }

    private ProjectionGeneration describe(ProjectionGroup group, Generations known, Generation each, long head) {
        long position = rebuilds.position(group.name(), each.number());
        Rebuild rebuild = known.rebuild();
        GenerationState state;
        if (each.dropped()) {
            state = GenerationState.DROPPED;
        } else if (each.number() == known.served()) {
            state = GenerationState.SERVED;
        } else if (!group.versions().containsKey(each.version())) {
            state = GenerationState.FROZEN;
        } else if (rebuild != null && rebuild.generation() == each.number()) {
            state = GenerationState.BUILDING;
        } else {
            state = GenerationState.KEPT;
        }
        return new ProjectionGeneration(each.number(), each.version(), state, position, lag(head, position))
                .droppedAt(each.dropped() ? each.droppedAt() : each.keptUntil());
    }

    private ViewComparison comparison(ComparisonRecord record, TenantId tenantId) {
        List<Difference> ofTenant = record.result().differences().stream()
                .filter(each -> each.documentId().equals(tenantId.value())
                        || each.documentId().startsWith(tenantId.value() + "/"))
                .toList();
        Map<Kind, Long> counts =
                ofTenant.stream().collect(Collectors.groupingBy(Difference::kind, Collectors.counting()));
        return new ViewComparison(
                record.generation(),
                record.result().position(),
                record.comparedAt(),
                record.result().documents(),
                record.result().identical(),
                counts.getOrDefault(Kind.DIFFERENT, 0L),
                counts.getOrDefault(Kind.MISSING, 0L),
                counts.getOrDefault(Kind.UNEXPECTED, 0L),
                record.result().undecided(),
                record.result().complete(),
                ofTenant.stream()
                        .limit(MOST_DIFFERENCES)
                        .map(each -> new ViewDifference(
                                each.view(),
                                each.documentId(),
                                DifferenceKind.valueOf(each.kind().name())))
                        .toList());
    }

    private static long lag(long head, long position) {
        return Math.max(0, head - position);
    }

    private static double progress(long head, long position) {
        return head <= 0 ? 1 : Math.clamp((double) position / head, 0.0, 1.0);
    }

    private static Optional<Throwable> error(StreamingEventProcessor processor) {
        return processor.processingStatus().values().stream()
                .filter(EventTrackerStatus::isErrorState)
                .map(EventTrackerStatus::getError)
                .filter(Objects::nonNull)
                .max(Comparator.comparing(Throwable::toString));
    }

    private static String cut(String text) {
        return text.length() > LONGEST_ERROR ? text.substring(0, LONGEST_ERROR) : text;
    }

    private String hash(ProjectionGroup group, TenantId tenantId) {
        if (!hashes.tryAcquire()) {
            throw new Rejected(ErrorCode.UNAVAILABLE, "Other views are being hashed; try again.");
        }
        try {
            List<String> each = group.collections().stream()
                    .map(collection -> ViewHash.of(views.getMongoDatabase(), collection, tenantId))
                    .toList();
            return each.size() == 1 ? each.getFirst() : together(each);
        } finally {
            hashes.release();
        }
    }

    private static String together(List<String> hashes) {
        try {
            byte[] all = String.join("\n", hashes).getBytes(StandardCharsets.US_ASCII);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(all));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256.", impossible);
        }
    }

    private long head() {
        @Nullable TrackingToken head = events.createHeadToken();
        OptionalLong position = head == null ? OptionalLong.empty() : head.position();
        return position.orElse(-1L);
    }
}
