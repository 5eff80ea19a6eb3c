package dev.cauce.contracts.ticket;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/** Gives the ticket to an agent, by the opaque id of the agent. */
@RequiresPermission(Permission.TICKET_WRITE)
public record AssignTicket(
        @NotNull @Valid TenantId tenantId,
        @NotNull @Valid TicketId ticketId,
        @NotBlank @Pattern(regexp = StreamId.PART) String assignee)
        implements TicketCommand {
    @Override
    public StreamId streamId() {
        return StreamId.of("ticket", tenantId, ticketId);
    }
}
