package dev.cauce.application.live;

import static dev.cauce.application.RunningApplication.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cauce.application.WholeApplication;
import dev.cauce.application.WholeApplication.Whole;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.axonframework.queryhandling.QueryBus;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Live streams of the whole application. */
@ExtendWith(WholeApplication.class)
@Timeout(120)
class LiveIT {

    private static Whole whole;
    private static String admin;

    @BeforeAll
    static void start(Whole running) {
        whole = running;
        admin = whole.http().token("admin");
        registered(admin, "live-before");
    }

    private static void registered(String token, String accountId) {
        HttpResponse<String> answer = whole.http()
                .command(
                        "/v1/accounts", token, "register-" + accountId, """
                {"accountId":"%s","companyName":"Acme %s","email":"%s@example.com","timeZone":"Europe/Madrid",
                 "origin":"IMPORT"}""".formatted(accountId, accountId, accountId));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }

    private static void suspended(String accountId) {
        HttpResponse<String> answer = whole.http()
                .command(
                        "/v1/accounts/" + accountId + "/suspension",
                        admin,
                        "suspend-" + accountId,
                        "{\"reason\":\"PAYMENT_OVERDUE\"}");
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 202);
    }

    @Test
    void showsByItselfWhatACommandChanges() {
        try (EventStream accounts = open("/v1/accounts/stream");
                EventStream onboardings = open("/v1/onboarding/stream")) {
            registered(admin, "live-1");

            EventStream.Event shown = accounts.await(event -> event.isOf("live-1"));
            assertThat(shown.name()).isEqualTo("account");
            assertThat(shown.data().path("status").asString()).isEqualTo("ACTIVE");
            assertThat(onboardings.await(event -> event.isOf("live-1")).name()).isEqualTo("onboarding");

            suspended("live-1");
            assertThat(accounts.await(event -> event.isOf("live-1")
                                    && event.data().path("status").asString().equals("SUSPENDED"))
                            .name())
                    .isEqualTo("account");
        }
    }

    @Test
    void showsTicketsAsTheyCome() {
        try (EventStream tickets = open("/v1/tickets/stream?status=OPEN")) {
            HttpResponse<String> answer = whole.http().command("/v1/tickets", admin, "open-live-ticket", """
                    {"ticketId":"live-ticket","accountId":"live-before","subject":"It does not connect",
                     "body":"It stops.","priority":"HIGH","channel":"WEB"}""");
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);

            EventStream.Event shown = tickets.await(
                    event -> event.data().path("ticketId").asString("").equals("live-ticket"));
            assertThat(shown.data().path("subject").asString()).isEqualTo("It does not connect");
        }
    }

    @Test
    void resumesWhereItWas() {
        // Nobody defines a plan here, so no trial starts later and is told too.
        String quiet = whole.other("live-resuming", "admin", 600);
        registered(quiet, "live-seen");
        String id;
        try (EventStream accounts = EventStream.open(whole.http(), "/v1/accounts/stream", quiet, null)) {
            registered(quiet, "live-last");
            accounts.await(event -> event.isOf("live-last"));
            registered(quiet, "live-later");
            id = accounts.await(event -> event.isOf("live-later")).id();
        }
        registered(quiet, "live-missed");

        try (EventStream resumed = EventStream.open(whole.http(), "/v1/accounts/stream", quiet, id)) {
            List<EventStream.Event> again = new ArrayList<>();
            EventStream.Event event = resumed.next();
            while (!event.isOf("live-missed")) {
                again.add(event);
                event = resumed.next();
            }
            assertThat(event.name()).isEqualTo("account");
            assertThat(again)
                    .noneMatch(shown -> shown.isOf("live-seen"))
                    .noneMatch(shown -> shown.name().equals("restart"));
        }
    }

    @Test
    void tellsWhatLeavesTheFilter() {
        registered(admin, "live-leaving");
        try (EventStream active = open("/v1/accounts/stream?status=ACTIVE")) {
            active.await(event -> event.isOf("live-leaving"));
            suspended("live-leaving");

            EventStream.Event gone = active.await(event -> event.isOf("live-leaving")
                    && !event.data().path("status").asString("").equals("ACTIVE"));
            assertThat(gone.name()).isEqualTo("gone");
            assertThat(gone.data().propertyNames()).containsExactly("accountId");
        }
    }

    @Test
    void neverShowsAnotherTenant() {
        String stranger = whole.other("live-elsewhere", "admin", 600);
        try (EventStream accounts = EventStream.open(whole.http(), "/v1/accounts/stream", stranger, null);
                EventStream own = open("/v1/accounts/stream");
                EventStream resumed = EventStream.open(whole.http(), "/v1/accounts/stream", stranger, "0")) {
            registered(admin, "live-not-theirs");
            own.await(event -> event.isOf("live-not-theirs"));
            registered(stranger, "live-theirs");

            assertThat(accounts.next().isOf("live-theirs")).isTrue();
            assertThat(resumed.next().isOf("live-theirs")).isTrue();
        }
    }

    @Test
    void endsWithTheToken() {
        try (EventStream accounts =
                EventStream.open(whole.http(), "/v1/accounts/stream", whole.other("live-expiring", "admin", 3), null)) {
            assertThat(accounts.next().name()).isEqualTo("expired");
            assertThat(accounts.atEnd()).isTrue();
        }
    }

    @Test
    void needsThePermissionOfTheList() {
        HttpResponse<String> answer =
                whole.http().get("/v1/tickets/stream", whole.http().token("marketing"));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(json(answer).path("code").asString()).isEqualTo("PERMISSION_DENIED");
        assertThat(whole.http()
                        .send(whole.http()
                                .request("/v1/accounts/stream")
                                .header("Authorization", "Bearer " + admin)
                                .header("Last-Event-ID", "last")
                                .build())
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void manyWatchAtOnceAndNothingIsLeftBehind() {
        List<EventStream> streams = new ArrayList<>();
        for (int number = 0; number < 100; number++) {
            streams.add(open("/v1/accounts/stream"));
        }
        registered(admin, "live-many");

        assertThat(streams)
                .allSatisfy(stream -> assertThat(
                                stream.await(event -> event.isOf("live-many")).name())
                        .isEqualTo("account"));
        streams.forEach(EventStream::close);
        // A heartbeat finds out that a client has gone.
        while (whole.http().bean(LiveStreams.class).open() > 0) {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        assertThat(whole.http().bean(QueryBus.class).queryUpdateEmitter().activeSubscriptions())
                .isEmpty();
    }

    private static EventStream open(String path) {
        return EventStream.open(whole.http(), path, admin, null);
    }
}
