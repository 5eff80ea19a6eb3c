package dev.cauce.contracts.ticket;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.personaldata.DataSubject;
import dev.cauce.contracts.personaldata.PersonalData;
import dev.cauce.contracts.tenant.TenantId;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** The customer said how content they are; it is credited to who resolved the ticket. */
@Revision("1")
public record TicketRated(
        TenantId tenantId,
        TicketId ticketId,
        @Nullable AccountId accountId,
        @DataSubject String subjectId,
        int score,
        @PersonalData @Nullable String comment,
        @Nullable String creditedTo)
        implements TicketEvent {}
