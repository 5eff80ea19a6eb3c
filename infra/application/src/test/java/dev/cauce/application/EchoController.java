package dev.cauce.application;

import dev.cauce.application.security.PermissionCheck;
import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.platform.access.Caller;
import dev.cauce.platform.rejection.Rejected;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Controllers as the features have them: a caller, parameters, a validated body. */
@RestController
@ConditionalOnProperty(SecuredHttp.ALONE)
@RequestMapping("/v1/echo")
class EchoController {

    private final PermissionCheck permissions;

    EchoController(PermissionCheck permissions) {
        this.permissions = permissions;
    }

    @GetMapping("/caller")
    Map<String, Object> caller(Caller caller) {
        return Map.of(
                "tenant", caller.tenantId().value(),
                "subject", caller.subject(),
                "client", caller.clientId(),
                "roles", new TreeSet<>(caller.roles()),
                "strong", caller.strongLoginAt() != null,
                "expiresAt", caller.tokenExpiresAt());
    }

    @PostMapping(
            path = "/order",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    Map<String, Object> order(@Valid @RequestBody Order order) {
        return Map.of("lines", order.lines().size());
    }

    @GetMapping("/items/{id}")
    Map<String, Object> item(
            @PathVariable UUID id,
            @RequestParam @Min(1) @Max(100) int limit,
            @RequestParam(required = false) Kind kind,
            @RequestHeader(name = "Idempotency-Key") @Size(max = 20) String key) {
        return Map.of("id", id, "limit", limit, "key", key);
    }

    @PostMapping("/erasure")
    Map<String, Object> erase(Caller caller) {
        permissions.require(caller, Permission.ACCOUNT_ERASE, "EraseAccount");
        return Map.of("erased", true);
    }

    @GetMapping("/rejected/{code}")
    void rejected(@PathVariable ErrorCode code) {
        throw new Rejected(code, "Told to the caller.");
    }

    @GetMapping("/broken")
    void broken() {
        throw new IllegalStateException("secret-internal jdbc:h2:/var/data");
    }

    @GetMapping("/overflow")
    int overflow() {
        return overflow() + 1;
    }

    @GetMapping(path = "/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter stream(Caller caller) throws IOException {
        SseEmitter emitter = new SseEmitter();
        emitter.send(caller.tenantId().value());
        emitter.send("end");
        emitter.complete();
        return emitter;
    }

    @GetMapping("/late")
    DeferredResult<String> late() {
        return new DeferredResult<>(1L);
    }

    @GetMapping("/large")
    String large() {
        return "x".repeat(64 * 1024 * 1024);
    }

    enum Kind {
        SMALL,
        LARGE
    }

    record Order(
            @NotBlank @Size(max = 50) String name,
            @Email String email,
            @NotNull Kind kind,
            LocalDate day,
            Instant at,
            Boolean urgent,
            @NotNull @Size(min = 1, max = 10) List<@Valid Line> lines) {}

    record Line(@NotBlank String sku, @Min(1) int quantity) {}
}
