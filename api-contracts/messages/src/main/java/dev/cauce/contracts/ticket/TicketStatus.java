package dev.cauce.contracts.ticket;

/** The states a ticket can be in; pending means that the customer is asked. */
public enum TicketStatus {
    OPEN,
    PENDING,
    RESOLVED,
    CLOSED
}
