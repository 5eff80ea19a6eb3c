package dev.cauce.contracts.ticket;

import dev.cauce.contracts.access.ForCustomers;
import dev.cauce.contracts.access.ForCustomers.Reach;
import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.personaldata.PersonalData;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** Adds a reply: an agent asks the customer, a customer brings the ticket back to the queue. */
@RequiresPermission(Permission.TICKET_REPLY)
@ForCustomers(Reach.FOUND_ACCOUNT)
public record ReplyToTicket(
        @NotNull @Valid TenantId tenantId,
        @NotNull @Valid TicketId ticketId,
        @NotNull ReplyAuthor author,
        @PersonalData @NotBlank @Size(max = 20_000) String body)
        implements TicketCommand {
    @Override
    public StreamId streamId() {
        return StreamId.of("ticket", tenantId, ticketId);
    }
}
