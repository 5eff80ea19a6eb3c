package dev.cauce.application.batch;

import dev.cauce.application.security.CurrentCaller;
import dev.cauce.application.security.PermissionCheck;
import dev.cauce.application.security.limit.RateLimits;
import dev.cauce.application.security.limit.TooManyRequests;
import dev.cauce.application.security.problem.ProblemAnswers;
import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.platform.access.Caller;
import dev.cauce.platform.rejection.Rejected;
import dev.cauce.rest.api.BatchCommandsApi;
import dev.cauce.rest.model.BatchAnswer;
import dev.cauce.rest.model.BatchSequence;
import dev.cauce.rest.model.BatchSequenceAnswer;
import dev.cauce.rest.model.BatchedAnswer;
import dev.cauce.rest.model.BatchedRequest;
import dev.cauce.rest.model.RunBatchRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Carries out the requests of a batch, one after the other, and says what each was answered. */
@RestController
class BatchController implements BatchCommandsApi {

    private static final int MOST_REQUESTS = 100;

    private final BatchedRequests requests;
    private final PermissionCheck permissions;
    private final RateLimits limits;
    private final ProblemAnswers answers;

    BatchController(BatchedRequests requests, PermissionCheck permissions, RateLimits limits, ProblemAnswers answers) {
        this.requests = requests;
        this.permissions = permissions;
        this.limits = limits;
        this.answers = answers;
    }

    @Override
    public @Nullable ResponseEntity<BatchAnswer> runBatch(String idempotencyKey, RunBatchRequest batch) {
        Caller caller = CurrentCaller.get();
        permissions.require(caller, Permission.BATCH_SEND, "runBatch");
        int size = batch.getSequences().stream()
                .mapToInt(sequence -> sequence.getRequests().size())
                .sum();
        if (size > MOST_REQUESTS) {
            throw new Rejected(
                    ErrorCode.INVALID_REQUEST,
                    "A batch has " + MOST_REQUESTS + " requests at most, this one has " + size + ".");
        }
        ServletRequestAttributes served = (ServletRequestAttributes) RequestContextHolder.currentRequestAttributes();
        HttpServletRequest request = served.getRequest();
        HttpServletResponse response = served.getResponse();
        if (response == null) {
            throw new IllegalStateException("A controller serves a request that has an answer.");
        }
        // The batch itself was taken from the limits by the filter.
        Duration wait = limits.takeFurther(caller.tenantId().value(), caller.subject(), size - 1);
        try {
            if (!wait.isZero()) {
                answers.answer(TooManyRequests.problem(wait), request, response);
                return null;
            }
            List<BatchSequenceAnswer> sequences = new ArrayList<>();
            for (BatchSequence sequence : batch.getSequences()) {
                sequences.add(run(sequence, request, response));
            }
            return ResponseEntity.ok(new BatchAnswer(sequences));
        } catch (IOException gone) {
            throw new IllegalStateException("Answers of a batch are kept in memory.", gone);
        }
    }

    private BatchSequenceAnswer run(BatchSequence sequence, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        List<BatchedAnswer> given = new ArrayList<>();
        for (BatchedRequest batched : sequence.getRequests()) {
            BatchedAnswer answer = requests.serve(batched, request, response);
            given.add(answer);
            if (answer.getStatus() >= HttpServletResponse.SC_MULTIPLE_CHOICES) {
                break;
            }
        }
        return new BatchSequenceAnswer(given);
    }
}
