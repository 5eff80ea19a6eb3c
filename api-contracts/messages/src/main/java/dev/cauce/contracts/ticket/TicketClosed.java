package dev.cauce.contracts.ticket;

import dev.cauce.contracts.tenant.TenantId;
import org.axonframework.serialization.Revision;

/** The ticket ended. */
@Revision("1")
public record TicketClosed(TenantId tenantId, TicketId ticketId) implements TicketEvent {}
