package dev.cauce.command.catalogue;

import dev.cauce.contracts.catalogue.BillingInterval;
import dev.cauce.contracts.catalogue.CatalogueEvent;
import dev.cauce.contracts.catalogue.PlanDefined;
import dev.cauce.contracts.catalogue.PlanPrice;
import dev.cauce.contracts.catalogue.PlanRetired;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.platform.rejection.Rejected;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** On what terms a plan is sold. */
public record PlanTerms(List<PlanPrice> prices, int trialDays, boolean retired) {

    static final PlanTerms NONE = new PlanTerms(List.of(), 0, false);

    public PlanTerms {
        prices = List.copyOf(prices);
    }

    /**
     * The price in minor units of the currency for one interval.
     *
     * @throws Rejected with {@code PLAN_PRICE_MISSING} where the plan is not sold that way
     */
    public long price(String currency, BillingInterval interval) {
        return prices.stream()
                .filter(price -> price.currency().equals(currency) && price.interval() == interval)
                .findFirst()
                .orElseThrow(() -> new Rejected(
                        ErrorCode.PLAN_PRICE_MISSING, "The plan has no price in " + currency + " a " + interval + "."))
                .amountMinor();
    }

    /**
     * Lets pass what is still sold.
     *
     * @throws Rejected with {@code PLAN_RETIRED}
     */
    public void refuseRetired() {
        if (retired) {
            throw new Rejected(ErrorCode.PLAN_RETIRED, "The plan is sold no more.");
        }
    }

    static PlanTerms after(@Nullable PlanTerms before, Object payload) {
        if (payload instanceof Plan snapshot) {
            return snapshot.terms();
        }
        PlanTerms terms = before == null ? NONE : before;
        return switch ((CatalogueEvent) payload) {
            case PlanDefined event -> new PlanTerms(event.prices(), event.trialDays(), false);
            case PlanRetired _ -> new PlanTerms(terms.prices(), terms.trialDays(), true);
        };
    }
}
