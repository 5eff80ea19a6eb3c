package dev.cauce.ml.churn.scoring;

import static dev.cauce.platform.projection.Views.documentId;

import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.DeleteOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.WriteModel;
import dev.cauce.contracts.model.ChurnBand;
import dev.cauce.contracts.retention.ChurnThresholds;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.ml.churn.features.AccountHistory;
import dev.cauce.ml.churn.model.ChurnBands;
import dev.cauce.ml.churn.model.ChurnModel;
import dev.cauce.ml.churn.model.ChurnScore;
import io.micrometer.core.instrument.Metrics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;

/**
 * Scores accounts and keeps the scores. A score follows from the account's facts and the model alone: it is as of the
 * newest of the two, or as of when the account left. Its band follows from the tenant's thresholds, and whether that is
 * to be recorded from what was recorded last. So it comes out the same however often, in whatever batches, and whenever
 * it is made, and a replay gives the same scores.
 */
final class ChurnScores {
    static final String COLLECTION = "churn-scores";
    private static final ReplaceOptions UPSERT = new ReplaceOptions().upsert(true);

    private final MongoOperations mongo;

    ChurnScores(MongoOperations mongo) {
        this.mongo = mongo;
    }

    /**
     * Scores a page of accounts.
     *
     * @param since when the model came into use
     */
    void score(TenantId tenantId, List<AccountHistory> page, ChurnModel model, Instant since) {
        Bands bands = bands(tenantId);
        Map<String, Recorded> recorded = recorded(tenantId, page);
        List<WriteModel<Document>> writes = new ArrayList<>(page.size());
        for (AccountHistory history : page) {
            Document id = new Document("_id", documentId(tenantId, history.accountId()));
            ScoreDocument scored = score(
                    tenantId,
                    history,
                    model,
                    since,
                    bands,
                    recorded.getOrDefault(documentId(tenantId, history.accountId()), Recorded.NONE));
            writes.add(scored == null ? new DeleteOneModel<>(id) : new ReplaceOneModel<>(id, written(scored), UPSERT));
        }
        if (!writes.isEmpty()) {
            mongo.getCollection(COLLECTION).bulkWrite(writes, new BulkWriteOptions().ordered(false));
        }
    }

    private Bands bands(TenantId tenantId) {
        Bands own = mongo.findById(tenantId.value(), Bands.class, ChurnScoresProjection.BANDS);
        return own == null ? Bands.STANDARD : own;
    }

    private Map<String, Recorded> recorded(TenantId tenantId, List<AccountHistory> page) {
        List<String> ids = page.stream()
                .map(history -> documentId(tenantId, history.accountId()))
                .toList();
        Map<String, Recorded> recorded = new HashMap<>();
        mongo.find(new Query(Criteria.where("_id").in(ids)), Recorded.class, ChurnScoresProjection.RECORDS)
                .forEach(record -> recorded.put(record.id(), record));
        return recorded;
    }

    private @Nullable ScoreDocument score(
            TenantId tenantId,
            AccountHistory history,
            ChurnModel model,
            Instant since,
            Bands bands,
            Recorded recorded) {
        Instant known = history.lastRecordedAt().orElse(since);
        Instant now = known.isAfter(since) ? known : since;
        Optional<Instant> leftAt = history.leftAt().filter(left -> !left.isAfter(now)); // an end to come is none yet
        Instant asOf = leftAt.orElse(now);
        if (!history.isCustomer(asOf, now)) {
            return null; // it never was one
        }
        ChurnScore score = timed(() -> model.score(history.rowAsOf(asOf)));
        String band = bands.bands().of(score.probability()).name();
        return new ScoreDocument(
                documentId(tenantId, history.accountId()),
                tenantId.value(),
                history.accountId(),
                leftAt.isEmpty(),
                score.probability(),
                band,
                bands.policyVersion(),
                leftAt.isEmpty() && !band.equals(recorded.band()),
                recorded.records(),
                history.liveSubscriptions(asOf, now),
                score.baseLogOdds(),
                score.contributions().stream()
                        .map(c -> new ScoreDocument.Contribution(
                                c.feature(), c.value() == null ? "" : c.value(), c.logOdds()))
                        .toList(),
                score.modelVersion(),
                score.featureHash(),
                asOf,
                now);
    }

    /** The thresholds of a tenant. */
    private record Bands(@Id @Nullable String id, String policyVersion, double medium, double high, double critical) {

        private static final Bands STANDARD = new Bands(
                null,
                ChurnThresholds.STANDARD_VERSION,
                ChurnThresholds.STANDARD.medium(),
                ChurnThresholds.STANDARD.high(),
                ChurnThresholds.STANDARD.critical());

        ChurnBands bands() {
            return new ChurnBands(medium, high, critical);
        }
    }

    /** The last recorded band of an account; a risk that was never recorded is low. */
    private record Recorded(@Id String id, String band, long records) {

        private static final Recorded NONE = new Recorded("", ChurnBand.LOW.name(), 0);
    }

    private static ChurnScore timed(Supplier<ChurnScore> scoring) {
        return Objects.requireNonNull(
                Metrics.timer("cauce.models.scoring", "model", "churn").record(scoring));
    }

    private Document written(ScoreDocument scored) {
        Document document = new Document();
        mongo.getConverter().write(scored, document);
        document.remove("_class"); // a view is no place for the names of classes
        return document;
    }
}
