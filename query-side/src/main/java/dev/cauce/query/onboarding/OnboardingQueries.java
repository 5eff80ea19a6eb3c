package dev.cauce.query.onboarding;

import dev.cauce.contracts.message.Direction;
import dev.cauce.contracts.onboarding.FindOnboardingOfAccount;
import dev.cauce.contracts.onboarding.ListOnboardings;
import dev.cauce.contracts.onboarding.OnboardingPage;
import dev.cauce.contracts.onboarding.OnboardingView;
import dev.cauce.platform.projection.Keyset;
import dev.cauce.platform.projection.ViewIndexes;
import dev.cauce.platform.projection.Views;
import java.util.Collection;
import java.util.List;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;

/** Answers questions about onboarding from the view of {@link OnboardingProjection}. */
public final class OnboardingQueries implements ViewIndexes {

    private static final String SORTED_BY = "startedAt";

    private final MongoOperations mongo;

    public OnboardingQueries(MongoOperations mongo) {
        this.mongo = mongo;
    }

    @Override
    public void ensure(Indexes indexes) {
        indexes.list(OnboardingProjection.NAME, List.of("tenantId"), SORTED_BY);
        indexes.list(OnboardingProjection.NAME, List.of("tenantId", "status"), SORTED_BY);
    }

    @QueryHandler
    @Nullable
    OnboardingView handle(FindOnboardingOfAccount query) {
        OnboardingDocument found = mongo.findById(
                Views.documentId(query.tenantId(), query.accountId()),
                OnboardingDocument.class,
                OnboardingProjection.NAME);
        return found == null ? null : found.view();
    }

    @QueryHandler
    OnboardingPage handle(ListOnboardings query) {
        Criteria filters = Criteria.where("tenantId").is(query.tenantId().value());
        if (query.status() != null) {
            filters = filters.and("status").is(query.status().name());
        }
        Keyset keyset = new Keyset(SORTED_BY, Direction.DESCENDING, query.cursor(), query.limit());
        return keyset.page(
                mongo.find(keyset.applyTo(filters), OnboardingDocument.class, OnboardingProjection.NAME),
                OnboardingDocument::view,
                row -> new Keyset.Key(row.startedAt(), row.id()),
                OnboardingPage::new);
    }

    /** The onboardings of these documents, for live streams. */
    public List<OnboardingView> changed(Collection<String> documentIds) {
        Criteria complete =
                Criteria.where("_id").in(documentIds).and("tenantId").exists(true);
        return mongo.find(new Query(complete), OnboardingDocument.class, OnboardingProjection.NAME).stream()
                .map(OnboardingDocument::view)
                .toList();
    }
}
