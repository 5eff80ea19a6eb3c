package dev.cauce.contracts.ticket;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.personaldata.DataSubject;
import dev.cauce.contracts.personaldata.PersonalData;
import dev.cauce.contracts.tenant.TenantId;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * A ticket was opened. {@code subjectId} names whose personal data it holds: the account, or the ticket itself where it
 * has none.
 */
@Revision("1")
public record TicketOpened(
        TenantId tenantId,
        TicketId ticketId,
        @Nullable AccountId accountId,
        @DataSubject String subjectId,
        @PersonalData String subject,
        @PersonalData String body,
        Priority priority,
        TicketChannel channel)
        implements TicketEvent {}
