package dev.cauce.application.processing;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.ReplaceOptions;
import dev.cauce.platform.messaging.SafeFailure;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.ReplayToken;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.bson.Document;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far a processor has come whose segments several processes share. What runs here is known at once. Of the others
 * the stored token alone would be seconds old, since a segment that no event concerns stores its own only when its
 * claim is extended: so each process publishes how far its segments are, a few times a second where that changes, and
 * what it published counts for as long as it holds the segment's claim. Any of it may be late and none of it early.
 */
public final class SharedPositions implements AutoCloseable {

    /** The collection of what processes publish, a document each. */
    public static final String COLLECTION = "processor-positions";

    private static final Logger LOG = LoggerFactory.getLogger(SharedPositions.class);
    private static final Duration PUBLISHED_EVERY = Duration.ofMillis(25);
    private static final Duration FORGOTTEN_AFTER = Duration.ofDays(1);
    private static final long LOOK_AGAIN_NANOS = Duration.ofMillis(5).toNanos();

    private final String node;
    private final MongoCollection<Document> tokens;
    private final MongoCollection<Document> published;
    private final Serializer serializer;
    private final Clock clock;
    private final Map<String, Seen> seen = new ConcurrentHashMap<>();
    private final AtomicBoolean away = new AtomicBoolean();
    private final ScheduledExecutorService publisher = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("positions").daemon().factory());
    private Document last = new Document();

    /**
     * @param node the name under which this process claims tokens
     * @param tokens where the token store keeps them
     * @param published what processes publish
     * @param clock the system's
     */
    public SharedPositions(
            String node,
            MongoCollection<Document> tokens,
            MongoCollection<Document> published,
            Serializer serializer,
            Clock clock) {
        this.node = node;
        this.tokens = tokens;
        this.published = published.withWriteConcern(WriteConcern.W1.withJournal(false));
        this.serializer = serializer;
        this.clock = clock;
    }

    /** The position up to which every segment of the processor has seen every event; -1 before the first. */
    public long of(StreamingEventProcessor processor) {
        Map<Integer, EventTrackerStatus> here = processor.processingStatus();
        if (isWhole(here.values())) {
            return here.values().stream()
                    .mapToLong(status -> position(status.getTrackingToken()))
                    .min()
                    .orElse(-1L);
        }
        Seen before = seen.get(processor.getName());
        if (before != null && System.nanoTime() - before.at() < LOOK_AGAIN_NANOS) {
            return before.position();
        }
        long position = everywhere(processor.getName(), here);
        seen.put(processor.getName(), new Seen(position, System.nanoTime()));
        return position;
    }

    /** Whether these segments are all there are: each is one part of (its mask + 1). */
    private static boolean isWhole(Collection<EventTrackerStatus> segments) {
        double parts = 0;
        for (EventTrackerStatus status : segments) {
            parts += 1.0 / (status.getSegment().getMask() + 1.0);
        }
        return parts >= 1.0;
    }

    private long everywhere(String processor, Map<Integer, EventTrackerStatus> here) {
        Map<String, Document> nodes = new HashMap<>();
        published.find().forEach(document -> nodes.put(document.getString("_id"), document));
        long lowest = Long.MAX_VALUE;
        for (Document stored : tokens.find(new Document("processorName", processor))) {
            int segment = stored.getInteger("segment");
            EventTrackerStatus running = here.get(segment);
            long position = running == null
                    ? elsewhere(processor, segment, stored, nodes)
                    : position(running.getTrackingToken());
            lowest = Math.min(lowest, position);
        }
        return lowest == Long.MAX_VALUE ? -1L : lowest;
    }

    private long elsewhere(String processor, int segment, Document stored, Map<String, Document> nodes) {
        TrackingToken token = token(stored);
        long kept = position(token);
        // A replay goes back: then what was published before it began must not count.
        if (token instanceof ReplayToken || !(stored.get("owner") instanceof String owner)) {
            return kept;
        }
        Document told = nodes.get(owner);
        Document ofProcessor = told == null ? null : told.get("positions", Document.class);
        Document segments = ofProcessor == null ? null : ofProcessor.get(key(processor), Document.class);
        Object position = segments == null ? null : segments.get(Integer.toString(segment));
        return position instanceof Long fresh ? Math.max(kept, fresh) : kept;
    }

    private @Nullable TrackingToken token(Document stored) {
        return stored.get("token") instanceof Binary token && stored.get("tokenType") instanceof String type
                ? serializer.deserialize(new SimpleSerializedObject<>(token.getData(), byte[].class, type, null))
                : null;
    }

    private static long position(@Nullable TrackingToken token) {
        OptionalLong position = token == null ? OptionalLong.empty() : token.position();
        return position.orElse(-1L);
    }

    private static String key(String processor) {
        return processor.replace('.', '_');
    }

    /** Begins to publish how far these processors are, for other processes to read. */
    public void publish(Supplier<List<StreamingEventProcessor>> processors) {
        published.deleteMany(
                new Document("at", new Document("$lt", Date.from(clock.instant().minus(FORGOTTEN_AFTER)))));
        var _ = publisher.scheduleWithFixedDelay(
                () -> publishQuietly(processors), 0, PUBLISHED_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void publishQuietly(Supplier<List<StreamingEventProcessor>> processors) {
        try {
            Document positions = positions(processors.get());
            if (!positions.equals(last)) {
                published.replaceOne(
                        new Document("_id", node),
                        new Document("_id", node)
                                .append("at", Date.from(clock.instant()))
                                .append("positions", positions),
                        new ReplaceOptions().upsert(true));
                last = positions;
            }
            if (away.getAndSet(false)) {
                LOG.info("Positions of processors are published again.");
            }
        } catch (RuntimeException failed) {
            // A store that is away: an exception would end the schedule, and stored tokens stand in meanwhile.
            if (!away.getAndSet(true)) {
                LOG.warn("Positions of processors are not published: {}", SafeFailure.of(failed));
            }
        }
    }

    private static Document positions(List<StreamingEventProcessor> processors) {
        Document positions = new Document();
        for (StreamingEventProcessor processor : processors) {
            Document segments = new Document();
            processor.processingStatus().forEach((segment, status) -> {
                if (!(status.getTrackingToken() instanceof ReplayToken)) {
                    segments.put(Integer.toString(segment), position(status.getTrackingToken()));
                }
            });
            positions.put(key(processor.getName()), segments);
        }
        return positions;
    }

    @Override
    public void close() {
        publisher.shutdownNow();
    }

    private record Seen(long position, long at) {}
}
