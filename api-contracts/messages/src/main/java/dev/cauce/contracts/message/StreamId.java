package dev.cauce.contracts.message;

import dev.cauce.contracts.tenant.TenantId;

/**
 * The identifier of an event stream: {@code tenant/kind/id}. The tenant is part of it, so that a command that carries
 * its caller's tenant can never reach a stream of another one, and two tenants may use the same ids.
 */
public record StreamId(String value) {

    /** What a tenant, a kind and an id may look like. */
    public static final String PART = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";

    /** The stream of the aggregate {@code id} of this {@code kind} within the tenant. */
    public static StreamId of(String kind, TenantId tenantId, Object id) {
        return new StreamId(tenantId + "/" + kind + "/" + id);
    }

    @Override
    public String toString() {
        return value;
    }
}
