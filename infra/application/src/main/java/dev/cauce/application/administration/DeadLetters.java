package dev.cauce.application.administration;

import dev.cauce.application.processing.CountedAttempts;
import dev.cauce.contracts.metadata.MetadataKey;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.rejection.Rejected;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.extensions.mongo.eventhandling.deadletter.MongoDeadLetter;
import org.axonframework.messaging.deadletter.DeadLetter;
import org.axonframework.messaging.deadletter.SequencedDeadLetterProcessor;
import org.axonframework.messaging.deadletter.SequencedDeadLetterQueue;
import org.jspecify.annotations.Nullable;

/**
 * The events that projections could not handle, a queue for each. An event waits with those behind it in its sequence,
 * so that none is handled before it. A tenant sees its own. A queue has the name of its processor: each generation of a
 * projection has one.
 */
final class DeadLetters {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
    private static final int LONGEST_PAUSE = 7;
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(10);

    private final EventProcessingConfiguration processing;
    private final Clock clock;
    private final int attempts;

    /**
     * @param clock the system's, which Axon's dead letters are stamped by
     * @param attempts after so many an event is left to an administrator
     */
    DeadLetters(EventProcessingConfiguration processing, Clock clock, int attempts) {
        this.processing = processing;
        this.clock = clock;
        this.attempts = attempts;
    }

    /** How many events of the tenant wait. */
    long count(String projection, TenantId tenantId) {
        return processing
                .deadLetterQueue(projection)
                .filter(queue -> queue.size() > 0)
                .map(queue -> of(queue, tenantId).size())
                .orElse(0);
    }

    /** A page of those of the tenant, the oldest first. */
    Page list(String projection, TenantId tenantId, @Nullable String cursor, int limit) {
        List<Waiting> all = of(queue(projection), tenantId);
        all.sort(Comparator.comparing(Waiting::place));
        if (cursor != null) {
            String after = place(cursor);
            all.removeIf(waiting -> waiting.place().compareTo(after) <= 0);
        }
        boolean more = all.size() > limit;
        List<Waiting> shown = more ? all.subList(0, limit) : all;
        return new Page(List.copyOf(shown), more ? cursor(shown.getLast().place()) : null);
    }

    /**
     * Gives an event of the tenant's up.
     *
     * @throws Rejected where none waits under this id
     */
    void discard(String projection, TenantId tenantId, String id) {
        SequencedDeadLetterQueue<EventMessage<?>> queue = queue(projection);
        Waiting waiting = of(queue, tenantId).stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new Rejected(ErrorCode.NOT_FOUND, "No event waits under this id."));
        queue.evict(waiting.letter());
    }

    /** Tries all of the tenant's again, each once. */
    void retry(String projection, TenantId tenantId) {
        retry(projection, letter -> isOf(letter, tenantId));
    }

    /** Tries those again whose pause, which doubles with every attempt, is over, unless they were tried too often. */
    void retryDue(String projection) {
        Instant now = clock.instant();
        retry(projection, letter -> {
            int tried = CountedAttempts.of(letter);
            Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(Math.max(tried - 1, 0), LONGEST_PAUSE));
            Instant due = letter.lastTouched().plus(pause);
            return tried < attempts && (due.isBefore(now) || isOfTheFuture(letter, now));
        });
    }

    private void retry(String projection, Predicate<DeadLetter<? extends EventMessage<?>>> which) {
        SequencedDeadLetterQueue<EventMessage<?>> queue = queue(projection);
        if (queue.size() == 0) {
            return;
        }
        SequencedDeadLetterProcessor<EventMessage<?>> processor = processing
                .sequencedDeadLetterProcessor(projection)
                .orElseThrow(() -> new IllegalStateException("No dead letters are kept for " + projection + "."));
        Instant began = clock.instant();
        // A sequence that fails again is touched by it, and so none is tried twice.
        for (long left = queue.amountOfSequences(); left > 0; left--) {
            processor.process(letter ->
                    (letter.lastTouched().isBefore(began) || isOfTheFuture(letter, began)) && which.test(letter));
        }
    }

    /** It was touched before the clock was put back. */
    private static boolean isOfTheFuture(DeadLetter<?> letter, Instant now) {
        return letter.lastTouched().isAfter(now.plus(CLOCKS_DIFFER));
    }

    private static List<Waiting> of(SequencedDeadLetterQueue<EventMessage<?>> queue, TenantId tenantId) {
        List<Waiting> found = new ArrayList<>();
        for (Iterable<DeadLetter<? extends EventMessage<?>>> sequence : queue.deadLetters()) {
            for (DeadLetter<? extends EventMessage<?>> letter : sequence) {
                if (isOf(letter, tenantId) && letter instanceof MongoDeadLetter<?> stored) {
                    found.add(new Waiting(stored.sequenceIdentifier(), letter));
                }
            }
        }
        return found;
    }

    private static boolean isOf(DeadLetter<? extends EventMessage<?>> letter, TenantId tenantId) {
        return tenantId.value().equals(letter.message().getMetaData().get(MetadataKey.TENANT_ID));
    }

    private SequencedDeadLetterQueue<EventMessage<?>> queue(String projection) {
        Optional<SequencedDeadLetterQueue<EventMessage<?>>> queue = processing.deadLetterQueue(projection);
        return queue.orElseThrow(() -> new IllegalStateException("No dead letters are kept for " + projection + "."));
    }

    private static String cursor(String place) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(StandardCharsets.UTF_8));
    }

    private static String place(String cursor) {
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException unreadable) {
            throw new Rejected(ErrorCode.INVALID_REQUEST, "The cursor is not one that this list gave out.");
        }
    }

    /** An event that waits. */
    record Waiting(String sequence, DeadLetter<? extends EventMessage<?>> letter) {

        /** Within a projection an event waits once. */
        String id() {
            return letter.message().getIdentifier();
        }

        /** Sorts as time does. */
        String place() {
            return "%020d/%s".formatted(letter.enqueuedAt().toEpochMilli(), id());
        }
    }

    /** A page; {@code nextCursor} is null on the last one. */
    record Page(List<Waiting> items, @Nullable String nextCursor) {}
}
