package dev.cauce.rest.generated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cauce.rest.api.AuditQueriesApi;
import dev.cauce.rest.api.TicketCommandsApi;
import dev.cauce.rest.model.AssignTicketRequest;
import dev.cauce.rest.model.AuditEvent;
import dev.cauce.rest.model.AuditEventPage;
import dev.cauce.rest.model.AuditSource;
import dev.cauce.rest.model.OpenTicketRequest;
import dev.cauce.rest.model.Priority;
import dev.cauce.rest.model.RateTicketRequest;
import dev.cauce.rest.model.ReplyToTicketRequest;
import dev.cauce.rest.model.TicketReference;
import dev.cauce.rest.model.TicketStatus;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MockMvcTester.MockMvcRequestBuilder;
import org.springframework.web.bind.annotation.RestController;

/** What the generated interfaces do by themselves in Spring, so that a controller need not. */
class GeneratedInterfaceTest {

    private static final String TICKET = "{\"subject\":\"s\",\"body\":\"b\",\"channel\":\"WEB\"}";

    private final Tickets tickets = new Tickets();
    private final History history = new History();
    private final MockMvcTester mvc = MockMvcTester.of(tickets, history);

    @Test
    void givesTheCommandAsItWasSentAndFillsInDefaults() {
        assertThat(open(TICKET).header("Idempotency-Key", "key-1"))
                .hasStatus(HttpStatus.CREATED)
                .hasHeader(HttpHeaders.LOCATION, "/v1/tickets/made")
                .hasBodyTextEqualTo("{\"ticketId\":\"made\",\"status\":\"OPEN\"}");

        assertThat(tickets.keys).containsExactly("key-1");
        assertThat(tickets.opened).singleElement().satisfies(request -> {
            assertThat(request.getPriority()).isEqualTo(Priority.NORMAL);
            assertThat(request.getTicketId()).isNull();
        });
    }

    @Test
    void refusesACommandWithoutKey() {
        assertThat(open(TICKET)).hasStatus(HttpStatus.BAD_REQUEST);
        assertThat(tickets.opened).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ключ", "tab\t"})
    void refusesAKeyThatIsNotPrintableAscii(String key) {
        assertThat(open(TICKET).header("Idempotency-Key", key)).hasStatus(HttpStatus.BAD_REQUEST);
        assertThat(tickets.opened).isEmpty();
    }

    @Test
    void refusesAKeyThatIsTooLong() {
        assertThat(open(TICKET).header("Idempotency-Key", "k".repeat(256))).hasStatus(HttpStatus.BAD_REQUEST);
        assertThat(open(TICKET).header("Idempotency-Key", "k".repeat(255))).hasStatus(HttpStatus.CREATED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"subject\":\"\",\"body\":\"b\",\"channel\":\"WEB\"}",
                "{\"body\":\"b\",\"channel\":\"WEB\"}",
                "{\"subject\":null,\"body\":\"b\",\"channel\":\"WEB\"}",
                "{\"subject\":\"s\",\"body\":\"b\",\"channel\":\"PIGEON\"}",
                "{\"subject\":\"s\",\"body\":\"b\",\"channel\":\"WEB\",\"ticketId\":\"a/b\"}",
                "{\"subject\":\"s\",\"body\":\"b\",\"channel\":\"WEB\",\"ticketId\":\"a\\n\"}",
                "{\"subject\":\"s\",\"body\":\"b\",\"channel\":\"WEB\",\"ticketId\":\"stream\"}",
                "[]",
                "null",
                ""
            })
    void refusesABodyOutsideItsConstraints(String body) {
        assertThat(open(body).header("Idempotency-Key", "key-1")).hasStatus(HttpStatus.BAD_REQUEST);
        assertThat(tickets.opened).isEmpty();
    }

    @Test
    void refusesAnIdInThePathThatIsNone() {
        assertThat(mvc.post().uri("/v1/tickets/{id}/closure", "-a").header("Idempotency-Key", "key-1"))
                .hasStatus(HttpStatus.BAD_REQUEST);
        assertThat(tickets.keys).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {"7,400", "\"7\",200", "*,200", "\"7\" \"8\",400"})
    void takesAnIfMatchThatIsOneETagOrAny(String ifMatch, int status) {
        assertThat(mvc.post()
                        .uri("/v1/tickets/t-1/closure")
                        .header("Idempotency-Key", "key-1")
                        .header("If-Match", ifMatch))
                .hasStatus(status);
    }

    @ParameterizedTest
    @CsvSource({"limit,0", "limit,101", "limit,x", "from,yesterday", "aggregateType,a b", "cursor,a=b"})
    void refusesAParameterOutsideItsConstraints(String name, String value) {
        assertThat(mvc.get().uri("/v1/audit/events").param(name, value)).hasStatus(HttpStatus.BAD_REQUEST);
    }

    @Test
    void readsTimesAndLeavesOutWhatIsAbsent() {
        assertThat(mvc.get().uri("/v1/audit/events").param("from", "2026-03-01T01:00:00+01:00"))
                .hasStatusOk()
                .hasBodyTextEqualTo("""
                        {"items":[{"eventId":"e-1","type":"EmailVerified","revision":"1",\
                        "recordedAt":"2026-03-01T00:00:00Z","effectiveAt":"2026-03-01T00:00:00Z","actor":"a@b",\
                        "payload":{"accountId":"acme"},"position":17}]}""");

        assertThat(history.from).isEqualTo(Instant.parse("2026-03-01T00:00:00Z"));
        assertThat(history.limit).isEqualTo(50);
    }

    private MockMvcRequestBuilder open(String body) {
        return mvc.post()
                .uri("/v1/tickets")
                .contentType(MediaType.APPLICATION_JSON)
                .content(body);
    }

    @RestController
    static final class Tickets implements TicketCommandsApi {

        final List<OpenTicketRequest> opened = new ArrayList<>();
        final List<String> keys = new ArrayList<>();

        @Override
        public ResponseEntity<TicketReference> openTicket(String idempotencyKey, OpenTicketRequest request) {
            keys.add(idempotencyKey);
            opened.add(request);
            return ResponseEntity.created(URI.create("/v1/tickets/made"))
                    .body(new TicketReference("made", TicketStatus.OPEN));
        }

        @Override
        public ResponseEntity<TicketReference> assignTicket(
                String ticketId, String idempotencyKey, AssignTicketRequest request, @Nullable String ifMatch) {
            return done(ticketId, idempotencyKey);
        }

        @Override
        public ResponseEntity<TicketReference> closeTicket(
                String ticketId, String idempotencyKey, @Nullable String ifMatch) {
            return done(ticketId, idempotencyKey);
        }

        @Override
        public ResponseEntity<TicketReference> rateTicket(
                String ticketId, String idempotencyKey, RateTicketRequest request, @Nullable String ifMatch) {
            return done(ticketId, idempotencyKey);
        }

        @Override
        public ResponseEntity<TicketReference> reopenTicket(
                String ticketId, String idempotencyKey, @Nullable String ifMatch) {
            return done(ticketId, idempotencyKey);
        }

        @Override
        public ResponseEntity<TicketReference> replyToTicket(
                String ticketId, String idempotencyKey, ReplyToTicketRequest request, @Nullable String ifMatch) {
            return done(ticketId, idempotencyKey);
        }

        @Override
        public ResponseEntity<TicketReference> resolveTicket(
                String ticketId, String idempotencyKey, @Nullable String ifMatch) {
            return done(ticketId, idempotencyKey);
        }

        private ResponseEntity<TicketReference> done(String ticketId, String idempotencyKey) {
            keys.add(idempotencyKey);
            return ResponseEntity.ok(new TicketReference(ticketId, TicketStatus.OPEN));
        }
    }

    @RestController
    static final class History implements AuditQueriesApi {

        @Nullable
        Instant from;

        @Nullable
        Integer limit;

        @Override
        public ResponseEntity<AuditEventPage> listAuditEvents(
                @Nullable AuditSource source,
                @Nullable String aggregateType,
                @Nullable String aggregateId,
                @Nullable String type,
                @Nullable Instant from,
                @Nullable Instant to,
                @Nullable String cursor,
                Integer limit,
                @Nullable String position) {
            this.from = from;
            this.limit = limit;
            Instant time = from == null ? Instant.EPOCH : from;
            AuditEvent event = new AuditEvent(
                            "e-1", "EmailVerified", "1", time, time, "a@b", Map.of("accountId", "acme"))
                    .position(17L);
            return ResponseEntity.ok(new AuditEventPage(List.of(event)));
        }

        @Override
        public ResponseEntity<AuditEventPage> listAccountHistory(
                String accountId, @Nullable String cursor, Integer limit, @Nullable String position) {
            return ResponseEntity.ok(new AuditEventPage(List.of()));
        }
    }
}
