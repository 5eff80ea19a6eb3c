package dev.cauce.application.security.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cauce.application.RawHttp;
import dev.cauce.application.RunningApplication;
import dev.cauce.application.identity.SigningKeys;
import dev.cauce.application.identity.TokenForge;
import dev.cauce.contracts.metadata.MetadataKey;
import dev.cauce.contracts.request.RequestAnswered;
import dev.cauce.platform.idempotency.RequestStream;
import dev.cauce.rest.contract.Contract;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;

/**
 * Sends spoilt requests of every operation to the whole application: no answer is a fault or tells internals, and what
 * was not answered by a success has left no event but the record of its refusal.
 */
final class OperationFuzz {

    private static final String TENANT = "fuzzed";
    private static final String SUBJECT = "s-fuzz";
    private static final String CLIENT = "c-fuzz";
    private static final int SHOWN = 5;
    private static final List<String> BEGIN_WITH = List.of(
            "definePlan",
            "registerAccount",
            "startSubscription",
            "draftCampaign",
            "addVariant",
            "openTicket",
            "registerUser",
            "registerApiClient");

    private OperationFuzz() {}

    static void send(Path data, long seed, int count) {
        try (RunningApplication application = RunningApplication.startWhole(
                data, List.of(), "cauce.limits.enabled=false", "cauce.read-patience=20ms")) {
            OperationRequests requests = new OperationRequests(seed, Contract.load());
            Map<String, Integer> statusByKey = new HashMap<>();
            Map<Integer, Integer> statuses = new TreeMap<>();
            Set<String> succeeded = new TreeSet<>();
            List<String> faults = new ArrayList<>();
            String token = token(application);
            for (int sent = 0; sent < count + BEGIN_WITH.size() && faults.size() < SHOWN; sent++) {
                OperationRequests.Request request =
                        sent < BEGIN_WITH.size() ? requests.good(BEGIN_WITH.get(sent)) : requests.next();
                Optional<RawHttp.Answer> answer = RawHttp.sendAndEnd(application.port(), request.as(token));
                int status = answer.map(RawHttp.Answer::status).orElse(0);
                statuses.merge(status, 1, Integer::sum);
                if (!request.key().isEmpty()) {
                    statusByKey.put(RequestStream.sha256(SUBJECT + "@" + CLIENT + "|" + request.key()), status);
                }
                if (status >= 200 && status < 300) {
                    succeeded.add(request.operation().operationId());
                }
                int number = sent;
                answer.flatMap(OperationFuzz::fault)
                        .ifPresent(fault -> faults.add("Request " + number + " of seed " + seed + " " + fault + "\n"
                                + shortened(request.toString())));
            }
            System.out.println("Statuses (0: hung up): " + statuses);
            System.out.println("Operations that succeeded: " + succeeded.size());

            assertThat(faults).isEmpty();
            assertThat(statuses).containsKeys(200, 400, 404);
            assertThat(halfDone(application.bean(EventStore.class), statusByKey))
                    .isEmpty();
        }
    }

    /** A view that has not caught up says so, and that is no fault; a CloudEvent is called after our domain. */
    private static Optional<String> fault(RawHttp.Answer answer) {
        boolean behind = answer.status() == 503 && answer.body().contains("\"VIEW_BEHIND\"");
        boolean history = answer.status() == 200
                && answer.headers().getOrDefault("content-type", "").startsWith("application/x-ndjson");
        return behind || history ? Optional.empty() : HostileRequests.fault(answer);
    }

    /** Events whose request was answered by anything but a success. */
    private static List<String> halfDone(EventStore store, Map<String, Integer> statusByKey) {
        List<String> halfDone = new ArrayList<>();
        Set<String> answered = new HashSet<>();
        try (BlockingStream<TrackedEventMessage<?>> events = store.openStream(store.createTailToken())) {
            while (events.hasNextAvailable(500, TimeUnit.MILLISECONDS)) {
                TrackedEventMessage<?> event = events.nextAvailable();
                Object key = event.getMetaData().get(MetadataKey.IDEMPOTENCY_KEY);
                Integer status = key instanceof String text ? statusByKey.get(text) : null;
                if (status == null) {
                    continue;
                }
                if (event.getPayload() instanceof RequestAnswered) {
                    answered.add(key.toString());
                } else if (status != 0 && (status < 200 || status > 299)) {
                    halfDone.add(event.getPayloadType().getSimpleName() + " of a request that was answered " + status);
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
        assertThat(answered).as("records of answers").isNotEmpty();
        return halfDone;
    }

    private static String token(RunningApplication application) {
        return TokenForge.of(application.bean(SigningKeys.class), "http://127.0.0.1:0")
                .token(claims -> claims.subject(SUBJECT)
                        .claim("client_id", CLIENT)
                        .claim("tenant", TENANT)
                        .claim("roles", List.of("admin", "operator"))
                        .claim("acr", "urn:cauce:strong")
                        .claim("auth_time", new Date().getTime() / 1000)
                        .expirationTime(new Date(System.currentTimeMillis() + 3_600_000)));
    }

    private static String shortened(String request) {
        return request.length() > 1500 ? request.substring(0, 1500) + "…" : request;
    }
}
