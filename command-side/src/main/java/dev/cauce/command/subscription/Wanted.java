package dev.cauce.command.subscription;

import dev.cauce.command.catalogue.PlanTerms;
import dev.cauce.command.catalogue.Plans;
import dev.cauce.contracts.catalogue.BillingInterval;
import dev.cauce.contracts.catalogue.PlanId;
import dev.cauce.contracts.catalogue.PlanPriceVersion;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.contracts.subscription.SubscriptionTerms;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.rejection.Rejected;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a change asks for; what is left out stays as it is. The price stays too, unless a plan or another interval is
 * asked for: then it is today's.
 */
record Wanted(
        @Nullable PlanId planId,
        @Nullable BillingInterval interval,
        @Nullable Long quantity) {

    /** Terms at the price of a plan that is sold at the time. */
    static SubscriptionTerms sold(
            Plans plans,
            TenantId tenantId,
            PlanId planId,
            String currency,
            BillingInterval interval,
            long quantity,
            Instant at) {
        PlanTerms plan = plans.require(tenantId, planId);
        plan.refuseRetired();
        PlanPriceVersion price = plan.price(currency, interval, at);
        return new SubscriptionTerms(
                planId, price.version(), currency, interval, price.amountMinor(), quantity, price.billingMode());
    }

    boolean isNothing() {
        return planId == null && interval == null && quantity == null;
    }

    /**
     * The terms that are asked for.
     *
     * @throws Rejected with {@code PLAN_UNCHANGED} where they are those that hold
     */
    SubscriptionTerms on(SubscriptionTerms now, Plans plans, TenantId tenantId, Instant at) {
        long wantedQuantity = quantity == null ? now.quantity() : quantity;
        boolean priced = planId != null || (interval != null && interval != now.interval());
        SubscriptionTerms wanted = priced
                ? sold(
                        plans,
                        tenantId,
                        planId == null ? now.planId() : planId,
                        now.currency(),
                        interval == null ? now.interval() : interval,
                        wantedQuantity,
                        at)
                : new SubscriptionTerms(
                        now.planId(),
                        now.priceVersion(),
                        now.currency(),
                        now.interval(),
                        now.amountMinor(),
                        wantedQuantity,
                        now.billingMode());
        if (wanted.equals(now)) {
            throw new Rejected(ErrorCode.PLAN_UNCHANGED, "The subscription has these terms.");
        }
        return wanted;
    }
}
