package dev.cauce.contracts.account;

import dev.cauce.contracts.tenant.TenantId;
import org.axonframework.serialization.Revision;

/** A mail address belongs to this account within its tenant. */
@Revision("1")
public record EmailReserved(TenantId tenantId, String emailFingerprint, AccountId accountId)
        implements EmailReservationEvent {}
