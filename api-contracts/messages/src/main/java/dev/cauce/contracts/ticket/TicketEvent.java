package dev.cauce.contracts.ticket;

import dev.cauce.contracts.message.Event;

/** What can have happened to this feature; see the permitted records. */
public sealed interface TicketEvent extends Event
        permits TicketOpened,
                TicketAssigned,
                TicketReplied,
                TicketResolved,
                TicketReopened,
                TicketClosed,
                TicketRated {}
