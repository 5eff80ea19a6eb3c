package dev.cauce.query.dunning;

import dev.cauce.contracts.dunning.DunningCasePage;
import dev.cauce.contracts.dunning.DunningCaseView;
import dev.cauce.contracts.dunning.DunningPolicyList;
import dev.cauce.contracts.dunning.FindDunningCase;
import dev.cauce.contracts.dunning.ListDunningCases;
import dev.cauce.contracts.dunning.ListDunningPolicies;
import dev.cauce.contracts.message.Direction;
import dev.cauce.platform.projection.Keyset;
import dev.cauce.platform.projection.ViewIndexes;
import dev.cauce.platform.projection.Views;
import java.util.List;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;

/** Answers questions about dunning from the views of this package. */
public final class DunningQueries implements ViewIndexes {

    private static final String SORTED_BY = "openedAt";

    /** More decisions than a case has: it is bounded by its window. */
    private static final int MOST_DECISIONS = 500;

    private final MongoOperations mongo;

    public DunningQueries(MongoOperations mongo) {
        this.mongo = mongo;
    }

    @Override
    public void ensure(Indexes indexes) {
        indexes.list(DunningCasesProjection.NAME, List.of("tenantId"), SORTED_BY);
        indexes.list(DunningCasesProjection.NAME, List.of("tenantId", "status"), SORTED_BY);
        indexes.ascending(DunningCasesProjection.DECISIONS, "case", "number");
        indexes.list(DunningPoliciesProjection.NAME, List.of("tenantId"), "effectiveFrom");
    }

    @QueryHandler
    @Nullable
    DunningCaseView handle(FindDunningCase query) {
        DunningCaseDocument found = mongo.findById(
                Views.documentId(query.tenantId(), query.invoiceId()),
                DunningCaseDocument.class,
                DunningCasesProjection.NAME);
        if (found == null) {
            return null;
        }
        Query ofCase = new Query(Criteria.where("case").is(found.id()))
                .with(Sort.by("number"))
                .limit(MOST_DECISIONS);
        return found.view(
                mongo.find(ofCase, DunningCaseDocument.Decision.class, DunningCasesProjection.DECISIONS).stream()
                        .map(DunningCaseDocument.Decision::view)
                        .toList());
    }

    @QueryHandler
    DunningCasePage handle(ListDunningCases query) {
        Criteria filters = Criteria.where("tenantId").is(query.tenantId().value());
        if (query.status() != null) {
            filters = filters.and("status").is(query.status().name());
        }
        Keyset keyset = new Keyset(SORTED_BY, Direction.DESCENDING, query.cursor(), query.limit());
        return keyset.page(
                mongo.find(keyset.applyTo(filters), DunningCaseDocument.class, DunningCasesProjection.NAME),
                row -> row.view(null),
                row -> new Keyset.Key(row.openedAt(), row.id()),
                DunningCasePage::new);
    }

    @QueryHandler
    DunningPolicyList handle(ListDunningPolicies query) {
        Query ofTenant = new Query(
                        Criteria.where("tenantId").is(query.tenantId().value()))
                .with(Sort.by("effectiveFrom", "_id"));
        return new DunningPolicyList(
                mongo.find(ofTenant, DunningPolicyDocument.class, DunningPoliciesProjection.NAME).stream()
                        .map(DunningPolicyDocument::view)
                        .toList());
    }
}
