package dev.cauce.contracts.ticket;

/** What can be asked about this feature; see the permitted records. */
public sealed interface TicketQuery permits FindTicketById, ListTickets {}
