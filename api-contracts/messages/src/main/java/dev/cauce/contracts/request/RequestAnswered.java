package dev.cauce.contracts.request;

import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.contracts.tenant.TenantId;
import java.util.Map;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * A request under an idempotency key was answered; the same key gets the same answer for ever. Ids and status alone,
 * nothing personal.
 */
@Revision("1")
public record RequestAnswered(
        TenantId tenantId,
        String requestHash,
        @Nullable ErrorCode rejection,
        @Nullable String rejectionMessage,
        Map<String, String> answer)
        implements RequestEvent {}
