package dev.cauce.query.catalogue;

import dev.cauce.contracts.catalogue.FindPlanById;
import dev.cauce.contracts.catalogue.ListPlans;
import dev.cauce.contracts.catalogue.PlanList;
import dev.cauce.contracts.catalogue.PlanView;
import dev.cauce.platform.projection.ViewIndexes;
import dev.cauce.platform.projection.Views;
import java.time.Clock;
import java.time.Instant;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;

/** Answers questions about the catalogue from the view of {@link PlansProjection}. */
public final class PlanQueries implements ViewIndexes {

    private final MongoOperations mongo;
    private final Clock clock;

    public PlanQueries(MongoOperations mongo, Clock clock) {
        this.mongo = mongo;
        this.clock = clock;
    }

    @Override
    public void ensure(Indexes indexes) {
        indexes.ascending(PlansProjection.NAME, "tenantId", "_id");
    }

    @QueryHandler
    @Nullable
    PlanView handle(FindPlanById query) {
        PlanDocument found = mongo.findById(
                Views.documentId(query.tenantId(), query.planId()), PlanDocument.class, PlansProjection.NAME);
        return found == null ? null : found.view(clock.instant());
    }

    @QueryHandler
    PlanList handle(ListPlans query) {
        Query ofTenant =
                new Query(Criteria.where("tenantId").is(query.tenantId().value())).with(Sort.by("_id"));
        Instant now = clock.instant();
        return new PlanList(mongo.find(ofTenant, PlanDocument.class, PlansProjection.NAME).stream()
                .map(plan -> plan.view(now))
                .toList());
    }
}
