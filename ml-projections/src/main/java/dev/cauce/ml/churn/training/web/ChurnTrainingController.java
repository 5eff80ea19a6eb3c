package dev.cauce.ml.churn.training.web;

import dev.cauce.contracts.model.RequestChurnTraining;
import dev.cauce.platform.access.CurrentRequest;
import dev.cauce.platform.command.CommandSender;
import dev.cauce.rest.api.ModelCommandsApi;
import dev.cauce.rest.model.RequestChurnTrainingRequest;
import dev.cauce.rest.model.TrainingReference;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;

/** Asks for trainings over HTTP. */
@RestController
public class ChurnTrainingController implements ModelCommandsApi {

    private final CommandSender commands;

    public ChurnTrainingController(CommandSender commands) {
        this.commands = commands;
    }

    @Override
    public ResponseEntity<TrainingReference> requestChurnTraining(
            String idempotencyKey, RequestChurnTrainingRequest request) {
        CurrentRequest current = CurrentRequest.get();
        String trainingId = request.getTrainingId() == null ? current.derivedId() : request.getTrainingId();
        commands.send(new RequestChurnTraining(
                current.caller().tenantId(), trainingId, request.getAsOf(), request.getHorizonDays()));
        return ResponseEntity.status(HttpStatus.ACCEPTED).body(new TrainingReference(trainingId));
    }
}
