package dev.cauce.contracts.ticket;

import dev.cauce.contracts.message.Command;

/** What can be asked of this feature; see the permitted records. */
public sealed interface TicketCommand extends Command
        permits OpenTicket, AssignTicket, ReplyToTicket, ResolveTicket, ReopenTicket, CloseTicket, RateTicket {}
