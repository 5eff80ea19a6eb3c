package dev.cauce.command.invoice;

import dev.cauce.contracts.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/** The tax rates that a tenant set with its terms, by country; a country that is not named is not taxed. */
public final class TaxTable implements TaxPort {

    private final TenantTerms terms;

    public TaxTable(TenantTerms terms) {
        this.terms = terms;
    }

    @Override
    public int ratePpm(TenantId tenantId, @Nullable String country) {
        return country == null ? 0 : terms.of(tenantId).ratesPpm().getOrDefault(country, 0);
    }
}
