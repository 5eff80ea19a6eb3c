package dev.cauce.ml.churn.scoring;

import dev.cauce.contracts.message.Direction;
import dev.cauce.contracts.model.ChurnRiskPage;
import dev.cauce.contracts.model.ChurnRiskView;
import dev.cauce.contracts.model.FindChurnRisk;
import dev.cauce.contracts.model.ListChurnRisks;
import dev.cauce.platform.projection.Keyset;
import dev.cauce.platform.projection.ViewIndexes;
import dev.cauce.platform.projection.Views;
import java.util.List;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;

/** Answers questions about churn risks from the view of {@link ChurnScoresProjection}. */
public final class ChurnRiskQueries implements ViewIndexes {

    private static final String SORTED_BY = "score";

    private final MongoOperations mongo;

    public ChurnRiskQueries(MongoOperations mongo) {
        this.mongo = mongo;
    }

    @Override
    public void ensure(Indexes indexes) {
        indexes.ascending(ChurnScoresProjection.NAME, "crossed", "_id");
        indexes.list(ChurnScoresProjection.NAME, List.of("tenantId", "live"), SORTED_BY);
        indexes.list(ChurnScoresProjection.NAME, List.of("tenantId", "live", "band"), SORTED_BY);
    }

    /** The risk of any account that is or was a customer; of one that left, as of when it left. */
    @QueryHandler
    @Nullable
    ChurnRiskView handle(FindChurnRisk query) {
        ScoreDocument found = mongo.findById(
                Views.documentId(query.tenantId(), query.accountId()), ScoreDocument.class, ChurnScoresProjection.NAME);
        return found == null ? null : found.view();
    }

    /** The risks of customers; who has left is at no risk any more. */
    @QueryHandler
    ChurnRiskPage handle(ListChurnRisks query) {
        Criteria filters = Criteria.where("tenantId")
                .is(query.tenantId().value())
                .and("live")
                .is(true);
        if (query.band() != null) {
            filters = filters.and("band").is(query.band());
        }
        Keyset keyset = new Keyset(SORTED_BY, Direction.DESCENDING, query.cursor(), query.limit());
        return keyset.page(
                mongo.find(keyset.applyTo(filters), ScoreDocument.class, ChurnScoresProjection.NAME),
                ScoreDocument::view,
                row -> new Keyset.Key(row.score(), row.id()),
                ChurnRiskPage::new);
    }
}
