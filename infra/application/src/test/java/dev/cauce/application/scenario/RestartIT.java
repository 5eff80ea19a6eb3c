package dev.cauce.application.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cauce.application.RunningApplication;
import dev.cauce.application.scenario.Conversation.Speaker;
import dev.cauce.platform.time.BusinessClock;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was there before it stopped is there when it starts again, and what was due meanwhile happens then, once. */
class RestartIT {

    private static final String ONBOARDING = "/v1/accounts/restart-1/onboarding";
    private static final String MAILS = "/v1/dev/outbox?to=restart-1@example.com";

    @TempDir
    private Path data;

    @Test
    void everythingIsAsItWasAndDeadlinesFire() {
        String account;
        try (RunningApplication first = RunningApplication.startWhole(data, List.of());
                Conversation conversation = to(first)) {
            Speaker admin = conversation.as(first.token("admin"));
            admin.send("/v1/plans", """
                            {"planId":"starter","name":"Starter","trialDays":14,
                             "prices":[{"currency":"EUR","interval":"MONTH","amountMinor":1900}]}""").expect(201);
            admin.send("/v1/accounts", "restart", signUp()).expect(201);
            admin.eventually(ONBOARDING, answer -> answer.text("/welcomed").equals("true"));
            admin.eventually(
                    "/v1/accounts/restart-1/subscriptions",
                    answer -> answer.text("/items/0/status").equals("TRIALING"));
            account = admin.eventually(
                            "/v1/accounts/restart-1",
                            answer -> answer.text("/subscriptions/0/status").equals("TRIALING"))
                    .body();
        }

        try (RunningApplication second = RunningApplication.startWhole(data, List.of());
                Conversation conversation = to(second)) {
            Speaker admin = conversation.as(second.token("admin"));
            assertThat(admin.get("/v1/accounts/restart-1").body()).isEqualTo(account);
            assertThat(admin.send("/v1/accounts", "restart", signUp())
                            .expect(201)
                            .headers())
                    .containsEntry("idempotent-replayed", "true");
            assertThat(admin.get(MAILS).json().path("items")).hasSize(1);

            BusinessClock clock = second.bean(BusinessClock.class);
            followUp(clock, admin, 3, 1);
            admin.eventually(MAILS, answer -> answer.json().path("items").size() == 2);
            followUp(clock, admin, 4, 2);
            admin.eventually(MAILS, answer -> answer.json().path("items").size() == 3);
            followUp(clock, admin, 5, 3);
            admin.eventually(ONBOARDING, answer -> answer.text("/status").equals("STALLED"));
            admin.eventually(
                    "/v1/tickets?accountId=restart-1",
                    answer -> answer.text("/items/0/subject").equals("Onboarding stalled"));
            clock.set(clock.instant().plus(Duration.ofDays(22)));
            admin.eventually(ONBOARDING, answer -> answer.text("/status").equals("ABANDONED"));
        }
    }

    private static void followUp(BusinessClock clock, Speaker admin, int days, int followUps) {
        Instant now = clock.instant();
        clock.set(now.plus(Duration.ofDays(days)));
        admin.eventually(ONBOARDING, answer -> answer.text("/followUps").equals(Integer.toString(followUps)));
    }

    private static String signUp() {
        return """
                {"accountId":"restart-1","companyName":"Restart","email":"restart-1@example.com","origin":"SIGN_UP"}""";
    }

    private static Conversation to(RunningApplication application) {
        return new Conversation(URI.create("http://127.0.0.1:" + application.port()));
    }
}
