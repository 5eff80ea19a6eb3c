package dev.cauce.application.security.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cauce.application.RawHttp;
import dev.cauce.application.RunningApplication;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Sends hostile requests to a running application, and then asks it whether it is well. */
final class HostileRun {

    private static final int SHOWN = 5;

    private HostileRun() {}

    static void send(Path data, long seed, int requests) {
        try (RunningApplication application = RunningApplication.start(data, "cauce.limits.enabled=false")) {
            String token = application.token("support");
            HostileRequests hostile = new HostileRequests(seed, token);
            List<String> faults = new ArrayList<>();
            Map<Integer, Integer> statuses = new TreeMap<>();
            for (int sent = 0; sent < requests && faults.size() < SHOWN; sent++) {
                byte[] request = hostile.next();
                Optional<RawHttp.Answer> answer = RawHttp.sendAndEnd(application.port(), request);
                statuses.merge(answer.map(RawHttp.Answer::status).orElse(0), 1, Integer::sum);
                int number = sent;
                answer.flatMap(HostileRequests::fault)
                        .ifPresent(fault -> faults.add("Request " + number + " of seed " + seed + " " + fault + "\n"
                                + new String(request, StandardCharsets.ISO_8859_1)));
            }
            System.out.println("Statuses (0: hung up): " + statuses);

            assertThat(faults).isEmpty();
            // Both ways out were taken, or the requests have stopped being what they should be.
            assertThat(statuses).containsKeys(200, 400, 401, 404, 405, 415);
            assertThat(application.get("/v1/echo/caller", token).statusCode()).isEqualTo(200);
        }
    }
}
