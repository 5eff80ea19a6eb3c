package dev.cauce.command.identity;

import static dev.cauce.command.Fixtures.TENANT;
import static dev.cauce.command.Fixtures.rejected;

import dev.cauce.command.Fixtures;
import dev.cauce.command.History;
import dev.cauce.command.account.Accounts;
import dev.cauce.contracts.access.Role;
import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.identity.ApiClientId;
import dev.cauce.contracts.identity.ApiClientRegistered;
import dev.cauce.contracts.identity.ApiClientRevoked;
import dev.cauce.contracts.identity.ApiClientSecretRotated;
import dev.cauce.contracts.identity.RegisterApiClient;
import dev.cauce.contracts.identity.RevokeApiClient;
import dev.cauce.contracts.identity.RotateApiClientSecret;
import dev.cauce.contracts.identity.UserDisabled;
import dev.cauce.contracts.identity.UserId;
import dev.cauce.contracts.identity.UserRegistered;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.rejection.ErrorCode;
import java.util.List;
import java.util.Set;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ApiClientTest {

    private static final ApiClientId ID = new ApiClientId("sync");
    private static final UserId USER = new UserId("u-1");
    private static final String HASH = "sha256$salt$hash";
    private static final ApiClientRegistered REGISTERED = new ApiClientRegistered(
            TENANT, ID, "Sync", "client:sync", Set.of(Role.FINANCE), Set.of(), null, false, HASH);

    private final History history = new History();

    private FixtureConfiguration<ApiClient> fixture() {
        return Fixtures.of(ApiClient.class, new Accounts(history.store()), new Users(history.store()));
    }

    private static RegisterApiClient register(Set<Role> roles, Set<AccountId> accounts, @Nullable UserId user) {
        return new RegisterApiClient(TENANT, ID, "Sync", roles, accounts, user, false, HASH);
    }

    @Test
    void isRegisteredOnce() {
        fixture()
                .givenNoPriorActivity()
                .when(register(Set.of(Role.FINANCE), Set.of(), null))
                .expectEvents(REGISTERED);
        fixture()
                .given(REGISTERED)
                .when(register(Set.of(Role.FINANCE), Set.of(), null))
                .expectNoEvents()
                .expectException(rejected(ErrorCode.ALREADY_EXISTS));
    }

    @Test
    void carriesItsUserAsSubject() {
        history.holds(
                StreamId.of("user", TENANT, USER),
                new UserRegistered(TENANT, USER, "user:u-1", "kim@example.com", Set.of(Role.FINANCE)));

        fixture()
                .givenNoPriorActivity()
                .when(register(Set.of(Role.FINANCE), Set.of(), USER))
                .expectEvents(new ApiClientRegistered(
                        TENANT, ID, "Sync", "u-1", Set.of(Role.FINANCE), Set.of(), USER, false, HASH));
    }

    @Test
    void isRefusedForAUserWhoIsNotThereOrKeptOut() {
        fixture()
                .givenNoPriorActivity()
                .when(register(Set.of(Role.FINANCE), Set.of(), USER))
                .expectException(rejected(ErrorCode.USER_NOT_FOUND));
        history.holds(
                StreamId.of("user", TENANT, USER),
                new UserRegistered(TENANT, USER, "user:u-1", "kim@example.com", Set.of()),
                new UserDisabled(TENANT, USER));
        fixture()
                .givenNoPriorActivity()
                .when(register(Set.of(Role.FINANCE), Set.of(), USER))
                .expectException(rejected(ErrorCode.USER_IS_DISABLED));
    }

    @Test
    void isACustomersWithAccountsAndNobodyElsesWithAny() {
        fixture()
                .givenNoPriorActivity()
                .when(register(Set.of(Role.CUSTOMER), Set.of(), null))
                .expectException(rejected(ErrorCode.INVALID_REQUEST));
        fixture()
                .givenNoPriorActivity()
                .when(register(Set.of(Role.FINANCE), Set.of(new AccountId("acme")), null))
                .expectException(rejected(ErrorCode.INVALID_REQUEST));
        fixture()
                .givenNoPriorActivity()
                .when(register(Set.of(Role.CUSTOMER), Set.of(new AccountId("nowhere")), null))
                .expectException(rejected(ErrorCode.ACCOUNT_NOT_FOUND));
    }

    @Test
    void getsNoRoleThatNobodyGets() {
        for (Role role : List.of(Role.PROCESS, Role.OPERATOR)) {
            fixture()
                    .givenNoPriorActivity()
                    .when(register(Set.of(role), Set.of(), null))
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.ROLE_NOT_GRANTABLE));
        }
    }

    @Test
    void getsAnotherSecretUntilItIsRevoked() {
        fixture()
                .given(REGISTERED)
                .when(new RotateApiClientSecret(TENANT, ID, "sha256$other$hash"))
                .expectEvents(new ApiClientSecretRotated(TENANT, ID, "sha256$other$hash"));
        fixture()
                .given(REGISTERED)
                .when(new RevokeApiClient(TENANT, ID))
                .expectEvents(new ApiClientRevoked(TENANT, ID));
        fixture()
                .given(REGISTERED, new ApiClientRevoked(TENANT, ID))
                .when(new RevokeApiClient(TENANT, ID))
                .expectNoEvents();
        fixture()
                .given(REGISTERED, new ApiClientRevoked(TENANT, ID))
                .when(new RotateApiClientSecret(TENANT, ID, "sha256$other$hash"))
                .expectException(rejected(ErrorCode.API_CLIENT_IS_REVOKED));
    }
}
