package dev.cauce.ml.churn.scoring;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.message.Command;
import dev.cauce.contracts.metadata.MetadataKey;
import dev.cauce.contracts.model.ChurnBand;
import dev.cauce.contracts.retention.ApplyRetentionPolicy;
import dev.cauce.contracts.retention.ChurnReason;
import dev.cauce.contracts.retention.RecordChurnScore;
import dev.cauce.contracts.subscription.SubscriptionId;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.command.ProcessCommands;
import dev.cauce.platform.messaging.MessageLineage;
import dev.cauce.platform.messaging.SafeFailure;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.annotation.Id;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;

/**
 * Has it recorded that a score came into another band, and that the time of a retention policy has come. It looks at
 * what is, not at what changes: at the view that is served, once that has caught up. So a view that is replayed,
 * rebuilt or behind tells nothing, a crash between looking and sending loses nothing, and what was sent twice is no
 * news to the aggregate, which counts. One thread at a time calls it.
 */
public final class ChurnCrossings {

    private static final Logger LOG = LoggerFactory.getLogger(ChurnCrossings.class);
    private static final long UNKNOWN = Long.MIN_VALUE;
    private static final int MOST = 50;
    private static final int MOST_REASONS = 5;
    private static final int MOST_SUBSCRIPTIONS = 100;

    private final MongoOperations served;
    private final ProcessCommands commands;
    private final MessageLineage lineage;
    private final Clock businessClock;
    private final LongSupplier position;
    private final LongSupplier head;
    private long awaited = UNKNOWN;
    private String after = "";

    /**
     * Takes what it looks at and sends with.
     *
     * @param served finds the collections that are served
     * @param position up to which the served view has seen every event
     * @param head where the history ends
     */
    public ChurnCrossings(
            MongoOperations served,
            ProcessCommands commands,
            MessageLineage lineage,
            Clock businessClock,
            LongSupplier position,
            LongSupplier head) {
        this.served = served;
        this.commands = commands;
        this.lineage = lineage;
        this.businessClock = businessClock;
        this.position = position;
        this.head = head;
    }

    /**
     * Sends what is to be recorded, 50 crossings at most; answers how many commands were sent. It waits until the view
     * has come to where the history ended the last time: so it has seen all that was sent then.
     */
    public int report() {
        if (awaited == UNKNOWN) {
            awaited = head.getAsLong();
        }
        if (position.getAsLong() < awaited) {
            return 0;
        }
        int sent = applyPolicies() + recordScores();
        awaited = head.getAsLong();
        return sent;
    }

    private int applyPolicies() {
        Instant now = businessClock.instant();
        Map<String, Instant> due = new TreeMap<>();
        served.find(
                        new Query(Criteria.where("effectiveFrom").lte(now)),
                        PolicyTime.class,
                        ChurnScoresProjection.POLICIES)
                .forEach(policy -> due.merge(
                        policy.tenantId(), policy.effectiveFrom(), (one, other) -> one.isAfter(other) ? one : other));
        int sent = 0;
        for (Map.Entry<String, Instant> newest : due.entrySet()) {
            InEffect inEffect = served.findById(newest.getKey(), InEffect.class, ChurnScoresProjection.BANDS);
            if (inEffect == null || inEffect.effectiveFrom().isBefore(newest.getValue())) {
                TenantId tenantId = new TenantId(newest.getKey());
                sent += send(tenantId + "/retention-policy/" + newest.getValue(), new ApplyRetentionPolicy(tenantId));
            }
        }
        return sent;
    }

    /** Goes round, so that one which is turned down keeps none behind it from being recorded. */
    private int recordScores() {
        int sent = 0;
        int seen = 0;
        Query next = new Query(Criteria.where("crossed").is(true).and("_id").gt(after))
                .with(Sort.by("_id"))
                .limit(MOST);
        for (ScoreDocument score : served.find(next, ScoreDocument.class, ChurnScoresProjection.NAME)) {
            seen++;
            after = score.id();
            sent += send(score.id() + "/churn-score/" + (score.records() + 1), command(score));
        }
        if (seen < MOST) {
            after = "";
        }
        return sent;
    }

    private static RecordChurnScore command(ScoreDocument score) {
        return new RecordChurnScore(
                new TenantId(score.tenantId()),
                new AccountId(score.accountId()),
                score.records(),
                ChurnBand.valueOf(score.band()),
                score.score(),
                score.contributions().stream()
                        .limit(MOST_REASONS)
                        .map(reason -> new ChurnReason(reason.feature(), reason.logOdds()))
                        .toList(),
                score.modelVersion(),
                score.featureHash(),
                score.asOf(),
                score.subscriptions().stream()
                        .limit(MOST_SUBSCRIPTIONS)
                        .map(SubscriptionId::new)
                        .toList(),
                score.policyVersion());
    }

    /** @param cause what stands for the event that the command follows from; the same each time */
    private int send(String cause, Command command) {
        EventMessage<String> looked = new GenericEventMessage<>(
                cause,
                cause,
                MetaData.with(MetadataKey.TENANT_ID, command.tenantId().value())
                        .and(MetadataKey.ACTOR, MessageLineage.PROCESS_ACTOR),
                businessClock.instant());
        DefaultUnitOfWork<EventMessage<String>> unitOfWork = DefaultUnitOfWork.startAndGet(looked);
        unitOfWork.registerCorrelationDataProvider(lineage);
        try {
            unitOfWork.execute(() -> commands.send(command));
            return 1;
        } catch (RuntimeException failed) {
            // It stays as it is in the view, and is sent again when its turn comes.
            LOG.warn("{} was not sent: {}", cause, SafeFailure.of(failed));
            return 0;
        }
    }

    private record PolicyTime(@Id @Nullable String id, String tenantId, Instant effectiveFrom) {}

    private record InEffect(@Id @Nullable String id, Instant effectiveFrom) {}
}
