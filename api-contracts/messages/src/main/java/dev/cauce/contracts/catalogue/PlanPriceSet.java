package dev.cauce.contracts.catalogue;

import dev.cauce.contracts.tenant.TenantId;
import java.time.Instant;
import org.axonframework.serialization.Revision;

/** A plan has another price from a date on; {@code version} counts the versions of that currency and interval. */
@Revision("1")
public record PlanPriceSet(
        TenantId tenantId,
        PlanId planId,
        int version,
        String currency,
        BillingInterval interval,
        long amountMinor,
        BillingMode billingMode,
        Instant validFrom)
        implements CatalogueEvent {}
