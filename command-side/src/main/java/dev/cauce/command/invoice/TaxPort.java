package dev.cauce.command.invoice;

import dev.cauce.contracts.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * Says at which rate a tenant's customer is taxed. It is asked while a command is decided, so an adapter answers from
 * what it has and calls nobody.
 */
@FunctionalInterface
public interface TaxPort {

    /**
     * The rate in parts per million.
     *
     * @param country of the customer, ISO 3166-1 alpha-2, where it is known
     */
    int ratePpm(TenantId tenantId, @Nullable String country);
}
