package dev.cauce.application.security;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.Role;
import dev.cauce.contracts.metadata.MetadataKey;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.platform.access.AccessAudit;
import dev.cauce.platform.access.Caller;
import dev.cauce.platform.rejection.Rejected;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Permissions of operations that go over no bus: a stream, a replay, the rotation of a key. By the same rules as on the
 * buses, the recent strong login included, and told to the same audit. None of them is about one account, so a customer
 * may none of them.
 */
public final class PermissionCheck {

    private final Clock clock;
    private final Duration strongLoginMaxAge;
    private final List<AccessAudit> audits;

    /** @param clock the system's: logins know nothing of business time */
    PermissionCheck(Clock clock, Duration strongLoginMaxAge, List<AccessAudit> audits) {
        this.clock = clock;
        this.strongLoginMaxAge = strongLoginMaxAge;
        this.audits = List.copyOf(audits);
    }

    /**
     * Returns when the caller may, and where the permission asks for it has logged in strongly not long ago.
     *
     * @param what the operation, for the audit: no ids of people
     * @throws Rejected with {@code PERMISSION_DENIED} or {@code STRONG_LOGIN_REQUIRED}
     */
    public void require(Caller caller, Permission permission, String what) {
        if (caller.roles().stream()
                .filter(role -> role != Role.CUSTOMER)
                .noneMatch(role -> role.permissions().contains(permission))) {
            throw denied(caller, what, ErrorCode.PERMISSION_DENIED, "No role of the caller allows this.");
        }
        if (permission.needsStrongLogin() && !recent(caller.strongLoginAt())) {
            throw denied(caller, what, ErrorCode.STRONG_LOGIN_REQUIRED, "This needs a recent strong login.");
        }
    }

    private boolean recent(@org.jspecify.annotations.Nullable Instant login) {
        return login != null && !login.plus(strongLoginMaxAge).isBefore(clock.instant());
    }

    private Rejected denied(Caller caller, String what, ErrorCode code, String message) {
        Map<String, String> metadata = Map.of(
                MetadataKey.TENANT_ID,
                caller.tenantId().value(),
                MetadataKey.ACTOR,
                caller.actor(),
                MetadataKey.ROLES,
                caller.roles().stream().map(Role::name).sorted().collect(Collectors.joining(",")));
        audits.forEach(audit -> audit.denied(metadata, what, code));
        return new Rejected(code, message);
    }
}
