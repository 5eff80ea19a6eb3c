package dev.cauce.contracts.message;

import dev.cauce.contracts.tenant.TenantId;

/** A message that belongs to one tenant; the buses check it against the tenant of the caller's token. */
public interface TenantScoped {

    TenantId tenantId();
}
