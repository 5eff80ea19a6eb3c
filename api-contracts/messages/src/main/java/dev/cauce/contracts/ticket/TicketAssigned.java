package dev.cauce.contracts.ticket;

import dev.cauce.contracts.tenant.TenantId;
import org.axonframework.serialization.Revision;

/** The ticket was given to an agent. */
@Revision("1")
public record TicketAssigned(TenantId tenantId, TicketId ticketId, String assignee) implements TicketEvent {}
