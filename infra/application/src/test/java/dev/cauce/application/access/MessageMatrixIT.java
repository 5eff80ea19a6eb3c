package dev.cauce.application.access;

import static dev.cauce.application.RunningApplication.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cauce.application.WholeApplication;
import dev.cauce.application.WholeApplication.Whole;
import dev.cauce.contracts.access.ForCustomers;
import dev.cauce.contracts.access.ForCustomers.Reach;
import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.access.Role;
import dev.cauce.contracts.message.Command;
import dev.cauce.contracts.message.Query;
import dev.cauce.contracts.message.TenantScoped;
import dev.cauce.contracts.metadata.MetadataKey;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.contracts.ticket.ReplyAuthor;
import dev.cauce.testsupport.SampleMessages;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/**
 * Every command and every query there is, sent over the application's own buses by every kind of caller: let through
 * exactly where its annotations say so, whatever it is about.
 */
@ExtendWith(WholeApplication.class)
class MessageMatrixIT {

    private static final String TENANT = "matrix";
    private static final String ACCOUNT = "text-of-AccountId";
    private static final String EVERYBODY = "ADMIN,SUCCESS,FINANCE,MARKETING,SUPPORT,AUDITOR,WORKFLOW,OPERATOR,PROCESS";
    private static final Set<ErrorCode> DENIALS =
            Set.of(ErrorCode.PERMISSION_DENIED, ErrorCode.TENANT_MISMATCH, ErrorCode.STRONG_LOGIN_REQUIRED);

    private static Whole whole;
    private static Buses buses;

    @BeforeAll
    static void start(Whole running) {
        whole = running;
        buses = Buses.of(running.http());
    }

    static List<TenantScoped> messages() throws IOException, ReflectiveOperationException {
        SampleMessages samples = new SampleMessages(
                Map.of(TenantId.class, new TenantId(TENANT), ReplyAuthor.class, ReplyAuthor.CUSTOMER));
        List<TenantScoped> messages = new ArrayList<>();
        for (Class<? extends Command> type : SampleMessages.types(Command.class)) {
            messages.add(samples.of(type));
        }
        for (Class<?> type : SampleMessages.types(Query.class)) {
            messages.add((TenantScoped) samples.of(type));
        }
        assertThat(messages).hasSizeGreaterThan(50);
        return messages;
    }

    private static Stream<DynamicTest> each(Check check) throws IOException, ReflectiveOperationException {
        return messages().stream()
                .map(message -> DynamicTest.dynamicTest(message.getClass().getSimpleName(), () -> check.on(message)));
    }

    @TestFactory
    Stream<DynamicTest> isAllowedToTheRolesThatHaveItsPermissionAlone()
            throws IOException, ReflectiveOperationException {
        return each(message -> {
            Permission permission = permission(message);
            for (Role role : Role.values()) {
                if (role != Role.CUSTOMER) {
                    ErrorCode answer = send(message, caller(role.name()));
                    if (role.permissions().contains(permission)) {
                        assertThat(answer).as("as %s", role).isNotIn(DENIALS);
                    } else {
                        assertThat(answer).as("as %s", role).isEqualTo(ErrorCode.PERMISSION_DENIED);
                    }
                }
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> isDeniedToWhoHasNoRoleOrOneThatIsNone() throws IOException, ReflectiveOperationException {
        return each(message -> {
            Map<String, String> nobody = caller("");
            nobody.remove(MetadataKey.ROLES);
            assertThat(send(message, nobody)).isEqualTo(ErrorCode.PERMISSION_DENIED);
            for (String roles : List.of("", "ROOT", "admin", "ADMIN ", ",", "ROOT,NOBODY")) {
                assertThat(send(message, caller(roles))).as(roles).isEqualTo(ErrorCode.PERMISSION_DENIED);
            }
            // A name of another version does not take away what the others give.
            assertThat(send(message, caller("ROOT," + EVERYBODY))).isNotIn(DENIALS);
        });
    }

    @TestFactory
    Stream<DynamicTest> isNotThereForAnotherTenantNorForNone() throws IOException, ReflectiveOperationException {
        return each(message -> {
            Map<String, String> other = caller(EVERYBODY);
            other.put(MetadataKey.TENANT_ID, "elsewhere");
            assertThat(send(message, other)).isEqualTo(ErrorCode.TENANT_MISMATCH);
            other.put(MetadataKey.TENANT_ID, "");
            assertThat(send(message, other)).isEqualTo(ErrorCode.TENANT_MISMATCH);
            other.remove(MetadataKey.TENANT_ID);
            assertThat(send(message, other)).isEqualTo(ErrorCode.TENANT_MISMATCH);
            other.put("X-Tenant-Id", TENANT);
            assertThat(send(message, other)).isEqualTo(ErrorCode.TENANT_MISMATCH);
        });
    }

    @TestFactory
    Stream<DynamicTest> wantsARecentStrongLoginWhereItsPermissionDoes()
            throws IOException, ReflectiveOperationException {
        return each(message -> {
            boolean strong = permission(message).needsStrongLogin();
            long now = Instant.now().getEpochSecond();
            for (String login : new String[] {null, Long.toString(now - 3600), "soon", "-1", "9".repeat(30), ""}) {
                Map<String, String> caller = caller(EVERYBODY);
                caller.remove(MetadataKey.STRONG_LOGIN_AT);
                if (login != null) {
                    caller.put(MetadataKey.STRONG_LOGIN_AT, login);
                }
                ErrorCode answer = send(message, caller);
                if (strong) {
                    assertThat(answer).as("login %s", login).isEqualTo(ErrorCode.STRONG_LOGIN_REQUIRED);
                } else {
                    assertThat(answer).as("login %s", login).isNotIn(DENIALS);
                }
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> isACustomersOnlyWithinItsReach() throws IOException, ReflectiveOperationException {
        return each(message -> {
            ForCustomers bounds = message.getClass().getAnnotation(ForCustomers.class);
            Reach reach = bounds == null || !Role.CUSTOMER.permissions().contains(permission(message))
                    ? null
                    : bounds.value();
            ErrorCode own = send(message, customer(ACCOUNT + ",further"));
            ErrorCode other = send(message, customer("another"));
            ErrorCode none = send(message, customer(null));
            switch (reach) {
                case null -> assertThat(List.of(own, other, none)).containsOnly(ErrorCode.PERMISSION_DENIED);
                case WHOLE_TENANT ->
                    assertThat(new ErrorCode[] {own, other, none}).doesNotContainAnyElementsOf(DENIALS);
                case NAMED_ACCOUNT -> {
                    assertThat(own).isNotIn(DENIALS);
                    assertThat(List.of(other, none)).containsOnly(ErrorCode.TENANT_MISMATCH);
                }
                case FOUND_ACCOUNT -> {
                    assertThat(own).isNotIn(DENIALS);
                    assertThat(other).isNotIn(DENIALS);
                    assertThat(none).isEqualTo(ErrorCode.PERMISSION_DENIED);
                }
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> isAuditedWhereItIsDenied() throws IOException, ReflectiveOperationException {
        String auditor = whole.other(TENANT, "auditor", 600);
        Map<String, String> nobody = caller("");
        for (TenantScoped message : messages()) {
            send(message, nobody);
        }
        Set<String> written = new TreeSet<>();
        String cursor = "";
        do {
            JsonNode page = json(
                    whole.http().get("/v1/audit/events?source=ACCESS&type=AccessDenied&limit=100" + cursor, auditor));
            page.path("items")
                    .forEach(entry ->
                            written.add(entry.path("payload").path("what").asString()));
            cursor = page.path("nextCursor").asString("").isEmpty()
                    ? ""
                    : "&cursor=" + page.path("nextCursor").asString();
        } while (!cursor.isEmpty());
        return each(message -> assertThat(written).contains(message.getClass().getSimpleName()));
    }

    /** The code by which it was turned down; null where it was carried out. A fault fails the test. */
    private static @Nullable ErrorCode send(TenantScoped message, Map<String, String> metadata) {
        return switch (message) {
            case Command command -> buses.send(command, metadata);
            case Query<?> query -> {
                ErrorCode asked = buses.ask(query, metadata);
                ErrorCode watched = buses.watch(query, metadata);
                assertThat(watched).as("as a subscription query").isEqualTo(asked);
                yield asked;
            }
            default -> throw new AssertionError("Neither command nor query");
        };
    }

    private static Permission permission(TenantScoped message) {
        RequiresPermission required = message.getClass().getAnnotation(RequiresPermission.class);
        assertThat(required).as("%s states no permission", message.getClass()).isNotNull();
        return required.value();
    }

    private static Map<String, String> caller(String roles) {
        Map<String, String> metadata = new HashMap<>();
        metadata.put(MetadataKey.TENANT_ID, TENANT);
        metadata.put(MetadataKey.ACTOR, "s-matrix@c-matrix");
        metadata.put(MetadataKey.ROLES, roles);
        metadata.put(MetadataKey.STRONG_LOGIN_AT, Long.toString(Instant.now().getEpochSecond()));
        return metadata;
    }

    private static Map<String, String> customer(@Nullable String accounts) {
        Map<String, String> metadata = caller("CUSTOMER");
        if (accounts != null) {
            metadata.put(MetadataKey.ACCOUNTS, accounts);
        }
        return metadata;
    }

    @FunctionalInterface
    private interface Check {
        void on(TenantScoped message);
    }
}
