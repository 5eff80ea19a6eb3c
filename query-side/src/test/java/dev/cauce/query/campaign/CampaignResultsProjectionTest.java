package dev.cauce.query.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.campaign.CampaignDrafted;
import dev.cauce.contracts.campaign.CampaignId;
import dev.cauce.contracts.campaign.CampaignResults;
import dev.cauce.contracts.campaign.Channel;
import dev.cauce.contracts.campaign.FindCampaignResults;
import dev.cauce.contracts.campaign.VariantAdded;
import dev.cauce.contracts.campaign.VariantId;
import dev.cauce.contracts.recipient.ConversionRecorded;
import dev.cauce.contracts.recipient.RecipientEvent;
import dev.cauce.contracts.recipient.RecipientId;
import dev.cauce.contracts.recipient.VariantAssigned;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.projection.Views;
import dev.cauce.query.ProjectionContract;
import dev.cauce.query.ProjectionFixture;
import dev.cauce.query.ProjectionFixture.History;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.eventhandling.DomainEventMessage;
import org.junit.jupiter.api.Test;

class CampaignResultsProjectionTest extends ProjectionContract {

    @Override
    protected Object projection(Views views) {
        return new CampaignResultsProjection(views);
    }

    @Override
    protected List<String> views() {
        return List.of(CampaignResultsProjection.NAME);
    }

    @Override
    protected List<Class<?>> feeds() {
        return List.of(RecipientEvent.class);
    }

    @Override
    protected Set<Class<?>> ignored() {
        return Set.of();
    }

    @Override
    protected List<DomainEventMessage<?>> history(TenantId tenant) {
        return new History()
                .add("r-1", new VariantAssigned(tenant, R1, C1, V1, 0.5, "v1"))
                .add("r-2", new VariantAssigned(tenant, R2, C1, V1, 0.5, "v1"))
                .add("r-1", new ConversionRecorded(tenant, R1, C1, V1, 500L, "EUR"))
                .add("r-2", new ConversionRecorded(tenant, R2, C1, V1, null, null))
                .add("r-3", new VariantAssigned(tenant, new RecipientId("r-3"), C1, V1, 0.5, "v1"))
                .events();
    }

    private static final CampaignId C1 = new CampaignId("c-1");
    private static final VariantId V1 = new VariantId("v.1");
    private static final RecipientId R1 = new RecipientId("r-1");
    private static final RecipientId R2 = new RecipientId("r-2");

    @Test
    void countsEachPersonOnceAndByCurrency() {
        try (ProjectionFixture both = new ProjectionFixture(CampaignsProjection::new)) {
            both.handle(
                    new History()
                            .add("c-1", new CampaignDrafted(ACME, C1, new AccountId("a-1"), "Spring", Channel.EMAIL))
                            .add("c-1", new VariantAdded(ACME, C1, V1, "Blue", 1))
                            .events(),
                    7);
            live();
            fixture.handle(history(OTHER), 7);
            both.mongo()
                    .getCollection(CampaignResultsProjection.NAME)
                    .insertMany(fixture.mongo()
                            .getCollection(CampaignResultsProjection.NAME)
                            .find()
                            .into(new java.util.ArrayList<>()));

            CampaignResults results =
                    new CampaignResultsQueries(both.mongo()).handle(new FindCampaignResults(ACME, C1));

            assertThat(results).isNotNull();
            assertThat(results.variants()).singleElement().satisfies(variant -> {
                assertThat(variant.assigned()).isEqualTo(3);
                assertThat(variant.converted()).isEqualTo(2);
                assertThat(variant.valueMinorByCurrency()).isEqualTo(Map.of("EUR", 500L));
            });
            assertThat(new CampaignResultsQueries(both.mongo()).handle(new FindCampaignResults(OTHER, C1)))
                    .isNull();
        }
    }
}
