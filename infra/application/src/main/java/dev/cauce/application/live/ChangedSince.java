package dev.cauce.application.live;

import dev.cauce.application.audit.History;
import dev.cauce.application.audit.History.Recorded;
import dev.cauce.application.audit.History.Stretch;
import dev.cauce.application.audit.HistoryQuestion;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.messaging.CauceJson;
import dev.cauce.platform.projection.Views;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.axonframework.eventhandling.DomainEventMessage;
import tools.jackson.databind.JsonNode;

/** Which documents of a view the events after a position have changed: what a stream that resumes has missed. */
final class ChangedSince {

    private static final int STRETCH = 500;
    private static final int MOST_STRETCHES = 10;
    private static final int MOST_DOCUMENTS = 500;

    private final History history;

    ChangedSince(History history) {
        this.history = history;
    }

    /** Their ids; empty where too much happened to tell it one by one. */
    Optional<Set<String>> documents(LiveView<?, ?, ?> view, TenantId tenantId, long position) {
        Set<String> documents = new LinkedHashSet<>();
        long at = position;
        for (int read = 0; read < MOST_STRETCHES; read++) {
            Stretch stretch = history.read(HistoryQuestion.of(tenantId), at, STRETCH);
            stretch.events().forEach(event -> add(view, tenantId, event, documents));
            if (documents.size() > MOST_DOCUMENTS) {
                return Optional.empty();
            }
            if (stretch.end()) {
                return Optional.of(documents);
            }
            at = stretch.goOnAt();
        }
        return Optional.empty();
    }

    private static void add(LiveView<?, ?, ?> view, TenantId tenantId, Recorded recorded, Set<String> documents) {
        if (recorded.event() instanceof DomainEventMessage<?> event
                && view.kinds().contains(kind(event.getAggregateIdentifier()))) {
            JsonNode id = CauceJson.mapper().valueToTree(event.getPayload()).path(view.idField());
            if (id.isString()) {
                documents.add(Views.documentId(tenantId, id.stringValue()));
            }
        }
    }

    private static String kind(String stream) {
        String[] parts = stream.split("/", 3);
        return parts.length == 3 ? parts[1] : "";
    }
}
