package dev.cauce.contracts.retention;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.tenant.TenantId;
import org.axonframework.serialization.Revision;

/** Nobody answered the offer in time. */
@Revision("1")
public record RetentionOfferLapsed(
        TenantId tenantId, AccountId accountId, int caseNumber, int offer, RetentionOfferKind kind)
        implements RetentionEvent {}
