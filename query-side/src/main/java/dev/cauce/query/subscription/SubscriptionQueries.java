package dev.cauce.query.subscription;

import dev.cauce.contracts.subscription.FindSubscriptionById;
import dev.cauce.contracts.subscription.ListSubscriptionsOfAccount;
import dev.cauce.contracts.subscription.SubscriptionList;
import dev.cauce.contracts.subscription.SubscriptionView;
import dev.cauce.platform.projection.ViewIndexes;
import dev.cauce.platform.projection.Views;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;

/** Answers questions about subscriptions from the view of {@link SubscriptionsProjection}. */
public final class SubscriptionQueries implements ViewIndexes {

    private final MongoOperations mongo;

    public SubscriptionQueries(MongoOperations mongo) {
        this.mongo = mongo;
    }

    @Override
    public void ensure(Indexes indexes) {
        indexes.ascending(SubscriptionsProjection.NAME, "tenantId", "accountId", "startedAt", "_id");
    }

    @QueryHandler
    @Nullable
    SubscriptionView handle(FindSubscriptionById query) {
        SubscriptionDocument found = mongo.findById(
                Views.documentId(query.tenantId(), query.subscriptionId()),
                SubscriptionDocument.class,
                SubscriptionsProjection.NAME);
        return found == null ? null : found.view();
    }

    @QueryHandler
    SubscriptionList handle(ListSubscriptionsOfAccount query) {
        Query ofAccount = new Query(Criteria.where("tenantId")
                        .is(query.tenantId().value())
                        .and("accountId")
                        .is(query.accountId().value()))
                .with(Sort.by("startedAt", "_id"));
        return new SubscriptionList(
                mongo.find(ofAccount, SubscriptionDocument.class, SubscriptionsProjection.NAME).stream()
                        .map(SubscriptionDocument::view)
                        .toList());
    }
}
