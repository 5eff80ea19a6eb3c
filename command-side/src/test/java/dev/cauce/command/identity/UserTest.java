package dev.cauce.command.identity;

import static dev.cauce.command.Fixtures.TENANT;
import static dev.cauce.command.Fixtures.rejected;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cauce.command.Fixtures;
import dev.cauce.command.account.KeyDestruction;
import dev.cauce.contracts.access.Role;
import dev.cauce.contracts.identity.DisableUser;
import dev.cauce.contracts.identity.EraseUser;
import dev.cauce.contracts.identity.GrantRole;
import dev.cauce.contracts.identity.RegisterUser;
import dev.cauce.contracts.identity.RevokeRole;
import dev.cauce.contracts.identity.RoleGranted;
import dev.cauce.contracts.identity.RoleRevoked;
import dev.cauce.contracts.identity.UserDisabled;
import dev.cauce.contracts.identity.UserErased;
import dev.cauce.contracts.identity.UserId;
import dev.cauce.contracts.identity.UserRegistered;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.command.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;

class UserTest {

    private static final UserId ID = new UserId("u-1");
    private static final UserRegistered REGISTERED =
            new UserRegistered(TENANT, ID, "user:u-1", "kim@example.com", Set.of(Role.SUPPORT));

    private final List<String> destroyed = new ArrayList<>();
    private final KeyDestruction keys = new KeyDestruction((tenant, subject) -> destroyed.add(tenant + " " + subject));

    private FixtureConfiguration<User> fixture() {
        return Fixtures.of(User.class, keys);
    }

    @Test
    void isRegisteredOnceUnderASubjectThatIsNoAccounts() {
        fixture()
                .givenNoPriorActivity()
                .when(new RegisterUser(TENANT, ID, "kim@example.com", Set.of(Role.SUPPORT)))
                .expectEvents(REGISTERED)
                .expectResultMessagePayload(Answer.of("userId", ID, "status", "ACTIVE"));
        fixture()
                .given(REGISTERED)
                .when(new RegisterUser(TENANT, ID, "kim@example.com", Set.of(Role.SUPPORT)))
                .expectNoEvents()
                .expectException(rejected(ErrorCode.ALREADY_EXISTS));
    }

    @Test
    void getsAndLosesRoles() {
        fixture()
                .given(REGISTERED)
                .when(new GrantRole(TENANT, ID, Role.FINANCE))
                .expectEvents(new RoleGranted(TENANT, ID, Role.FINANCE, Set.of(Role.SUPPORT, Role.FINANCE)));
        fixture()
                .given(REGISTERED)
                .when(new GrantRole(TENANT, ID, Role.SUPPORT))
                .expectNoEvents();
        fixture()
                .given(REGISTERED)
                .when(new RevokeRole(TENANT, ID, Role.SUPPORT))
                .expectEvents(new RoleRevoked(TENANT, ID, Role.SUPPORT, Set.of()));
        fixture()
                .given(REGISTERED)
                .when(new RevokeRole(TENANT, ID, Role.FINANCE))
                .expectNoEvents();
    }

    @Test
    void getsNoRoleOfOurProcessesNorTheOperators() {
        for (Role role : List.of(Role.PROCESS, Role.OPERATOR)) {
            fixture()
                    .given(REGISTERED)
                    .when(new GrantRole(TENANT, ID, role))
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.ROLE_NOT_GRANTABLE));
            fixture()
                    .givenNoPriorActivity()
                    .when(new RegisterUser(TENANT, ID, "kim@example.com", Set.of(Role.SUPPORT, role)))
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.ROLE_NOT_GRANTABLE));
        }
        fixture()
                .givenNoPriorActivity()
                .when(new RegisterUser(TenantId.OPERATOR, ID, "kim@example.com", Set.of(Role.OPERATOR)))
                .expectSuccessfulHandlerExecution();
    }

    @Test
    void isDisabledForGood() {
        fixture()
                .given(REGISTERED)
                .when(new DisableUser(TENANT, ID))
                .expectEvents(new UserDisabled(TENANT, ID))
                .expectResultMessagePayload(Answer.of("userId", ID, "status", "DISABLED"));
        fixture()
                .given(REGISTERED, new UserDisabled(TENANT, ID))
                .when(new DisableUser(TENANT, ID))
                .expectNoEvents();
        fixture()
                .given(REGISTERED, new UserDisabled(TENANT, ID))
                .when(new GrantRole(TENANT, ID, Role.FINANCE))
                .expectException(rejected(ErrorCode.USER_IS_DISABLED));
    }

    @Test
    void isErasedByItsKey() {
        fixture()
                .given(REGISTERED)
                .when(new EraseUser(TENANT, ID))
                .expectEvents(new UserDisabled(TENANT, ID), new UserErased(TENANT, ID, "user:u-1"));
        assertThat(destroyed).containsExactly(TENANT + " user:u-1");
    }
}
