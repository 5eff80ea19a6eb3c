package dev.cauce.contracts.ticket;

import dev.cauce.contracts.access.ForCustomers;
import dev.cauce.contracts.access.ForCustomers.Reach;
import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.personaldata.PersonalData;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Says how content the customer is, 1 to 5. */
@RequiresPermission(Permission.TICKET_REPLY)
@ForCustomers(Reach.FOUND_ACCOUNT)
public record RateTicket(
        @NotNull @Valid TenantId tenantId,
        @NotNull @Valid TicketId ticketId,
        @Min(1) @Max(5) int score,
        @PersonalData @Nullable @Size(max = 2_000) String comment)
        implements TicketCommand {
    @Override
    public StreamId streamId() {
        return StreamId.of("ticket", tenantId, ticketId);
    }
}
