package dev.cauce.contracts.account;

import dev.cauce.contracts.tenant.TenantId;
import org.axonframework.serialization.Revision;

/** The mail address is read by the account. */
@Revision("1")
public record EmailVerified(TenantId tenantId, AccountId accountId) implements AccountEvent {}
