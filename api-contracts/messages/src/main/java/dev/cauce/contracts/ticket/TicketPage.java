package dev.cauce.contracts.ticket;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of the ticket queue; replies are left out of its items. */
public record TicketPage(List<TicketView> items, @Nullable String nextCursor) {}
