package dev.cauce.contracts.account;

import dev.cauce.contracts.tenant.TenantId;
import org.axonframework.serialization.Revision;

/** The account ended for good. */
@Revision("1")
public record AccountClosed(TenantId tenantId, AccountId accountId, String reason) implements AccountEvent {}
