package dev.cauce.application.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cauce.application.SteppedClock;
import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.Role;
import dev.cauce.contracts.metadata.MetadataKey;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.access.AccessAudit;
import dev.cauce.platform.access.Caller;
import dev.cauce.platform.rejection.Rejected;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PermissionCheckTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private final List<String> told = new ArrayList<>();
    private final PermissionCheck check =
            new PermissionCheck(new SteppedClock(NOW), Duration.ofMinutes(15), List.of(new Recorded()));

    @ParameterizedTest
    @EnumSource(Permission.class)
    void deniesEverythingToACallerWithoutARole(Permission permission) {
        assertThatThrownBy(() -> check.require(caller(NOW), permission, "Something"))
                .isInstanceOfSatisfying(
                        Rejected.class, denied -> assertThat(denied.code()).isEqualTo(ErrorCode.PERMISSION_DENIED));
        assertThat(told).containsExactly("t s@c Something PERMISSION_DENIED");
    }

    @ParameterizedTest
    @EnumSource(Permission.class)
    void grantsARoleWhatItsTableSaysAndNothingElse(Permission permission) {
        for (Role role : Role.values()) {
            Caller caller = caller(NOW, role);
            if (role != Role.CUSTOMER && role.permissions().contains(permission)) {
                assertThatCode(() -> check.require(caller, permission, "Something"))
                        .doesNotThrowAnyException();
            } else {
                assertThatThrownBy(() -> check.require(caller, permission, "Something"))
                        .isInstanceOf(Rejected.class);
            }
        }
    }

    @Test
    void addsUpTheRolesOfACaller() {
        Caller caller = caller(null, Role.CUSTOMER, Role.AUDITOR);

        assertThatCode(() -> check.require(caller, Permission.AUDIT_READ, "ReadAudit"))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> check.require(caller, Permission.TICKET_REPLY, "Reply"))
                .isInstanceOfSatisfying(
                        Rejected.class, denied -> assertThat(denied.code()).isEqualTo(ErrorCode.PERMISSION_DENIED));
    }

    @Test
    void wantsARecentStrongLoginForWhatDestroys() {
        assertThatCode(() -> erase(NOW.minus(Duration.ofMinutes(15)))).doesNotThrowAnyException();
        for (Instant login :
                new Instant[] {null, NOW.minus(Duration.ofMinutes(15)).minusSeconds(1)}) {
            assertThatThrownBy(() -> erase(login))
                    .isInstanceOfSatisfying(
                            Rejected.class,
                            denied -> assertThat(denied.code()).isEqualTo(ErrorCode.STRONG_LOGIN_REQUIRED));
        }
        assertThat(told)
                .containsExactly(
                        "t s@c EraseAccount STRONG_LOGIN_REQUIRED", "t s@c EraseAccount STRONG_LOGIN_REQUIRED");
    }

    private void erase(Instant login) {
        check.require(caller(login, Role.ADMIN), Permission.ACCOUNT_ERASE, "EraseAccount");
    }

    private static Caller caller(Instant strongLoginAt, Role... roles) {
        return new Caller(new TenantId("t"), "s", "c", Set.of(roles), strongLoginAt, NOW.plusSeconds(600));
    }

    private final class Recorded implements AccessAudit {

        @Override
        public void denied(Map<String, ?> metadata, String what, ErrorCode code) {
            told.add(metadata.get(MetadataKey.TENANT_ID) + " " + metadata.get(MetadataKey.ACTOR) + " " + what + " "
                    + code);
        }

        @Override
        public void personalDataRead(Map<String, ?> metadata, String query) {
            throw new AssertionError("Nobody read anything");
        }
    }
}
