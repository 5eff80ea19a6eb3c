package dev.cauce.command.identity;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import dev.cauce.contracts.identity.ApiClientId;
import dev.cauce.contracts.identity.CloseTenant;
import dev.cauce.contracts.identity.RegisterTenant;
import dev.cauce.contracts.identity.ResumeTenant;
import dev.cauce.contracts.identity.SuspendTenant;
import dev.cauce.contracts.identity.TenantClosed;
import dev.cauce.contracts.identity.TenantCommand;
import dev.cauce.contracts.identity.TenantRegistered;
import dev.cauce.contracts.identity.TenantResumed;
import dev.cauce.contracts.identity.TenantSuspended;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.command.Answer;
import dev.cauce.platform.rejection.Rejected;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** A tenant as the operator of the installation keeps it. Its stream is one of the operator's own tenant. */
@JsonAutoDetect(fieldVisibility = Visibility.ANY)
public final class Tenant {

    /** The API client that every tenant begins with. */
    public static final ApiClientId FIRST_CLIENT = new ApiClientId("admin");

    enum Standing {
        ACTIVE,
        SUSPENDED,
        CLOSED
    }

    @AggregateIdentifier
    private @Nullable String streamId;

    private Standing standing = Standing.ACTIVE;

    Tenant() {}

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Answer decide(RegisterTenant command, FirstClients firstClients) {
        refuseUnlessOperator(command);
        if (streamId != null) {
            throw new Rejected(ErrorCode.ALREADY_EXISTS, "There is a tenant of this id.");
        }
        if (command.managedTenantId().equals(TenantId.OPERATOR)) {
            throw new Rejected(ErrorCode.TENANT_RESERVED, "This id is the operator's own.");
        }
        firstClients.register(command.managedTenantId(), FIRST_CLIENT, command.adminSecretHash());
        apply(new TenantRegistered(command.tenantId(), command.managedTenantId(), command.name()));
        return answer(command.managedTenantId());
    }

    @EventSourcingHandler
    void evolve(TenantRegistered event) {
        streamId =
                StreamId.of("tenant", event.tenantId(), event.managedTenantId()).value();
        standing = Standing.ACTIVE;
    }

    @CommandHandler
    Answer decide(SuspendTenant command) {
        refuseUnlessOperator(command);
        refuseClosed();
        if (standing != Standing.SUSPENDED) {
            apply(new TenantSuspended(command.tenantId(), command.managedTenantId(), command.reason()));
        }
        return answer(command.managedTenantId());
    }

    @EventSourcingHandler
    void evolve(TenantSuspended event) {
        standing = Standing.SUSPENDED;
    }

    @CommandHandler
    Answer decide(ResumeTenant command) {
        refuseUnlessOperator(command);
        refuseClosed();
        if (standing != Standing.SUSPENDED) {
            throw new Rejected(ErrorCode.TENANT_NOT_SUSPENDED, "The tenant is not suspended.");
        }
        apply(new TenantResumed(command.tenantId(), command.managedTenantId()));
        return answer(command.managedTenantId());
    }

    @EventSourcingHandler
    void evolve(TenantResumed event) {
        standing = Standing.ACTIVE;
    }

    @CommandHandler
    Answer decide(CloseTenant command) {
        refuseUnlessOperator(command);
        if (standing != Standing.CLOSED) {
            apply(new TenantClosed(command.tenantId(), command.managedTenantId()));
        }
        return answer(command.managedTenantId());
    }

    @EventSourcingHandler
    void evolve(TenantClosed event) {
        standing = Standing.CLOSED;
    }

    /** The permission alone is not enough: an outside issuer may give it to a tenant by mistake. */
    private static void refuseUnlessOperator(TenantCommand command) {
        if (!command.tenantId().equals(TenantId.OPERATOR)) {
            throw new Rejected(ErrorCode.OPERATOR_ONLY, "Tenants are the operator's.");
        }
    }

    private void refuseClosed() {
        if (standing == Standing.CLOSED) {
            throw new Rejected(ErrorCode.TENANT_IS_CLOSED, "The tenant is closed.");
        }
    }

    private Answer answer(TenantId managed) {
        return Answer.of("tenantId", managed, "status", standing);
    }
}
