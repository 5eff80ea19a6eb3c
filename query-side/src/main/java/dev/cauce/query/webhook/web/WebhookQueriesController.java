package dev.cauce.query.webhook.web;

import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.contracts.webhook.FindWebhookEndpoint;
import dev.cauce.contracts.webhook.ListWebhookEndpoints;
import dev.cauce.contracts.webhook.ListWebhookEventTypes;
import dev.cauce.contracts.webhook.ListWebhookMessages;
import dev.cauce.contracts.webhook.WebhookAttemptView;
import dev.cauce.contracts.webhook.WebhookDisabling;
import dev.cauce.contracts.webhook.WebhookEndpointId;
import dev.cauce.contracts.webhook.WebhookEndpointView;
import dev.cauce.contracts.webhook.WebhookMessageView;
import dev.cauce.platform.access.CurrentRequest;
import dev.cauce.platform.query.QueryAsker;
import dev.cauce.rest.api.WebhookQueriesApi;
import dev.cauce.rest.model.WebhookAttempt;
import dev.cauce.rest.model.WebhookEndpoint;
import dev.cauce.rest.model.WebhookEndpointList;
import dev.cauce.rest.model.WebhookEndpointStatus;
import dev.cauce.rest.model.WebhookEventTypeList;
import dev.cauce.rest.model.WebhookMessage;
import dev.cauce.rest.model.WebhookMessagePage;
import dev.cauce.rest.model.WebhookMessageStatus;
import java.util.LinkedHashSet;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;

/** Webhook endpoints and their log over HTTP. */
@RestController
public class WebhookQueriesController implements WebhookQueriesApi {

    private final QueryAsker queries;

    public WebhookQueriesController(QueryAsker queries) {
        this.queries = queries;
    }

    @Override
    public ResponseEntity<WebhookEndpointList> listWebhookEndpoints(@Nullable String position) {
        var found = queries.require(new ListWebhookEndpoints(tenant()), ErrorCode.NOT_FOUND);
        return ResponseEntity.ok(new WebhookEndpointList(
                found.items().stream().map(WebhookQueriesController::json).toList()));
    }

    @Override
    public ResponseEntity<WebhookEndpoint> getWebhookEndpoint(String endpointId, @Nullable String position) {
        WebhookEndpointView found = queries.require(
                new FindWebhookEndpoint(tenant(), new WebhookEndpointId(endpointId)),
                ErrorCode.WEBHOOK_ENDPOINT_NOT_FOUND);
        return ResponseEntity.ok().eTag(Long.toString(found.version())).body(json(found));
    }

    @Override
    public ResponseEntity<WebhookMessagePage> listWebhookMessages(
            String endpointId,
            @Nullable WebhookMessageStatus status,
            @Nullable String cursor,
            Integer limit,
            @Nullable String position) {
        var page = queries.require(
                new ListWebhookMessages(
                        tenant(),
                        new WebhookEndpointId(endpointId),
                        status == null ? null : dev.cauce.contracts.webhook.WebhookMessageStatus.valueOf(status.name()),
                        cursor,
                        limit),
                ErrorCode.WEBHOOK_ENDPOINT_NOT_FOUND);
        return ResponseEntity.ok(new WebhookMessagePage(page.items().stream()
                        .map(WebhookQueriesController::json)
                        .toList())
                .nextCursor(page.nextCursor()));
    }

    @Override
    public ResponseEntity<WebhookEventTypeList> listWebhookEventTypes(@Nullable String position) {
        return ResponseEntity.ok(
                new WebhookEventTypeList(queries.require(new ListWebhookEventTypes(tenant()), ErrorCode.NOT_FOUND)
                        .items()));
    }

    private static WebhookEndpoint json(WebhookEndpointView view) {
        WebhookDisabling disabling = view.disabling();
        return new WebhookEndpoint(
                        view.endpointId(),
                        view.url(),
                        new LinkedHashSet<>(view.eventTypes()),
                        WebhookEndpointStatus.valueOf(view.status().name()),
                        view.version())
                .disabling(disabling == null ? null : dev.cauce.rest.model.WebhookDisabling.valueOf(disabling.name()))
                .failingSince(view.failingSince())
                .previousSecretUntil(view.previousSecretUntil());
    }

    private static WebhookMessage json(WebhookMessageView view) {
        return new WebhookMessage(
                        view.messageId(),
                        view.type(),
                        view.position(),
                        view.occurredAt(),
                        WebhookMessageStatus.valueOf(view.status().name()),
                        view.attempts().stream()
                                .map(WebhookQueriesController::json)
                                .toList())
                .nextAttemptAt(view.nextAttemptAt());
    }

    private static WebhookAttempt json(WebhookAttemptView view) {
        return new WebhookAttempt(view.at(), view.durationMillis())
                .status(view.status())
                .failure(view.failure())
                .excerpt(view.excerpt());
    }

    private static TenantId tenant() {
        return CurrentRequest.get().caller().tenantId();
    }
}
