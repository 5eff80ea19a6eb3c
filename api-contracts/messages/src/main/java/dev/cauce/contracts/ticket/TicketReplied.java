package dev.cauce.contracts.ticket;

import dev.cauce.contracts.personaldata.DataSubject;
import dev.cauce.contracts.personaldata.PersonalData;
import dev.cauce.contracts.tenant.TenantId;
import org.axonframework.serialization.Revision;

/** A reply was added; {@code status} is what the ticket is after it. */
@Revision("1")
public record TicketReplied(
        TenantId tenantId,
        TicketId ticketId,
        @DataSubject String subjectId,
        int replyNumber,
        ReplyAuthor author,
        @PersonalData String body,
        TicketStatus status)
        implements TicketEvent {}
