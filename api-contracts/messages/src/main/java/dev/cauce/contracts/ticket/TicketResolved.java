package dev.cauce.contracts.ticket;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.tenant.TenantId;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** The matter was said to be settled; {@code resolvedBy} is the assignee at that time. */
@Revision("1")
public record TicketResolved(
        TenantId tenantId,
        TicketId ticketId,
        @Nullable AccountId accountId,
        @Nullable String resolvedBy) implements TicketEvent {}
