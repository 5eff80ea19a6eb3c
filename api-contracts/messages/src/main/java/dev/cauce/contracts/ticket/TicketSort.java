package dev.cauce.contracts.ticket;

/** What the ticket queue can be sorted by. */
public enum TicketSort {
    OPENED_AT,
    PRIORITY
}
