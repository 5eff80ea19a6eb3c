package dev.cauce.query.webhook;

import dev.cauce.contracts.message.Direction;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.contracts.webhook.FindWebhookEndpoint;
import dev.cauce.contracts.webhook.ListWebhookEndpoints;
import dev.cauce.contracts.webhook.ListWebhookEventTypes;
import dev.cauce.contracts.webhook.ListWebhookMessages;
import dev.cauce.contracts.webhook.WebhookEndpointId;
import dev.cauce.contracts.webhook.WebhookEndpointList;
import dev.cauce.contracts.webhook.WebhookEndpointView;
import dev.cauce.contracts.webhook.WebhookEventTypeList;
import dev.cauce.contracts.webhook.WebhookEventTypes;
import dev.cauce.contracts.webhook.WebhookMessagePage;
import dev.cauce.platform.projection.Keyset;
import dev.cauce.platform.rejection.Rejected;
import dev.cauce.platform.webhook.WebhookStore;
import java.util.List;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;

/** Answers questions about endpoints and their messages. */
public final class WebhookQueries {

    private static final int MOST_ENDPOINTS = 1_000;

    private final MongoOperations mongo;

    public WebhookQueries(MongoOperations mongo) {
        this.mongo = mongo;
    }

    @QueryHandler
    @Nullable
    WebhookEndpointView handle(FindWebhookEndpoint query) {
        WebhookEndpointDocument found = find(query.tenantId(), query.endpointId());
        return found == null ? null : found.view();
    }

    private @Nullable WebhookEndpointDocument find(TenantId tenantId, WebhookEndpointId endpointId) {
        return mongo.findById(key(tenantId, endpointId), WebhookEndpointDocument.class, WebhookStore.ENDPOINTS);
    }

    @QueryHandler
    WebhookEndpointList handle(ListWebhookEndpoints query) {
        Query ofTenant = new Query(
                        Criteria.where("tenantId").is(query.tenantId().value()))
                .with(Sort.by("_id"))
                .limit(MOST_ENDPOINTS);
        return new WebhookEndpointList(
                mongo.find(ofTenant, WebhookEndpointDocument.class, WebhookStore.ENDPOINTS).stream()
                        .map(WebhookEndpointDocument::view)
                        .toList());
    }

    @QueryHandler
    WebhookMessagePage handle(ListWebhookMessages query) {
        if (find(query.tenantId(), query.endpointId()) == null) {
            throw new Rejected(ErrorCode.WEBHOOK_ENDPOINT_NOT_FOUND, "There is no endpoint of this id.");
        }
        Criteria filters = Criteria.where("endpoint").is(key(query.tenantId(), query.endpointId()));
        if (query.status() != null) {
            filters = filters.and("status").is(query.status().name());
        }
        Keyset keyset = new Keyset("position", Direction.DESCENDING, query.cursor(), query.limit());
        return keyset.page(
                mongo.find(keyset.applyTo(filters), WebhookMessageDocument.class, WebhookStore.MESSAGES),
                WebhookMessageDocument::view,
                row -> new Keyset.Key(row.position(), row.id()),
                WebhookMessagePage::new);
    }

    @QueryHandler
    WebhookEventTypeList handle(ListWebhookEventTypes query) {
        return new WebhookEventTypeList(List.copyOf(WebhookEventTypes.all()));
    }

    private static String key(TenantId tenantId, WebhookEndpointId endpointId) {
        return tenantId + "/" + endpointId;
    }
}
