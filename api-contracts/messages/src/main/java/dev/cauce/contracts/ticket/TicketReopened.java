package dev.cauce.contracts.ticket;

import dev.cauce.contracts.tenant.TenantId;
import org.axonframework.serialization.Revision;

/** A resolved matter was not settled. */
@Revision("1")
public record TicketReopened(TenantId tenantId, TicketId ticketId, int reopenings) implements TicketEvent {}
