package dev.cauce.command.identity;

import dev.cauce.contracts.identity.ApiClientId;
import dev.cauce.contracts.tenant.TenantId;
import java.util.function.Supplier;
import org.axonframework.modelling.command.Repository;

/**
 * Makes a new tenant's first API client in the unit of work that takes the tenant in, so that there is both or none.
 */
public final class FirstClients {

    private final Supplier<Repository<ApiClient>> clients;

    /** Takes a supplier, since the repository is built from a configuration that needs this object first. */
    public FirstClients(Supplier<Repository<ApiClient>> clients) {
        this.clients = clients;
    }

    void register(TenantId tenantId, ApiClientId apiClientId, String secretHash) {
        String stream = ApiClient.streamOf(tenantId, apiClientId).value();
        try {
            clients.get()
                    .loadOrCreate(stream, ApiClient::new)
                    .execute(client -> client.begin(tenantId, apiClientId, secretHash));
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            // Axon declares it for factories that throw; this one is a constructor that does not.
            throw new IllegalStateException("the client could not be created", e);
        }
    }
}
