package dev.cauce.platform.access;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.message.TenantScoped;
import dev.cauce.contracts.metadata.MetadataKey;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.platform.rejection.Rejected;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.regex.Pattern;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * Lets a command or query through only where its tenant is that of the caller and a role of the caller has the
 * permission that the message states. Deny by default: a message that states none, or comes without roles, is refused.
 */
public final class RequiredPermissions implements MessageHandlerInterceptor<Message<?>> {

    private static final Pattern SECONDS = Pattern.compile("\\d{1,11}");

    private final Clock systemClock;
    private final Duration strongLoginMaxAge;
    private final AccessAudit audit;

    /**
     * @param systemClock logins stay on the system's clock, whatever the business clock says
     * @param strongLoginMaxAge how old a strong login may be for what needs one
     */
    public RequiredPermissions(Clock systemClock, Duration strongLoginMaxAge, AccessAudit audit) {
        this.systemClock = systemClock;
        this.strongLoginMaxAge = strongLoginMaxAge;
        this.audit = audit;
    }

    @Override
    public @Nullable Object handle(UnitOfWork<? extends Message<?>> unitOfWork, InterceptorChain chain)
            throws Exception {
        require(unitOfWork.getMessage());
        return chain.proceed();
    }

    /**
     * Returns when the sender of the message may send it.
     *
     * @throws Rejected when it may not, once the audit has been told
     */
    void require(Message<?> message) {
        try {
            check(message);
        } catch (Rejected denied) {
            audit.denied(message.getMetaData(), message.getPayloadType().getSimpleName(), denied.code());
            throw denied;
        }
    }

    private void check(Message<?> message) {
        Object tenant = message.getMetaData().get(MetadataKey.TENANT_ID);
        if (!(message.getPayload() instanceof TenantScoped scoped)
                || scoped.tenantId() == null
                || !scoped.tenantId().value().equals(tenant)) {
            throw new Rejected(ErrorCode.TENANT_MISMATCH, "There is nothing of this id.");
        }
        RequiresPermission required = message.getPayloadType().getAnnotation(RequiresPermission.class);
        Granted granted = Granted.to(message);
        if (required == null || !granted.permissions().contains(required.value())) {
            throw new Rejected(ErrorCode.PERMISSION_DENIED, "No role of the caller allows this.");
        }
        granted.requireInReach(message, required.value());
        if (required.value().needsStrongLogin() && !stronglyLoggedIn(message)) {
            throw new Rejected(ErrorCode.STRONG_LOGIN_REQUIRED, "This needs a recent strong login.");
        }
    }

    /** The permissions that the roles on a message add up to. */
    public static Set<Permission> permissions(Message<?> message) {
        return Granted.to(message).permissions();
    }

    private boolean stronglyLoggedIn(Message<?> message) {
        return message.getMetaData().get(MetadataKey.STRONG_LOGIN_AT) instanceof String at
                && SECONDS.matcher(at).matches()
                && !Instant.ofEpochSecond(Long.parseLong(at))
                        .plus(strongLoginMaxAge)
                        .isBefore(systemClock.instant());
    }
}
