package dev.cauce.contracts.account;

import dev.cauce.contracts.tenant.TenantId;
import org.axonframework.serialization.Revision;

/** The service was given back. */
@Revision("1")
public record AccountReactivated(TenantId tenantId, AccountId accountId) implements AccountEvent {}
