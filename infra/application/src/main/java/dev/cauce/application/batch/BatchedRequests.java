package dev.cauce.application.batch;

import dev.cauce.application.request.CommandHeaders;
import dev.cauce.application.security.problem.ProblemAnswers;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.platform.access.CurrentRequest;
import dev.cauce.platform.rejection.Rejected;
import dev.cauce.rest.model.BatchedAnswer;
import dev.cauce.rest.model.BatchedRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Serves one request of a batch by the controller that would have served it alone: same parsing, same validation, same
 * permissions, same problems. What is left out are the filters before it, which the batch itself went through.
 */
@Component
class BatchedRequests {

    private static final String BATCHES = "/v1/batches";
    private static final TypeReference<Map<String, Object>> MEMBERS = new TypeReference<>() {};

    private final RequestMappingHandlerMapping controllers;
    private final RequestMappingHandlerAdapter adapter;
    private final ProblemAnswers answers;
    private final JsonMapper json = JsonMapper.builder().build();

    BatchedRequests(
            @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping controllers,
            @Qualifier("requestMappingHandlerAdapter") RequestMappingHandlerAdapter adapter,
            ProblemAnswers answers) {
        this.controllers = controllers;
        this.adapter = adapter;
        this.answers = answers;
    }

    /** The answer, a problem document where the request was refused; whatever went wrong with it stays within it. */
    BatchedAnswer serve(BatchedRequest batched, HttpServletRequest outer, HttpServletResponse outerAnswer)
            throws IOException {
        byte[] body = json.writeValueAsBytes(batched.getBody());
        BatchedHttpRequest request = new BatchedHttpRequest(
                outer, batched.getPath(), batched.getIdempotencyKey(), batched.getIfMatch(), body);
        BatchedHttpResponse response = new BatchedHttpResponse(outerAnswer);
        CurrentRequest ofBatch = CurrentRequest.get();
        try {
            CurrentRequest alone = CommandHeaders.command(
                    ofBatch.caller(),
                    batched.getIdempotencyKey(),
                    batched.getPath(),
                    new String(body, StandardCharsets.ISO_8859_1),
                    batched.getIfMatch(),
                    null,
                    reached -> {
                        response.setHeader(CommandHeaders.POSITION, Long.toString(reached));
                        ofBatch.onPosition().accept(reached);
                    },
                    () -> response.setHeader(CommandHeaders.REPLAYED, "true"));
            alone.<Exception>whileBound(() -> handle(request, response));
        } catch (Exception thrown) {
            answers.answer(thrown, request, response);
        }
        return answer(response);
    }

    private void handle(BatchedHttpRequest request, BatchedHttpResponse response) throws Exception {
        ServletRequestPathUtils.parseAndCache(request);
        HandlerExecutionChain found = controllers.getHandler(request);
        if (found == null
                || request.getRequestURI().equals(BATCHES)
                || !(found.getHandler() instanceof HandlerMethod controller)) {
            throw new Rejected(ErrorCode.NOT_FOUND, "No command of the API has this path.");
        }
        adapter.handle(request, response, controller);
    }

    private BatchedAnswer answer(BatchedHttpResponse response) {
        byte[] body = response.body();
        return new BatchedAnswer(response.getStatus(), response.getHeader(CommandHeaders.REPLAYED) != null)
                .location(response.getHeader("Location"))
                .position(response.getHeader(CommandHeaders.POSITION))
                .body(body.length == 0 ? null : json.readValue(body, MEMBERS));
    }
}
