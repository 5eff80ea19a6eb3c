package dev.cauce.platform.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.account.CloseAccount;
import dev.cauce.contracts.account.ErasePersonalData;
import dev.cauce.contracts.metadata.MetadataKey;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.rejection.Rejected;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.junit.jupiter.api.Test;

class RequiredPermissionsTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final CloseAccount CLOSE = new CloseAccount(new TenantId("demo"), new AccountId("acme"), "MOVED");
    private static final ErasePersonalData ERASE = new ErasePersonalData(new TenantId("demo"), new AccountId("acme"));

    private final List<ErrorCode> denied = new ArrayList<>();
    private final RequiredPermissions permissions =
            new RequiredPermissions(Clock.fixed(NOW, ZoneOffset.UTC), Duration.ofMinutes(15), new AccessAudit() {
                @Override
                public void denied(Map<String, ?> metadata, String what, ErrorCode code) {
                    denied.add(code);
                }

                @Override
                public void personalDataRead(Map<String, ?> metadata, String query) {}
            });

    record Unlisted(TenantId tenantId) implements dev.cauce.contracts.message.TenantScoped {}

    @Test
    void letsARoleThatHasThePermissionThrough() throws Exception {
        assertThat(handle(CLOSE, "demo", "ADMIN", null)).isEqualTo("handled");
        assertThat(denied).isEmpty();
    }

    @Test
    void refusesARoleThatHasItNot() {
        refused(CLOSE, "demo", "SUPPORT,MARKETING", null, ErrorCode.PERMISSION_DENIED);
    }

    @Test
    void refusesWhoHasNoRole() {
        refused(CLOSE, "demo", "", null, ErrorCode.PERMISSION_DENIED);
        refused(CLOSE, "demo", null, null, ErrorCode.PERMISSION_DENIED);
    }

    @Test
    void refusesAMessageOfAnotherTenantAsIfThereWereNothing() {
        refused(CLOSE, "other", "ADMIN", null, ErrorCode.TENANT_MISMATCH);
        refused(CLOSE, null, "ADMIN", null, ErrorCode.TENANT_MISMATCH);
    }

    @Test
    void refusesAMessageThatStatesNoPermission() {
        refused(new Unlisted(new TenantId("demo")), "demo", "ADMIN", null, ErrorCode.PERMISSION_DENIED);
    }

    @Test
    void asksForARecentStrongLoginWhereSomethingIsDestroyed() throws Exception {
        refused(ERASE, "demo", "ADMIN", null, ErrorCode.STRONG_LOGIN_REQUIRED);
        refused(ERASE, "demo", "ADMIN", NOW.minus(Duration.ofMinutes(16)), ErrorCode.STRONG_LOGIN_REQUIRED);
        assertThat(handle(ERASE, "demo", "ADMIN", NOW.minus(Duration.ofMinutes(14))))
                .isEqualTo("handled");
    }

    private void refused(Object message, String tenant, String roles, Instant strongLogin, ErrorCode code) {
        denied.clear();
        assertThatThrownBy(() -> handle(message, tenant, roles, strongLogin))
                .isInstanceOfSatisfying(
                        Rejected.class, rejected -> assertThat(rejected.code()).isEqualTo(code));
        assertThat(denied).containsExactly(code);
    }

    private Object handle(Object payload, String tenant, String roles, Instant strongLogin) throws Exception {
        Map<String, String> metadata = new HashMap<>();
        if (tenant != null) {
            metadata.put(MetadataKey.TENANT_ID, tenant);
        }
        if (roles != null) {
            metadata.put(MetadataKey.ROLES, roles);
        }
        if (strongLogin != null) {
            metadata.put(MetadataKey.STRONG_LOGIN_AT, Long.toString(strongLogin.getEpochSecond()));
        }
        DefaultUnitOfWork<Message<?>> unitOfWork =
                new DefaultUnitOfWork<>(new GenericCommandMessage<>(payload, metadata));
        return permissions.handle(unitOfWork, () -> "handled");
    }
}
