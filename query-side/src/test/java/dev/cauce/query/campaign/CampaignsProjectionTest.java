package dev.cauce.query.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.campaign.CampaignCompleted;
import dev.cauce.contracts.campaign.CampaignDrafted;
import dev.cauce.contracts.campaign.CampaignEvent;
import dev.cauce.contracts.campaign.CampaignId;
import dev.cauce.contracts.campaign.CampaignLaunched;
import dev.cauce.contracts.campaign.CampaignPaused;
import dev.cauce.contracts.campaign.CampaignResumed;
import dev.cauce.contracts.campaign.CampaignStatus;
import dev.cauce.contracts.campaign.CampaignView;
import dev.cauce.contracts.campaign.Channel;
import dev.cauce.contracts.campaign.FindCampaignById;
import dev.cauce.contracts.campaign.ListCampaigns;
import dev.cauce.contracts.campaign.Variant;
import dev.cauce.contracts.campaign.VariantAdded;
import dev.cauce.contracts.campaign.VariantId;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.projection.Views;
import dev.cauce.query.ProjectionContract;
import dev.cauce.query.ProjectionFixture.History;
import java.util.List;
import java.util.Set;
import org.axonframework.eventhandling.DomainEventMessage;
import org.junit.jupiter.api.Test;

class CampaignsProjectionTest extends ProjectionContract {

    @Override
    protected Object projection(Views views) {
        return new CampaignsProjection(views);
    }

    @Override
    protected List<String> views() {
        return List.of(CampaignsProjection.NAME);
    }

    @Override
    protected List<Class<?>> feeds() {
        return List.of(CampaignEvent.class);
    }

    @Override
    protected Set<Class<?>> ignored() {
        return Set.of();
    }

    @Override
    protected List<DomainEventMessage<?>> history(TenantId tenant) {
        return new History()
                .add("c-1", new CampaignDrafted(tenant, C1, A1, "Spring", Channel.EMAIL))
                .add("c-1", new VariantAdded(tenant, C1, new VariantId("z.1"), "Blue", 3))
                .add("c-1", new VariantAdded(tenant, C1, new VariantId("a"), "Red", 1))
                .add("c-1", new CampaignLaunched(tenant, C1, A1, List.of(), "v1"))
                .add("c-1", new CampaignPaused(tenant, C1))
                .add("c-1", new CampaignResumed(tenant, C1))
                .add("c-1", new CampaignCompleted(tenant, C1))
                .add(
                        "c-2",
                        new CampaignDrafted(tenant, new CampaignId("c-2"), new AccountId("a-2"), "Fall", Channel.SMS))
                .events();
    }

    private static final AccountId A1 = new AccountId("a-1");
    private static final CampaignId C1 = new CampaignId("c-1");

    @Test
    void showsVariantsInTheOrderOfTheirAdding() {
        live();
        CampaignView view = new CampaignQueries(fixture.mongo()).handle(new FindCampaignById(ACME, C1));

        assertThat(view).isNotNull();
        assertThat(view.status()).isEqualTo("COMPLETED");
        assertThat(view.variants())
                .containsExactly(
                        new Variant(new VariantId("z.1"), "Blue", 3), new Variant(new VariantId("a"), "Red", 1));
        assertThat(new CampaignQueries(fixture.mongo()).handle(new FindCampaignById(OTHER, C1)))
                .isNull();
    }

    @Test
    void listsByStateAndAccount() {
        live();
        CampaignQueries queries = new CampaignQueries(fixture.mongo());

        assertThat(queries.handle(new ListCampaigns(ACME, null, null, null, 10)).items())
                .extracting(CampaignView::campaignId)
                .containsExactly("c-2", "c-1");
        assertThat(queries.handle(new ListCampaigns(ACME, CampaignStatus.DRAFT, null, null, 10))
                        .items())
                .extracting(CampaignView::campaignId)
                .containsExactly("c-2");
        assertThat(queries.handle(new ListCampaigns(ACME, null, A1, null, 10)).items())
                .extracting(CampaignView::campaignId)
                .containsExactly("c-1");
        assertThat(queries.handle(new ListCampaigns(OTHER, null, null, null, 10))
                        .items())
                .isEmpty();
    }
}
