package dev.cauce.command.model.web;

import static dev.cauce.command.web.CommandRequest.said;
import static dev.cauce.command.web.CommandRequest.tenant;

import dev.cauce.command.web.CommandRequest;
import dev.cauce.contracts.model.RequestChurnTraining;
import dev.cauce.platform.command.Answer;
import dev.cauce.platform.command.CommandSender;
import dev.cauce.rest.api.ModelCommandsApi;
import dev.cauce.rest.model.RequestChurnTrainingRequest;
import dev.cauce.rest.model.TrainingReference;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;

/** The commands of models over HTTP. */
@RestController
public class ModelCommandsController implements ModelCommandsApi {

    private static final int DEFAULT_HORIZON_DAYS = 30;

    private final CommandSender commands;

    public ModelCommandsController(CommandSender commands) {
        this.commands = commands;
    }

    @Override
    public ResponseEntity<TrainingReference> requestChurnTraining(
            String idempotencyKey, RequestChurnTrainingRequest request) {
        Integer horizonDays = request.getHorizonDays();
        Answer answer = commands.send(new RequestChurnTraining(
                tenant(),
                CommandRequest.idOr(request.getTrainingId()),
                request.getAsOf(),
                horizonDays == null ? DEFAULT_HORIZON_DAYS : horizonDays));
        return ResponseEntity.accepted().body(new TrainingReference(said(answer, "trainingId")));
    }
}
