package dev.cauce.contracts.account;

import dev.cauce.contracts.tenant.TenantId;
import org.axonframework.serialization.Revision;

/** A mail address is free again within its tenant. */
@Revision("1")
public record EmailReleased(TenantId tenantId, String emailFingerprint, AccountId accountId)
        implements EmailReservationEvent {}
