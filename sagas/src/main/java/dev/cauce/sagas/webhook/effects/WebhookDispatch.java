package dev.cauce.sagas.webhook.effects;

import dev.cauce.contracts.metadata.MetadataKey;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.contracts.webhook.GiveUpWebhookEndpoint;
import dev.cauce.contracts.webhook.WebhookDisabling;
import dev.cauce.contracts.webhook.WebhookEndpointId;
import dev.cauce.contracts.webhook.WebhookMessageStatus;
import dev.cauce.platform.command.ProcessCommands;
import dev.cauce.platform.messaging.MessageLineage;
import dev.cauce.platform.messaging.SafeFailure;
import dev.cauce.platform.webhook.WebhookSecrets;
import dev.cauce.sagas.webhook.effects.WebhookQueue.Attempt;
import dev.cauce.sagas.webhook.effects.WebhookQueue.Endpoint;
import dev.cauce.sagas.webhook.effects.WebhookQueue.Lane;
import dev.cauce.sagas.webhook.effects.WebhookQueue.Message;
import dev.cauce.sagas.webhook.effects.WebhookQueue.Replay;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what is due. One thread claims lanes, each lane is worked by a virtual thread; of one endpoint no more than a
 * few at a time, so that one that hangs holds up nobody else. Within a lane a message waits for the one before it. What
 * was claimed when the process died is due again when the claim has run out.
 */
public final class WebhookDispatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookDispatch.class);

    /** Nothing was taken for so long: the endpoint is given up. */
    static final Duration GIVE_UP_AFTER = Duration.ofDays(3);

    private static final Duration KEPT = Duration.ofDays(30);
    private static final Duration LONGEST_WAIT = Duration.ofDays(1);
    private static final Duration AFTER_A_FAULT = Duration.ofSeconds(30);
    private static final Duration BETWEEN_CLEANINGS = Duration.ofHours(1);
    private static final int MOST = 32;
    private static final int MOST_OF_ONE = 4;
    private static final int AT_ONCE = 20;
    private static final int STRETCH = 200;

    private final WebhookQueue queue;
    private final WebhookSender sender;
    private final WebhookSecrets secrets;
    private final EventHistory history;
    private final ProcessCommands commands;
    private final MessageLineage lineage;
    private final Clock clock;
    private final Map<String, Integer> underWay = new HashMap<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("webhooks").daemon().factory());
    private final ExecutorService lanes = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean closed;
    private boolean away;
    private Instant cleaned = Instant.MIN;

    /** @param clock business time: by it messages are due and signed */
    public WebhookDispatch(
            WebhookQueue queue,
            WebhookSender sender,
            WebhookSecrets secrets,
            EventHistory history,
            ProcessCommands commands,
            MessageLineage lineage,
            Clock clock) {
        this.queue = queue;
        this.sender = sender;
        this.secrets = secrets;
        this.history = history;
        this.commands = commands;
        this.lineage = lineage;
        this.clock = clock;
    }

    /** Begins to look, with this pause between two looks. */
    public void start(Duration pause) {
        var _ = thread.scheduleWithFixedDelay(this::look, 0, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            goOnWithReplay();
            clean();
            while (!closed && total() < MOST) {
                Optional<Lane> lane = queue.claim(busy());
                if (lane.isEmpty()) {
                    break;
                }
                begin(lane.get());
            }
            if (away) {
                away = false;
                LOG.info("Webhooks are sent again.");
            }
        } catch (RuntimeException failure) {
            // Whatever it is, the next look must come: an exception would end the schedule for good.
            if (!away) {
                away = true;
                LOG.warn("What is due of webhooks cannot be looked for: {}", SafeFailure.of(failure));
            }
        }
    }

    private void begin(Lane lane) {
        String endpoint = key(lane);
        synchronized (underWay) {
            underWay.merge(endpoint, 1, Integer::sum);
        }
        lanes.execute(() -> {
            try {
                work(lane);
            } catch (RuntimeException fault) {
                // A store that is away, a secret that does not open: nothing was lost, and it is tried again.
                LOG.warn("Messages to webhook endpoint {} wait: {}", endpoint, SafeFailure.of(fault));
                putOff(lane);
            } finally {
                synchronized (underWay) {
                    underWay.computeIfPresent(endpoint, (same, count) -> count == 1 ? null : count - 1);
                }
            }
        });
    }

    private void putOff(Lane lane) {
        try {
            queue.release(lane, clock.instant().plus(AFTER_A_FAULT));
        } catch (RuntimeException stillAway) {
            // Then the claim runs out by itself.
            LOG.debug("A lane of webhooks stays claimed: {}", SafeFailure.of(stillAway));
        }
    }

    private int total() {
        synchronized (underWay) {
            return underWay.values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    private Set<String> busy() {
        synchronized (underWay) {
            return underWay.entrySet().stream()
                    .filter(each -> each.getValue() >= MOST_OF_ONE)
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toUnmodifiableSet());
        }
    }

    private void work(Lane lane) {
        List<Message> waiting = queue.pending(lane, AT_ONCE);
        for (Message message : waiting) {
            Optional<Endpoint> endpoint = queue.endpoint(lane.tenantId(), lane.endpointId());
            if (closed || endpoint.isEmpty() || !endpoint.get().enabled()) {
                // Removed or disabled meanwhile, which has discarded what waited.
                queue.release(lane, clock.instant());
                return;
            }
            queue.extend(lane);
            if (!deliver(endpoint.get(), message, lane)) {
                return;
            }
        }
        if (waiting.size() < AT_ONCE) {
            queue.finish(lane);
        } else {
            queue.release(lane, clock.instant());
        }
    }

    /** Whether the lane goes on with its next message. */
    private boolean deliver(Endpoint endpoint, Message message, Lane lane) {
        Instant now = clock.instant();
        WebhookSender.Outcome outcome = sender.send(new WebhookSender.Letter(
                endpoint.url(), message.id(), now.getEpochSecond(), message.payload(), signing(endpoint, now)));
        Attempt attempt =
                new Attempt(now, outcome.status(), outcome.failure(), outcome.durationMillis(), outcome.excerpt());
        int tries = message.tries() + 1;
        if (outcome.taken()) {
            queue.attempted(message, attempt, WebhookMessageStatus.DELIVERED, tries, null);
            if (endpoint.failingSince() != null) {
                queue.failingSince(endpoint.tenantId(), endpoint.endpointId(), null);
            }
            return true;
        }
        if (outcome.gone()) {
            queue.attempted(message, attempt, WebhookMessageStatus.FAILED, tries, null);
            giveUp(endpoint, WebhookDisabling.GONE);
            queue.release(lane, now);
            return false;
        }
        Instant since = endpoint.failingSince();
        if (since == null) {
            queue.failingSince(endpoint.tenantId(), endpoint.endpointId(), now);
        }
        boolean hopeless = since != null && !now.isBefore(since.plus(GIVE_UP_AFTER));
        Optional<Duration> pause = RetrySchedule.after(tries, message.id());
        if (pause.isEmpty() || hopeless) {
            queue.attempted(message, attempt, WebhookMessageStatus.FAILED, tries, null);
            if (hopeless) {
                giveUp(endpoint, WebhookDisabling.FAILING);
                queue.release(lane, now);
            }
            return !hopeless;
        }
        Instant next = now.plus(longer(pause.get(), outcome.retryAfter()));
        queue.attempted(message, attempt, WebhookMessageStatus.PENDING, tries, next);
        queue.release(lane, next);
        return false;
    }

    private static Duration longer(Duration pause, @org.jspecify.annotations.Nullable Duration asked) {
        if (asked == null || asked.compareTo(pause) <= 0) {
            return pause;
        }
        return asked.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : asked;
    }

    private List<String> signing(Endpoint endpoint, Instant now) {
        List<String> signing = new ArrayList<>();
        signing.add(secrets.open(endpoint.tenantId(), endpoint.endpointId(), endpoint.sealedSecret()));
        String previous = endpoint.previousSealedSecret();
        Instant until = endpoint.previousUntil();
        if (previous != null && until != null && now.isBefore(until)) {
            signing.add(secrets.open(endpoint.tenantId(), endpoint.endpointId(), previous));
        }
        return signing;
    }

    /** The decision is the endpoint's; the command is of its tenant, as if an event had asked for it. */
    private void giveUp(Endpoint endpoint, WebhookDisabling reason) {
        DefaultUnitOfWork<GenericEventMessage<WebhookDisabling>> unit = DefaultUnitOfWork.startAndGet(
                new GenericEventMessage<>(reason, MetaData.with(MetadataKey.TENANT_ID, endpoint.tenantId())));
        unit.registerCorrelationDataProvider(lineage);
        unit.execute(() -> commands.send(new GiveUpWebhookEndpoint(
                new TenantId(endpoint.tenantId()), new WebhookEndpointId(endpoint.endpointId()), reason)));
        queue.stop(endpoint.tenantId(), endpoint.endpointId(), reason.name());
    }

    private void goOnWithReplay() {
        Optional<Replay> next = queue.nextReplay();
        if (next.isEmpty()) {
            return;
        }
        Replay replay = next.get();
        Optional<Endpoint> endpoint = queue.endpoint(replay.tenantId(), replay.endpointId());
        if (endpoint.isEmpty() || !endpoint.get().enabled()) {
            queue.end(replay);
            return;
        }
        EventHistory.Stretch stretch = history.read(replay.tenantId(), replay.since(), replay.at(), STRETCH);
        boolean past = false;
        for (EventHistory.Recorded recorded : stretch.events()) {
            if (recorded.position() > replay.until()) {
                past = true;
                break;
            }
            Message message = WebhookEvents.message(endpoint.get(), recorded.event(), recorded.position());
            if (message != null) {
                queue.again(message);
            }
        }
        if (past || stretch.ended() || stretch.goOnAt() >= replay.until()) {
            queue.end(replay);
        } else {
            queue.goOn(replay, stretch.goOnAt());
        }
    }

    private void clean() {
        Instant now = clock.instant();
        if (cleaned.equals(Instant.MIN) || now.isAfter(cleaned.plus(BETWEEN_CLEANINGS))) {
            queue.forgetBefore(now.minus(KEPT));
            cleaned = now;
        }
    }

    private static String key(Lane lane) {
        return lane.tenantId() + "/" + lane.endpointId();
    }

    /** Lets attempts that are under way end, which their time bounds. */
    @Override
    public void close() {
        closed = true;
        thread.close();
        lanes.close();
    }
}
