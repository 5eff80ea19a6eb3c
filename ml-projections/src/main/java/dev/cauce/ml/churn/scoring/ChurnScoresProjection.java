package dev.cauce.ml.churn.scoring;

import static dev.cauce.platform.projection.Views.documentId;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.model.ChurnModelTrained;
import dev.cauce.contracts.retention.ChurnScoreRecorded;
import dev.cauce.contracts.retention.RetentionPolicyApproved;
import dev.cauce.contracts.retention.RetentionPolicyTookEffect;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.ml.churn.features.AccountTouched;
import dev.cauce.ml.churn.features.FeatureFacts;
import dev.cauce.ml.churn.features.FeatureFactsProjection;
import dev.cauce.ml.churn.model.ChurnModel;
import dev.cauce.ml.churn.model.UnreadableChurnModel;
import dev.cauce.ml.churn.training.ChurnModelStore;
import dev.cauce.platform.projection.Views;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.MongoOperations;

/**
 * Answers: who is about to leave, how sure is that, and why? It shares its processing group, of one segment, with the
 * facts: at the end of each batch, when the facts are written, it scores the accounts that the batch touched; when
 * another model or other thresholds have come into use, all accounts of the tenant, page by page.
 */
@ProcessingGroup(ChurnScoresProjection.NAME)
public final class ChurnScoresProjection implements AccountTouched {

    /** The projection, its processing group and its collection of scores. */
    public static final String NAME = FeatureFactsProjection.GROUP;

    /** The collection that says which model the scores are of, a document a tenant. */
    public static final String IN_USE = "churn-model-in-use";

    /** The collection of recorded bands, a document an account. */
    public static final String RECORDS = "churn-records";

    /** The collection of thresholds, a document for each tenant that has a policy in effect. */
    public static final String BANDS = "churn-bands";

    /** The collection of approved policies, with the time from which each holds. */
    public static final String POLICIES = "churn-policies";

    private static final String POLICY = "retention-policy";

    private static final Logger LOG = LoggerFactory.getLogger(ChurnScoresProjection.class);
    private static final String TOUCHED = "cauce.churn.touched";

    private final Views views;
    private final MongoOperations mongo;
    private final FeatureFacts facts;
    private final ChurnModelStore models;
    private final ChurnScores scores;

    public ChurnScoresProjection(Views views, MongoOperations mongo, FeatureFacts facts, ChurnModelStore models) {
        this.views = views;
        this.mongo = mongo;
        this.facts = facts;
        this.models = models;
        this.scores = new ChurnScores(mongo);
    }

    @EventHandler
    void on(ChurnModelTrained event, @SequenceNumber long sequence, @Timestamp Instant at) {
        views.change(IN_USE, event.tenantId().value(), "model", sequence)
                .set("modelVersion", event.modelVersion())
                .set("since", at);
        batch().all.add(event.tenantId());
    }

    @EventHandler
    void on(ChurnScoreRecorded event, @SequenceNumber long sequence) {
        views.change(RECORDS, documentId(event.tenantId(), event.accountId()), "churn-score", sequence)
                .set("tenantId", event.tenantId().value())
                .set("band", event.band())
                .set("records", event.recordNumber());
        touched(event.tenantId(), event.accountId());
    }

    @EventHandler
    void on(RetentionPolicyApproved event, @SequenceNumber long sequence) {
        views.change(POLICIES, documentId(event.tenantId(), event.policyVersion()), POLICY, sequence)
                .set("tenantId", event.tenantId().value())
                .set("effectiveFrom", event.effectiveFrom());
    }

    /** Everybody's band may be another from now on. */
    @EventHandler
    void on(RetentionPolicyTookEffect event, @SequenceNumber long sequence) {
        views.change(BANDS, event.tenantId().value(), POLICY, sequence)
                .set("policyVersion", event.policyVersion())
                .set("medium", event.thresholds().medium())
                .set("high", event.thresholds().high())
                .set("critical", event.thresholds().critical())
                .set("effectiveFrom", event.effectiveFrom());
        batch().all.add(event.tenantId());
    }

    @Override
    public void touched(TenantId tenantId, AccountId accountId) {
        batch().accounts
                .computeIfAbsent(tenantId, tenant -> new LinkedHashSet<>())
                .add(accountId.value());
    }

    @ResetHandler
    void reset() {
        views.clear(NAME);
        views.clear(IN_USE);
        views.clear(RECORDS);
        views.clear(BANDS);
        views.clear(POLICIES);
    }

    /** What the batch has touched; scored once, after the views have written its facts. */
    private Batch batch() {
        UnitOfWork<?> unitOfWork = CurrentUnitOfWork.get();
        return unitOfWork.getOrComputeResource(TOUCHED, key -> {
            Batch batch = new Batch();
            unitOfWork.onPrepareCommit(committing -> score(batch));
            return batch;
        });
    }

    private void score(Batch batch) {
        batch.all.forEach(tenantId -> withModel(
                tenantId,
                (model, since) -> facts.forEachPage(tenantId, page -> scores.score(tenantId, page, model, since))));
        batch.accounts.forEach((tenantId, accounts) -> {
            if (!batch.all.contains(tenantId)) {
                withModel(
                        tenantId, (model, since) -> scores.score(tenantId, facts.of(tenantId, accounts), model, since));
            }
        });
    }

    private void withModel(TenantId tenantId, Scoring scoring) {
        InUse inUse = mongo.findById(tenantId.value(), InUse.class, IN_USE);
        if (inUse == null) {
            return; // no model yet: the first one will score everybody
        }
        try {
            Optional<ChurnModel> model = models.find(tenantId, inUse.modelVersion());
            if (model.isPresent()) {
                scoring.score(model.get(), inUse.since());
            } else {
                LOG.error(
                        "churn model {} is not in the store: scores stay as they are until one is trained",
                        inUse.modelVersion());
            }
        } catch (UnreadableChurnModel unreadable) {
            LOG.error(
                    "churn model {} is unreadable ({}): scores stay as they are until one is trained",
                    inUse.modelVersion(),
                    unreadable.code(),
                    unreadable);
        }
    }

    @FunctionalInterface
    private interface Scoring {
        void score(ChurnModel model, Instant since);
    }

    private static final class Batch {
        private final Set<TenantId> all = new LinkedHashSet<>();
        private final Map<TenantId, Set<String>> accounts = new LinkedHashMap<>();
    }

    private record InUse(@Id @Nullable String id, String modelVersion, Instant since) {}
}
