package dev.cauce.application.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cauce.platform.idempotency.RequestStream;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** The whole history of the tenant, as an auditor reads it over HTTP. */
public final class RecordedHistory {

    private static final String REQUESTS = "?aggregateType=request";
    private static final Set<String> ENDS = Set.of("OnboardingCompleted", "OnboardingAbandoned", "OnboardingClosed");

    /** One line of it. */
    private record Line(
            String id,
            String type,
            String stream,
            long sequence,
            long position,
            String key,
            String command,
            String actor) {}

    private final List<Line> lines = new ArrayList<>();
    private final Map<String, Instant> followUps = new TreeMap<>();
    private final Set<String> mailsRequested = new TreeSet<>();
    private final List<String> mailsReported = new ArrayList<>();

    private RecordedHistory() {}

    public static RecordedHistory read(ApiClient api) throws IOException {
        RecordedHistory history = new RecordedHistory();
        HistoryLines.read(api, "", history::add);
        HistoryLines.read(api, REQUESTS, history::add);
        return history;
    }

    private void add(JsonNode event) {
        String type = HistoryLines.type(event);
        lines.add(new Line(
                event.path("id").asString(),
                type,
                event.path("source").asString() + "/" + event.path("subject").asString(),
                Long.parseLong(event.path("sequence").asString()),
                Long.parseLong(event.path("position").asString()),
                event.path("idempotencykey").asString(""),
                event.path("commandid").asString(""),
                event.path("actor").asString("")));
        JsonNode data = event.path("data");
        if (data.hasNonNull("nextFollowUpAt")) {
            followUps.put(
                    data.path("accountId").asString(),
                    Instant.parse(data.path("nextFollowUpAt").asString()).truncatedTo(ChronoUnit.MILLIS));
        } else if (ENDS.contains(type)) {
            followUps.remove(data.path("accountId").asString());
        }
        if (type.endsWith("MailRequested")) {
            mailsRequested.add(data.path("mailId").asString());
        } else if (type.equals("OnboardingMailSent")) {
            mailsReported.add(data.path("mailId").asString());
        }
    }

    int size() {
        return lines.size();
    }

    /** When each running onboarding is to be looked at again, by its account, to the millisecond. */
    Map<String, Instant> followUps() {
        return followUps;
    }

    Set<String> mailsRequested() {
        return mailsRequested;
    }

    List<String> mailsReported() {
        return mailsReported;
    }

    /** Every position from 1 on, every stream's sequence from 0 on, no event twice. */
    public void assertThatItIsWhole() {
        assertThat(lines.stream().map(Line::id).distinct().count())
                .as("event ids")
                .isEqualTo(lines.size());
        List<Long> positions = lines.stream().map(Line::position).sorted().toList();
        for (int at = 0; at < positions.size(); at++) {
            assertThat(positions.get(at)).as("position").isEqualTo(at + 1);
        }
        Map<String, Long> next = new HashMap<>();
        for (Line line : lines) {
            long expected = next.merge(line.stream(), 1L, Long::sum) - 1;
            assertThat(line.sequence()).as("sequence of %s", line.stream()).isEqualTo(expected);
        }
    }

    /** What each of these requests was to cause is there, once, by one command, with its answer beside it. */
    public void assertThatEachIsThereOnce(Collection<Request> requests) {
        String actor = lines.stream()
                .filter(line -> line.type().equals("PlanDefined"))
                .map(Line::actor)
                .findFirst()
                .orElseThrow();
        Map<String, List<Line>> byKey = new HashMap<>();
        for (Line line : lines) {
            if (!line.key().isEmpty()) {
                byKey.computeIfAbsent(line.key(), key -> new ArrayList<>()).add(line);
            }
        }
        List<String> wrong = new ArrayList<>();
        for (Request request : requests) {
            List<Line> caused = byKey.getOrDefault(RequestStream.sha256(actor + "|" + request.key()), List.of());
            Set<String> types = new HashSet<>();
            boolean twice = caused.stream().anyMatch(line -> !types.add(line.type()));
            long commands = caused.stream().map(Line::command).distinct().count();
            if (twice || commands != 1 || !types.contains("RequestAnswered") || !types.contains(request.event())) {
                wrong.add(request.key() + " " + caused);
            }
        }
        assertThat(wrong)
                .as("acknowledged commands whose events are not there once")
                .isEmpty();
    }
}
