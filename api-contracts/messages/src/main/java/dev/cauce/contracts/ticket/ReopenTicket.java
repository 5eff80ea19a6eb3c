package dev.cauce.contracts.ticket;

import dev.cauce.contracts.access.ForCustomers;
import dev.cauce.contracts.access.ForCustomers.Reach;
import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

/** Says that a resolved matter is not settled. */
@RequiresPermission(Permission.TICKET_REPLY)
@ForCustomers(Reach.FOUND_ACCOUNT)
public record ReopenTicket(
        @NotNull @Valid TenantId tenantId, @NotNull @Valid TicketId ticketId) implements TicketCommand {
    @Override
    public StreamId streamId() {
        return StreamId.of("ticket", tenantId, ticketId);
    }
}
