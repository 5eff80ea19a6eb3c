package dev.cauce.query.campaign;

import dev.cauce.contracts.campaign.CampaignPage;
import dev.cauce.contracts.campaign.CampaignView;
import dev.cauce.contracts.campaign.FindCampaignById;
import dev.cauce.contracts.campaign.ListCampaigns;
import dev.cauce.contracts.message.Direction;
import dev.cauce.platform.projection.Keyset;
import dev.cauce.platform.projection.ViewIndexes;
import dev.cauce.platform.projection.Views;
import java.util.List;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;

/** Answers questions about campaigns from the view of {@link CampaignsProjection}. */
public final class CampaignQueries implements ViewIndexes {

    private static final String SORTED_BY = "draftedAt";

    private final MongoOperations mongo;

    public CampaignQueries(MongoOperations mongo) {
        this.mongo = mongo;
    }

    @Override
    public void ensure(Indexes indexes) {
        indexes.list(CampaignsProjection.NAME, List.of("tenantId"), SORTED_BY);
        indexes.list(CampaignsProjection.NAME, List.of("tenantId", "status"), SORTED_BY);
        indexes.list(CampaignsProjection.NAME, List.of("tenantId", "accountId"), SORTED_BY);
    }

    @QueryHandler
    @Nullable
    CampaignView handle(FindCampaignById query) {
        CampaignDocument found = mongo.findById(
                Views.documentId(query.tenantId(), query.campaignId()),
                CampaignDocument.class,
                CampaignsProjection.NAME);
        return found == null ? null : found.view();
    }

    @QueryHandler
    CampaignPage handle(ListCampaigns query) {
        Criteria filters = Criteria.where("tenantId").is(query.tenantId().value());
        if (query.status() != null) {
            filters = filters.and("status").is(query.status().name());
        }
        if (query.accountId() != null) {
            filters = filters.and("accountId").is(query.accountId().value());
        }
        Keyset keyset = new Keyset(SORTED_BY, Direction.DESCENDING, query.cursor(), query.limit());
        return keyset.page(
                mongo.find(keyset.applyTo(filters), CampaignDocument.class, CampaignsProjection.NAME),
                CampaignDocument::view,
                row -> new Keyset.Key(row.draftedAt(), row.id()),
                CampaignPage::new);
    }
}
