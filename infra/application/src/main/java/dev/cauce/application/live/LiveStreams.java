package dev.cauce.application.live;

import dev.cauce.contracts.message.Query;
import dev.cauce.contracts.metadata.MetadataKey;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.platform.access.Caller;
import dev.cauce.platform.access.CurrentRequest;
import dev.cauce.platform.query.QueryAsker;
import dev.cauce.platform.query.QueryFailed;
import dev.cauce.platform.rejection.Rejected;
import dev.cauce.platform.rejection.Rejections;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.GenericSubscriptionQueryMessage;
import org.axonframework.queryhandling.QueryBus;
import org.axonframework.queryhandling.QueryResponseMessage;
import org.axonframework.queryhandling.SubscriptionQueryMessage;
import org.axonframework.queryhandling.SubscriptionQueryResult;
import org.axonframework.queryhandling.SubscriptionQueryUpdateMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import tools.jackson.databind.json.JsonMapper;

/**
 * Serves live streams, each on the thread of its request, which is a virtual one.
 *
 * <p>A stream begins with the first page of the list or, where the client names the last event it saw, with what has
 * changed since; and goes on with every change. An event's id is a position up to which everything was told, so that
 * resuming repeats at most a few events and misses none. What no longer matches the filters of the stream is told as
 * {@code gone}. A stream says why it ends: {@code expired} with its token, {@code overflow} where the client reads too
 * slowly, {@code closed} where the server stops.
 */
final class LiveStreams {

    private static final int CAPACITY = 512;
    private static final long RETRY_MILLIS = 2_000;
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final QueryBus queryBus;
    private final ChangedSince changedSince;
    private final ToLongFunction<String> positionOf;
    private final JsonMapper json;
    private final Clock systemClock;
    private final LiveProperties properties;
    private final AtomicInteger open = new AtomicInteger();
    private volatile boolean stopping;

    LiveStreams(
            QueryBus queryBus,
            ChangedSince changedSince,
            ToLongFunction<String> positionOf,
            JsonMapper json,
            Clock systemClock,
            LiveProperties properties) {
        this.queryBus = queryBus;
        this.changedSince = changedSince;
        this.positionOf = positionOf;
        this.json = json;
        this.systemClock = systemClock;
        this.properties = properties;
    }

    /** How many streams are open. */
    int open() {
        return open.get();
    }

    /** Streams end before the web server waits for its requests to end. */
    @EventListener
    void stop(ContextClosedEvent event) {
        stopping = true;
    }

    /**
     * Writes the stream until it ends.
     *
     * @param query the first page, asked as the caller
     * @param shown the filters, asked of each change
     * @param lastEventId where the client was; null where it begins
     * @throws Rejected if the caller may not ask, or there are too many streams
     */
    <Q extends Query<P>, P, V> void serve(
            LiveView<Q, P, V> view,
            Q query,
            Predicate<V> shown,
            @Nullable String lastEventId,
            HttpServletResponse response) {
        if (open.incrementAndGet() > properties.most()) {
            open.decrementAndGet();
            throw new Rejected(ErrorCode.UNAVAILABLE, "Too many live streams are open; try again later.");
        }
        try {
            long position = Math.max(0, positionOf.applyAsLong(view.projection()));
            SubscriptionQueryMessage<Q, P, V> message = new GenericSubscriptionQueryMessage<Q, P, V>(
                            query, ResponseTypes.instanceOf(view.page()), ResponseTypes.instanceOf(view.item()))
                    .andMetaData(QueryAsker.metadata(CurrentRequest.get()));
            SubscriptionQueryResult<QueryResponseMessage<P>, SubscriptionQueryUpdateMessage<V>> result =
                    queryBus.subscriptionQuery(message, CAPACITY);
            try (Watching<V> watching = new Watching<>(result.updates(), CAPACITY)) {
                P page = answer(query, result);
                Stream<V> stream =
                        new Stream<>(view, shown, watching, CurrentRequest.get().caller());
                stream.write(page, position, lastEventId, response);
            } finally {
                // Axon keeps a subscription for ever unless it is closed.
                result.close();
            }
        } finally {
            open.decrementAndGet();
        }
    }

    private <P, V> P answer(
            Query<P> query,
            SubscriptionQueryResult<QueryResponseMessage<P>, SubscriptionQueryUpdateMessage<V>> result) {
        QueryResponseMessage<P> answer;
        try {
            answer = result.initialResult().block(properties.patience());
        } catch (IllegalStateException late) {
            throw new Rejected(ErrorCode.UNAVAILABLE, "No answer in time; connect again.");
        }
        if (answer == null) {
            throw new Rejected(ErrorCode.UNAVAILABLE, "No answer; connect again.");
        }
        if (answer.isExceptional()) {
            Throwable failure = answer.exceptionResult();
            throw Rejections.in(failure)
                    .map(RuntimeException.class::cast)
                    .orElseGet(() -> new QueryFailed(query.getClass().getSimpleName(), failure));
        }
        return answer.getPayload();
    }

    /** One stream, from its first line to its last. */
    private final class Stream<V> {

        private final LiveView<?, ?, V> view;
        private final Predicate<V> shown;
        private final Watching<V> watching;
        private final Caller caller;
        private final SettledPosition settled = new SettledPosition(properties.settling());

        Stream(LiveView<?, ?, V> view, Predicate<V> shown, Watching<V> watching, Caller caller) {
            this.view = view;
            this.shown = shown;
            this.watching = watching;
            this.caller = caller;
        }

        void write(Object page, long position, @Nullable String lastEventId, HttpServletResponse response) {
            response.setContentType("text/event-stream;charset=UTF-8");
            response.setHeader("Cache-Control", "no-store");
            // Asks proxies to pass events on as they come.
            response.setHeader("X-Accel-Buffering", "no");
            try {
                EventLines lines = new EventLines(response.getOutputStream(), json);
                lines.retry(RETRY_MILLIS);
                begin(lines, page, position, lastEventId);
                lines.event(null, follow(lines), Map.of());
            } catch (IOException gone) {
                // The client has gone, which is how most streams end.
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }

        private void begin(EventLines lines, Object page, long position, @Nullable String lastEventId)
                throws IOException {
            Optional<Set<String>> missed = lastEventId == null
                    ? Optional.empty()
                    : changedSince.documents(view, caller.tenantId(), Long.parseLong(lastEventId));
            String id = Long.toString(position);
            if (missed.isPresent()) {
                for (V item :
                        missed.get().isEmpty() ? List.<V>of() : view.changed().apply(missed.get())) {
                    tell(lines, id, item);
                }
                return;
            }
            if (lastEventId != null) {
                // Too much has happened since: what the client holds is to be thrown away.
                lines.event(null, "restart", Map.of());
            }
            for (V item : firstPage(view, page)) {
                lines.event(id, view.event(), view.json().apply(item));
            }
        }

        private <P> List<V> firstPage(LiveView<?, P, V> of, Object page) {
            return of.items().apply(of.page().cast(page));
        }

        /** Tells every change until the stream must end, and then why. */
        private String follow(EventLines lines) throws IOException, InterruptedException {
            long heard = System.nanoTime();
            while (true) {
                if (watching.overflowed()) {
                    return "overflow";
                }
                if (!systemClock.instant().isBefore(caller.tokenExpiresAt())) {
                    return "expired";
                }
                if (stopping || watching.ended()) {
                    return "closed";
                }
                SubscriptionQueryUpdateMessage<V> update = watching.next(LOOK);
                if (update != null) {
                    tell(lines, position(update), update.getPayload());
                    heard = System.nanoTime();
                } else if (System.nanoTime() - heard >= properties.heartbeat().toNanos()) {
                    lines.comment("still here");
                    heard = System.nanoTime();
                }
            }
        }

        private @Nullable String position(SubscriptionQueryUpdateMessage<V> update) {
            long position =
                    update.getMetaData().get(MetadataKey.POSITION) instanceof String told ? Long.parseLong(told) : -1;
            OptionalLong reached = settled.after(position, System.nanoTime());
            return reached.isPresent() ? Long.toString(reached.getAsLong()) : null;
        }

        private void tell(EventLines lines, @Nullable String id, V item) throws IOException {
            if (shown.test(item)) {
                lines.event(id, view.event(), view.json().apply(item));
            } else {
                lines.event(id, "gone", Map.of(view.idField(), view.id().apply(item)));
            }
        }
    }
}
