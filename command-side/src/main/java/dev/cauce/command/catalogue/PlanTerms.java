package dev.cauce.command.catalogue;

import dev.cauce.contracts.catalogue.BillingInterval;
import dev.cauce.contracts.catalogue.BillingMode;
import dev.cauce.contracts.catalogue.CatalogueEvent;
import dev.cauce.contracts.catalogue.PlanDefined;
import dev.cauce.contracts.catalogue.PlanPriceSet;
import dev.cauce.contracts.catalogue.PlanPriceVersion;
import dev.cauce.contracts.catalogue.PlanRetired;
import dev.cauce.contracts.catalogue.PlanTermsStated;
import dev.cauce.contracts.catalogue.TrialEnd;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.platform.rejection.Rejected;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * On what terms a plan is sold.
 *
 * @param prices every version of every price, in the order in which they were set
 * @param graceDays for how long a customer who owes keeps the service
 */
public record PlanTerms(
        List<PlanPriceVersion> prices, int trialDays, TrialEnd trialEnd, int graceDays, boolean retired) {

    static final PlanTerms NONE = new PlanTerms(List.of(), 0, TrialEnd.CANCEL, 0, false);

    public PlanTerms {
        prices = List.copyOf(prices);
    }

    /**
     * The version of the price that holds at the time: of those that hold from then or before the one with the latest
     * date, and of several with that date the last one set.
     *
     * @throws Rejected with {@code PLAN_PRICE_MISSING} where the plan is not sold that way
     */
    public PlanPriceVersion price(String currency, BillingInterval interval, Instant at) {
        return versions(currency, interval).stream()
                .filter(price -> !price.validFrom().isAfter(at))
                .max(Comparator.comparing(PlanPriceVersion::validFrom).thenComparingInt(PlanPriceVersion::version))
                .orElseThrow(() -> new Rejected(
                        ErrorCode.PLAN_PRICE_MISSING, "The plan has no price in " + currency + " a " + interval + "."));
    }

    List<PlanPriceVersion> versions(String currency, BillingInterval interval) {
        return prices.stream()
                .filter(price -> price.currency().equals(currency) && price.interval() == interval)
                .toList();
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
            case PlanDefined event -> defined(event);
            case PlanPriceSet event -> terms.with(event);
            case PlanTermsStated event ->
                new PlanTerms(terms.prices, event.trialDays(), event.trialEnd(), event.graceDays(), terms.retired);
            case PlanRetired _ -> new PlanTerms(terms.prices, terms.trialDays, terms.trialEnd, terms.graceDays, true);
        };
    }

    /** The first prices hold from ever: nothing can be sold before the plan is there. */
    private static PlanTerms defined(PlanDefined event) {
        List<PlanPriceVersion> first = event.prices().stream()
                .map(price -> new PlanPriceVersion(
                        1,
                        price.currency(),
                        price.interval(),
                        price.amountMinor(),
                        BillingMode.IN_ADVANCE,
                        Instant.EPOCH))
                .toList();
        return new PlanTerms(first, event.trialDays(), TrialEnd.CANCEL, 0, false);
    }

    private PlanTerms with(PlanPriceSet event) {
        List<PlanPriceVersion> all = new ArrayList<>(prices);
        all.add(new PlanPriceVersion(
                event.version(),
                event.currency(),
                event.interval(),
                event.amountMinor(),
                event.billingMode(),
                event.validFrom()));
        return new PlanTerms(all, trialDays, trialEnd, graceDays, retired);
    }
}
