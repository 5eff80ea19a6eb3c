package dev.cauce.contracts.ticket;

/** How a ticket came in. */
public enum TicketChannel {
    EMAIL,
    CHAT,
    PHONE,
    WEB,
    SYSTEM
}
