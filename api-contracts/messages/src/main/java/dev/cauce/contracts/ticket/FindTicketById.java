package dev.cauce.contracts.ticket;

import dev.cauce.contracts.access.ForCustomers;
import dev.cauce.contracts.access.ForCustomers.Reach;
import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.message.Query;
import dev.cauce.contracts.message.ReadsFrom;
import dev.cauce.contracts.personaldata.ReadsPersonalData;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

/** The ticket with its replies, or nothing. */
@RequiresPermission(Permission.TICKET_READ)
@ForCustomers(Reach.FOUND_ACCOUNT)
@ReadsFrom("tickets")
@ReadsPersonalData
public record FindTicketById(
        @NotNull @Valid TenantId tenantId, @NotNull @Valid TicketId ticketId)
        implements TicketQuery, Query<TicketView> {
    @Override
    public Class<TicketView> resultType() {
        return TicketView.class;
    }
}
