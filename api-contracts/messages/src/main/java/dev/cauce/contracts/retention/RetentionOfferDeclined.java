package dev.cauce.contracts.retention;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.tenant.TenantId;
import org.axonframework.serialization.Revision;

/** The customer did not want the offer. */
@Revision("1")
public record RetentionOfferDeclined(
        TenantId tenantId, AccountId accountId, int caseNumber, int offer, RetentionOfferKind kind)
        implements RetentionEvent {}
