package dev.cauce.contracts.retention;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.tenant.TenantId;
import org.axonframework.serialization.Revision;

/** An accepted offer could not be carried out. */
@Revision("1")
public record RetentionOfferFailed(
        TenantId tenantId, AccountId accountId, int caseNumber, int offer, RetentionOfferKind kind, String code)
        implements RetentionEvent {}
