package dev.cauce.command.model;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import dev.cauce.command.EffectiveTime;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.model.ChurnModelTrained;
import dev.cauce.contracts.model.ChurnTrainingFailed;
import dev.cauce.contracts.model.ChurnTrainingRequested;
import dev.cauce.contracts.model.RecordChurnModel;
import dev.cauce.contracts.model.RecordChurnTrainingFailure;
import dev.cauce.contracts.model.RequestChurnTraining;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.platform.command.Answer;
import dev.cauce.platform.rejection.Rejected;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** The churn model of a tenant: each training that was asked for, and what became of it. */
@JsonAutoDetect(fieldVisibility = Visibility.ANY)
public final class ChurnModel {

    /** Where a training stands. */
    enum Training {
        REQUESTED,
        TRAINED,
        FAILED
    }

    // Read by Axon alone.
    @SuppressWarnings("UnusedVariable")
    @AggregateIdentifier
    private @Nullable String streamId;

    private Map<String, Training> trainings = new HashMap<>();

    ChurnModel() {}

    /** Asking again under the same id changes nothing. */
    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Answer decide(RequestChurnTraining command, Clock clock) {
        if (!trainings.containsKey(command.trainingId())) {
            Instant asOf = EffectiveTime.orNow(command.asOf(), clock, "asOf");
            apply(new ChurnTrainingRequested(command.tenantId(), command.trainingId(), asOf, command.horizonDays()));
        }
        return Answer.of("trainingId", command.trainingId());
    }

    @EventSourcingHandler
    void evolve(ChurnTrainingRequested event) {
        streamId = StreamId.of("model", event.tenantId(), "churn").value();
        trainings.put(event.trainingId(), Training.REQUESTED);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Answer decide(RecordChurnModel command) {
        if (isRunning(command.trainingId())) {
            apply(new ChurnModelTrained(
                    command.tenantId(),
                    command.trainingId(),
                    command.modelVersion(),
                    command.asOf(),
                    command.horizonDays(),
                    command.rows(),
                    command.auc()));
        }
        return Answer.of("trainingId", command.trainingId());
    }

    @EventSourcingHandler
    void evolve(ChurnModelTrained event) {
        trainings.put(event.trainingId(), Training.TRAINED);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Answer decide(RecordChurnTrainingFailure command) {
        if (isRunning(command.trainingId())) {
            apply(new ChurnTrainingFailed(command.tenantId(), command.trainingId(), command.code()));
        }
        return Answer.of("trainingId", command.trainingId());
    }

    @EventSourcingHandler
    void evolve(ChurnTrainingFailed event) {
        trainings.put(event.trainingId(), Training.FAILED);
    }

    private boolean isRunning(String trainingId) {
        Training training = trainings.get(trainingId);
        if (training == null) {
            throw new Rejected(ErrorCode.TRAINING_UNKNOWN, "No training of this id was asked for.");
        }
        return training == Training.REQUESTED;
    }
}
