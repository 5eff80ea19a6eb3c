package dev.cauce.contracts.ticket;

import dev.cauce.contracts.access.ForCustomers;
import dev.cauce.contracts.access.ForCustomers.Reach;
import dev.cauce.contracts.access.OfAccount;
import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.message.Direction;
import dev.cauce.contracts.message.Query;
import dev.cauce.contracts.message.ReadsFrom;
import dev.cauce.contracts.personaldata.ReadsPersonalData;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** A page of the ticket queue. */
@RequiresPermission(Permission.TICKET_READ)
@ForCustomers(Reach.NAMED_ACCOUNT)
@ReadsFrom("tickets")
@ReadsPersonalData
public record ListTickets(
        @NotNull @Valid TenantId tenantId,
        @Nullable TicketStatus status,
        @Nullable @Size(max = 64) String assignee,
        @Nullable Priority priority,
        @Nullable @Valid AccountId accountId,
        @NotNull TicketSort sort,
        @NotNull Direction direction,
        @Nullable @Size(max = 2000) String cursor,
        @Min(1) @Max(100) int limit)
        implements TicketQuery, Query<TicketPage>, OfAccount {
    @Override
    public Class<TicketPage> resultType() {
        return TicketPage.class;
    }
}
