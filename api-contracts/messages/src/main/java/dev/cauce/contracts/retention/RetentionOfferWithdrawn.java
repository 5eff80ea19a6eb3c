package dev.cauce.contracts.retention;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.tenant.TenantId;
import org.axonframework.serialization.Revision;

/** The offer does not stand any more. */
@Revision("1")
public record RetentionOfferWithdrawn(
        TenantId tenantId,
        AccountId accountId,
        int caseNumber,
        int offer,
        RetentionOfferKind kind,
        OfferWithdrawal cause)
        implements RetentionEvent {}
