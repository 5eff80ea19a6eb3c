package dev.cauce.query.catalogue.web;

import dev.cauce.contracts.catalogue.FindPlanById;
import dev.cauce.contracts.catalogue.ListPlans;
import dev.cauce.contracts.catalogue.PlanId;
import dev.cauce.contracts.catalogue.PlanView;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.access.CurrentRequest;
import dev.cauce.platform.query.QueryAsker;
import dev.cauce.rest.api.PlanQueriesApi;
import dev.cauce.rest.model.BillingInterval;
import dev.cauce.rest.model.BillingMode;
import dev.cauce.rest.model.Plan;
import dev.cauce.rest.model.PlanList;
import dev.cauce.rest.model.PlanPrice;
import dev.cauce.rest.model.PlanPriceVersion;
import dev.cauce.rest.model.TrialEnd;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;

/** The catalogue over HTTP. */
@RestController
public class PlanQueriesController implements PlanQueriesApi {

    private final QueryAsker queries;

    public PlanQueriesController(QueryAsker queries) {
        this.queries = queries;
    }

    @Override
    public ResponseEntity<Plan> getPlan(String planId, @Nullable String position) {
        PlanView plan = queries.require(new FindPlanById(tenant(), new PlanId(planId)), ErrorCode.PLAN_NOT_FOUND);
        return ResponseEntity.ok().eTag(Long.toString(plan.version())).body(json(plan));
    }

    @Override
    public ResponseEntity<PlanList> listPlans(@Nullable String position) {
        var plans = queries.require(new ListPlans(tenant()), ErrorCode.NOT_FOUND);
        return ResponseEntity.ok(new PlanList(
                plans.items().stream().map(PlanQueriesController::json).toList()));
    }

    private static Plan json(PlanView view) {
        return new Plan(
                view.planId(),
                view.name(),
                view.prices().stream()
                        .map(price -> new PlanPrice(
                                price.currency(),
                                BillingInterval.fromValue(price.interval().name()),
                                price.amountMinor()))
                        .toList(),
                view.priceVersions().stream().map(PlanQueriesController::json).toList(),
                view.trialDays(),
                TrialEnd.fromValue(view.trialEnd().name()),
                view.graceDays(),
                view.retired(),
                view.definedAt(),
                view.version());
    }

    private static PlanPriceVersion json(dev.cauce.contracts.catalogue.PlanPriceVersion version) {
        return new PlanPriceVersion(
                version.version(),
                version.currency(),
                BillingInterval.fromValue(version.interval().name()),
                version.amountMinor(),
                BillingMode.fromValue(version.billingMode().name()),
                version.validFrom());
    }

    private static TenantId tenant() {
        return CurrentRequest.get().caller().tenantId();
    }
}
