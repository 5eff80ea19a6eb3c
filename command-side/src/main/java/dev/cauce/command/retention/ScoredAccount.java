package dev.cauce.command.retention;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.metadata.MetadataKey;
import dev.cauce.contracts.model.ChurnBand;
import dev.cauce.contracts.retention.ChurnScoreRecorded;
import dev.cauce.contracts.retention.RecordChurnScore;
import dev.cauce.platform.command.Answer;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/**
 * The recorded risk of an account: it is low until another band is recorded. Reports come from a view that may be
 * behind, may have been rebuilt, or may stand in several processes; one that does not follow on the last record is no
 * news.
 */
@JsonAutoDetect(fieldVisibility = Visibility.ANY)
public final class ScoredAccount {

    // Read by Axon alone.
    @SuppressWarnings("UnusedVariable")
    @AggregateIdentifier
    private @Nullable String streamId;

    private long records;
    private ChurnBand band = ChurnBand.LOW;

    ScoredAccount() {}

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Answer decide(RecordChurnScore command) {
        if (command.afterRecords() == records && command.band() != band) {
            apply(
                    new ChurnScoreRecorded(
                            command.tenantId(),
                            command.accountId(),
                            records + 1,
                            band,
                            command.band(),
                            command.score(),
                            command.reasons(),
                            command.modelVersion(),
                            command.featureHash(),
                            command.asOf(),
                            command.subscriptionIds(),
                            command.policyVersion()),
                    MetaData.with(MetadataKey.POLICY_VERSION, command.policyVersion())
                            .and(MetadataKey.MODEL_VERSION, command.modelVersion())
                            .and(MetadataKey.FEATURE_HASH, command.featureHash()));
        }
        return Answer.of("accountId", command.accountId(), "band", band);
    }

    @EventSourcingHandler
    void evolve(ChurnScoreRecorded event) {
        streamId =
                StreamId.of("churn-score", event.tenantId(), event.accountId()).value();
        records = event.recordNumber();
        band = event.band();
    }
}
