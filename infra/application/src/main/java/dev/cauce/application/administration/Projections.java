package dev.cauce.application.administration;

import dev.cauce.application.processing.ProjectionGroup;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.messaging.SafeFailure;
import dev.cauce.platform.projection.ViewHash;
import dev.cauce.platform.rejection.Rejected;
import dev.cauce.rest.model.Projection;
import dev.cauce.rest.model.ProjectionState;
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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.extensions.mongo.MongoTemplate;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.mongodb.MongoDatabaseFactory;

/** The projections of this process: how they are, and replaying them from the first event. */
final class Projections {

    private static final Logger LOG = LoggerFactory.getLogger(Projections.class);
    private static final int LONGEST_ERROR = 500;
    private static final int HASHES_AT_ONCE = 2;

    private final Map<String, ProjectionGroup> groups = new TreeMap<>();
    private final EventProcessingConfiguration processing;
    private final EventStore events;
    private final MongoTemplate tokens;
    private final MongoDatabaseFactory views;
    private final Serializer serializer;
    private final DeadLetters deadLetters;
    private final Map<String, ReentrantLock> replays = new ConcurrentHashMap<>();
    // A hash reads the whole view; many at once would take the store from everybody else.
    private final Semaphore hashes = new Semaphore(HASHES_AT_ONCE);

    Projections(
            List<ProjectionGroup> groups,
            EventProcessingConfiguration processing,
            EventStore events,
            MongoTemplate tokens,
            MongoDatabaseFactory views,
            Serializer serializer,
            DeadLetters deadLetters) {
        groups.forEach(group -> this.groups.put(group.name(), group));
        this.processing = processing;
        this.events = events;
        this.tokens = tokens;
        this.views = views;
        this.serializer = serializer;
        this.deadLetters = deadLetters;
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
        return describe(group, head(), tenantId).hash(hash(group, tenantId));
    }

    /**
     * Empties the view and lets its processor begin again at the first event; returns once it has begun. Queries see
     * the view grow meanwhile.
     *
     * @throws Rejected where there is none of this name, or another replay of it is about to begin
     */
    void replay(String name) {
        StreamingEventProcessor processor = processor(group(name));
        ReentrantLock replay = replays.computeIfAbsent(name, each -> new ReentrantLock());
        if (!replay.tryLock()) {
            throw new Rejected(ErrorCode.CONCURRENT_CHANGE, "Another replay of it is about to begin; try again.");
        }
        try {
            LOG.info(
                    "Projection {}: replay from the first event, seen so far {}",
                    name,
                    positions(processor).lowest());
            processor.shutDown();
            try {
                processor.resetTokens(StreamableMessageSource::createTailToken);
            } finally {
                // Also where the reset failed: a projection that stands still is the worse fault.
                processor.start();
            }
        } finally {
            replay.unlock();
        }
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
        StreamingEventProcessor processor = processor(group);
        SegmentPositions positions = positions(processor);
        long position = positions.lowest();
        long lag = Math.max(0, head - position);
        double progress = head <= 0 ? 1 : Math.clamp((double) position / head, 0.0, 1.0);
        Optional<Throwable> error = error(processor);
        ProjectionState state = error.isPresent()
                ? ProjectionState.FAILED
                : !processor.isRunning()
                        ? ProjectionState.STOPPED
                        : positions.replaying() ? ProjectionState.REPLAYING : ProjectionState.RUNNING;
        return new Projection(
                        group.name(),
                        state,
                        position,
                        head,
                        lag,
                        progress,
                        positions.count(),
                        deadLetters.count(group.name(), tenantId))
                .error(error.map(SafeFailure::of).map(Projections::cut).orElse(null));
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

    private StreamingEventProcessor processor(ProjectionGroup group) {
        return processing
                .eventProcessor(group.name(), StreamingEventProcessor.class)
                .orElseThrow(() -> new IllegalStateException("No processor runs projection " + group.name() + "."));
    }

    private SegmentPositions positions(StreamingEventProcessor processor) {
        return SegmentPositions.of(processor, tokens, serializer);
    }

    private long head() {
        @Nullable TrackingToken head = events.createHeadToken();
        OptionalLong position = head == null ? OptionalLong.empty() : head.position();
        return position.orElse(-1L);
    }
}
