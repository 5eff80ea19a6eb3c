package dev.cauce.application.processing;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.extensions.mongo.MongoTemplate;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.bson.Document;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

/**
 * How far the segments of a processor have come, whichever process runs them: as their stored tokens say, and as the
 * processor itself says for those that run here, which is fresher.
 */
public final class SegmentPositions {

    private final Map<Integer, @Nullable TrackingToken> tokens;

    private SegmentPositions(Map<Integer, @Nullable TrackingToken> tokens) {
        this.tokens = tokens;
    }

    /**
     * The segments of the processor of this name.
     *
     * @param here the processor, where this process runs it
     */
    public static SegmentPositions of(
            String name, Optional<StreamingEventProcessor> here, MongoTemplate mongo, Serializer serializer) {
        Map<Integer, @Nullable TrackingToken> tokens = new TreeMap<>();
        for (Document stored : mongo.trackingTokensCollection().find(new Document("processorName", name))) {
            tokens.put(stored.getInteger("segment"), token(stored, serializer));
        }
        here.ifPresent(processor -> processor
                .processingStatus()
                .forEach((segment, status) -> tokens.put(segment, status.getTrackingToken())));
        return new SegmentPositions(tokens);
    }

    private static @Nullable TrackingToken token(Document stored, Serializer serializer) {
        return stored.get("token") instanceof Binary token && stored.get("tokenType") instanceof String type
                ? serializer.deserialize(new SimpleSerializedObject<>(token.getData(), byte[].class, type, null))
                : null;
    }

    /** How many there are. */
    public int count() {
        return tokens.size();
    }

    /** The position up to which every segment has seen every event; -1 before the first. */
    public long lowest() {
        return tokens.values().stream()
                .mapToLong(token -> {
                    OptionalLong position = token == null ? OptionalLong.empty() : token.position();
                    return position.orElse(-1L);
                })
                .min()
                .orElse(-1L);
    }
}
