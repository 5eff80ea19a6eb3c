package dev.cauce.command.identity;

import static dev.cauce.command.Fixtures.rejected;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cauce.command.Fixtures;
import dev.cauce.command.History;
import dev.cauce.contracts.access.Role;
import dev.cauce.contracts.identity.ApiClientRegistered;
import dev.cauce.contracts.identity.CloseTenant;
import dev.cauce.contracts.identity.RegisterTenant;
import dev.cauce.contracts.identity.ResumeTenant;
import dev.cauce.contracts.identity.SuspendTenant;
import dev.cauce.contracts.identity.TenantClosed;
import dev.cauce.contracts.identity.TenantRegistered;
import dev.cauce.contracts.identity.TenantResumed;
import dev.cauce.contracts.identity.TenantSuspended;
import dev.cauce.contracts.identity.TenantSuspension;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.contracts.tenant.TenantId;
import java.util.Set;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;

class TenantTest {

    private static final TenantId OPERATOR = TenantId.OPERATOR;
    private static final TenantId NEW = new TenantId("northwind");
    private static final String HASH = "sha256$salt$hash";
    private static final TenantRegistered REGISTERED = new TenantRegistered(OPERATOR, NEW, "Northwind");
    private static final TenantSuspended SUSPENDED =
            new TenantSuspended(OPERATOR, NEW, TenantSuspension.PAYMENT_OVERDUE);

    private final History history = new History();
    private final FirstClients firstClients = new FirstClients(() -> EventSourcingRepository.builder(ApiClient.class)
            .eventStore(history.store())
            .build());
    private final FixtureConfiguration<Tenant> fixture = Fixtures.of(Tenant.class, firstClients);

    @Test
    void takesATenantInWithAFirstAdministrator() {
        fixture.givenNoPriorActivity()
                .when(new RegisterTenant(OPERATOR, NEW, "Northwind", HASH))
                .expectEvents(REGISTERED);

        assertThat(history.of(StreamId.of("api-client", NEW, Tenant.FIRST_CLIENT)))
                .containsExactly(new ApiClientRegistered(
                        NEW,
                        Tenant.FIRST_CLIENT,
                        "First administrator",
                        "client:admin",
                        Set.of(Role.ADMIN),
                        Set.of(),
                        null,
                        true,
                        HASH));
    }

    @Test
    void refusesAnIdThatIsTakenOrTheOperatorsOwn() {
        fixture.given(REGISTERED)
                .when(new RegisterTenant(OPERATOR, NEW, "Again", HASH))
                .expectNoEvents()
                .expectException(rejected(ErrorCode.ALREADY_EXISTS));
        Fixtures.of(Tenant.class, firstClients)
                .givenNoPriorActivity()
                .when(new RegisterTenant(OPERATOR, OPERATOR, "Mine", HASH))
                .expectNoEvents()
                .expectException(rejected(ErrorCode.TENANT_RESERVED));
    }

    @Test
    void isAskedByTheOperatorAlone() {
        fixture.givenNoPriorActivity()
                .when(new RegisterTenant(new TenantId("demo"), NEW, "Northwind", HASH))
                .expectNoEvents()
                .expectException(rejected(ErrorCode.OPERATOR_ONLY));
    }

    @Test
    void isSuspendedOnceAndResumed() {
        fixture.given(REGISTERED)
                .when(new SuspendTenant(OPERATOR, NEW, TenantSuspension.PAYMENT_OVERDUE))
                .expectEvents(SUSPENDED);
        Fixtures.of(Tenant.class, firstClients)
                .given(REGISTERED, SUSPENDED)
                .when(new SuspendTenant(OPERATOR, NEW, TenantSuspension.OWN_REQUEST))
                .expectNoEvents();
        Fixtures.of(Tenant.class, firstClients)
                .given(REGISTERED, SUSPENDED)
                .when(new ResumeTenant(OPERATOR, NEW))
                .expectEvents(new TenantResumed(OPERATOR, NEW));
        Fixtures.of(Tenant.class, firstClients)
                .given(REGISTERED)
                .when(new ResumeTenant(OPERATOR, NEW))
                .expectException(rejected(ErrorCode.TENANT_NOT_SUSPENDED));
    }

    @Test
    void isClosedForGood() {
        fixture.given(REGISTERED).when(new CloseTenant(OPERATOR, NEW)).expectEvents(new TenantClosed(OPERATOR, NEW));
        Fixtures.of(Tenant.class, firstClients)
                .given(REGISTERED, new TenantClosed(OPERATOR, NEW))
                .when(new CloseTenant(OPERATOR, NEW))
                .expectNoEvents();
        Fixtures.of(Tenant.class, firstClients)
                .given(REGISTERED, new TenantClosed(OPERATOR, NEW))
                .when(new ResumeTenant(OPERATOR, NEW))
                .expectException(rejected(ErrorCode.TENANT_IS_CLOSED));
    }
}
