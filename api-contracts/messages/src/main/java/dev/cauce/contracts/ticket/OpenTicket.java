package dev.cauce.contracts.ticket;

import dev.cauce.contracts.access.ForCustomers;
import dev.cauce.contracts.access.ForCustomers.Reach;
import dev.cauce.contracts.access.OfAccount;
import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.personaldata.PersonalData;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Opens a ticket. Opening the same ticket again changes nothing. */
@RequiresPermission(Permission.TICKET_OPEN)
@ForCustomers(Reach.NAMED_ACCOUNT)
public record OpenTicket(
        @NotNull @Valid TenantId tenantId,
        @NotNull @Valid TicketId ticketId,
        @Nullable @Valid AccountId accountId,
        @PersonalData @NotBlank @Size(max = 500) String subject,
        @PersonalData @NotBlank @Size(max = 20_000) String body,
        @NotNull Priority priority,
        @NotNull TicketChannel channel)
        implements TicketCommand, OfAccount {
    @Override
    public StreamId streamId() {
        return StreamId.of("ticket", tenantId, ticketId);
    }
}
