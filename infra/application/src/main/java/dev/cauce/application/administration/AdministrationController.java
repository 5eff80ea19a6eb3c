package dev.cauce.application.administration;

import dev.cauce.application.generation.Rebuild;
import dev.cauce.application.generation.Rebuilds;
import dev.cauce.application.processing.CountedAttempts;
import dev.cauce.application.security.PermissionCheck;
import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.access.Caller;
import dev.cauce.platform.access.CurrentRequest;
import dev.cauce.rest.api.AdministrationCommandsApi;
import dev.cauce.rest.api.AdministrationQueriesApi;
import dev.cauce.rest.model.DeadLetter;
import dev.cauce.rest.model.DeadLetterPage;
import dev.cauce.rest.model.Projection;
import dev.cauce.rest.model.ProjectionList;
import dev.cauce.rest.model.ProjectionReference;
import dev.cauce.rest.model.RebuildProjectionRequest;
import dev.cauce.rest.model.RebuildSwitching;
import dev.cauce.rest.model.SigningKeyReference;
import dev.cauce.rest.model.SwitchProjectionRequest;
import dev.cauce.rest.model.TenantKeyRotation;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.deadletter.Cause;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;

/** Administration of projections over HTTP. */
@RestController
class AdministrationController implements AdministrationQueriesApi, AdministrationCommandsApi {

    private static final int LONGEST_CAUSE = 500;

    private final Projections projections;
    private final DeadLetters deadLetters;
    private final Rebuilds rebuilds;
    private final KeptRequests requests;
    private final PermissionCheck permissions;
    private final KeyRotation keys;

    AdministrationController(
            Projections projections,
            DeadLetters deadLetters,
            Rebuilds rebuilds,
            KeptRequests requests,
            PermissionCheck permissions,
            KeyRotation keys) {
        this.projections = projections;
        this.deadLetters = deadLetters;
        this.rebuilds = rebuilds;
        this.requests = requests;
        this.permissions = permissions;
        this.keys = keys;
    }

    @Override
    public ResponseEntity<ProjectionList> listProjections() {
        return ResponseEntity.ok(
                new ProjectionList(projections.list(allowed(Permission.PROJECTION_READ, "listProjections"))));
    }

    @Override
    public ResponseEntity<Projection> getProjection(String name) {
        return ResponseEntity.ok(projections.get(name, allowed(Permission.PROJECTION_READ, "getProjection")));
    }

    @Override
    public ResponseEntity<DeadLetterPage> listDeadLetters(String name, @Nullable String cursor, Integer limit) {
        TenantId tenant = allowed(Permission.PROJECTION_READ, "listDeadLetters");
        DeadLetters.Page page = deadLetters.list(projections.processor(name), tenant, cursor, limit);
        return ResponseEntity.ok(new DeadLetterPage(page.items().stream()
                        .map(AdministrationController::shown)
                        .toList())
                .nextCursor(page.nextCursor()));
    }

    @Override
    public ResponseEntity<ProjectionReference> replayProjection(String name, String idempotencyKey) {
        return administer(
                name, "replayProjection", (known, tenant) -> rebuilds.begin(known, Rebuild.Purpose.REPLAY, true));
    }

    @Override
    public ResponseEntity<ProjectionReference> rebuildProjection(
            String name, String idempotencyKey, RebuildProjectionRequest request) {
        boolean automatic = request.getSwitching() != RebuildSwitching.MANUAL;
        return administer(
                name,
                "rebuildProjection",
                (known, tenant) -> rebuilds.begin(known, Rebuild.Purpose.REBUILD, automatic));
    }

    @Override
    public ResponseEntity<ProjectionReference> reconcileProjection(String name, String idempotencyKey) {
        return administer(
                name,
                "reconcileProjection",
                (known, tenant) -> rebuilds.begin(known, Rebuild.Purpose.RECONCILIATION, false));
    }

    @Override
    public ResponseEntity<ProjectionReference> switchProjection(
            String name, String idempotencyKey, SwitchProjectionRequest request) {
        boolean force = Boolean.TRUE.equals(request.getForce());
        return administer(name, "switchProjection", (known, tenant) -> rebuilds.switchOver(known, force));
    }

    @Override
    public ResponseEntity<ProjectionReference> rollBackProjection(String name, String idempotencyKey) {
        return administer(name, "rollBackProjection", (known, tenant) -> rebuilds.rollBack(known));
    }

    @Override
    public ResponseEntity<ProjectionReference> dropGeneration(String name, Integer generation, String idempotencyKey) {
        return administer(name, "dropGeneration", (known, tenant) -> rebuilds.drop(known, generation));
    }

    @Override
    public ResponseEntity<ProjectionReference> retryDeadLetters(String name, String idempotencyKey) {
        return administer(
                name, "retryDeadLetters", (known, tenant) -> deadLetters.retry(projections.processor(known), tenant));
    }

    @Override
    public ResponseEntity<ProjectionReference> discardDeadLetter(
            String name, String deadLetterId, String idempotencyKey) {
        return administer(
                name,
                "discardDeadLetter",
                (known, tenant) -> deadLetters.discard(projections.processor(known), tenant, deadLetterId));
    }

    private ResponseEntity<ProjectionReference> administer(
            String name, String operation, BiConsumer<String, TenantId> what) {
        TenantId tenant = allowed(Permission.PROJECTION_REPLAY, operation);
        String known = projections.group(name).name();
        requests.once(() -> what.accept(known, tenant));
        return ResponseEntity.status(HttpStatus.ACCEPTED).body(new ProjectionReference(known));
    }

    @Override
    public ResponseEntity<SigningKeyReference> rotateSigningKey(String idempotencyKey) {
        allowed(Permission.KEY_ROTATE, "rotateSigningKey");
        requests.once(keys::rotateSigningKey);
        return ResponseEntity.status(HttpStatus.ACCEPTED).body(new SigningKeyReference(keys.signingKey()));
    }

    @Override
    public ResponseEntity<TenantKeyRotation> rotateTenantKey(String idempotencyKey) {
        TenantId tenant = allowed(Permission.KEY_ROTATE, "rotateTenantKey");
        AtomicReference<KeyRotation.Rotated> rotated = new AtomicReference<>();
        requests.once(() -> rotated.set(keys.rotateTenantKey(tenant)));
        KeyRotation.Rotated now = rotated.get();
        KeyRotation.Rotated told = now == null ? keys.standing(tenant) : now;
        return ResponseEntity.status(HttpStatus.ACCEPTED)
                .body(new TenantKeyRotation(told.version(), told.rewrapped(), told.dropped()));
    }

    private TenantId allowed(Permission permission, String operation) {
        Caller caller = CurrentRequest.get().caller();
        permissions.require(caller, permission, operation);
        return caller.tenantId();
    }

    private static DeadLetter shown(DeadLetters.Waiting waiting) {
        EventMessage<?> event = waiting.letter().message();
        String cause = waiting.letter().cause().map(Cause::message).orElse("it waits behind another");
        DeadLetter shown = new DeadLetter(
                        waiting.id(),
                        waiting.sequence(),
                        event.getIdentifier(),
                        event.getPayloadType().getSimpleName(),
                        cause.length() > LONGEST_CAUSE ? cause.substring(0, LONGEST_CAUSE) : cause,
                        CountedAttempts.of(waiting.letter()),
                        waiting.letter().enqueuedAt())
                .lastTouchedAt(waiting.letter().lastTouched());
        if (event instanceof DomainEventMessage<?> domain) {
            // tenant/kind/id
            String[] stream = domain.getAggregateIdentifier().split("/", 3);
            shown.aggregateId(stream[stream.length - 1]);
        }
        return shown;
    }
}
