package dev.cauce.contracts.account;

import dev.cauce.contracts.tenant.TenantId;
import org.axonframework.serialization.Revision;

/** The service was taken away for a time. */
@Revision("1")
public record AccountSuspended(TenantId tenantId, AccountId accountId, String reason) implements AccountEvent {}
