package dev.cauce.query.campaign.web;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.campaign.CampaignId;
import dev.cauce.contracts.campaign.CampaignStatus;
import dev.cauce.contracts.campaign.CampaignView;
import dev.cauce.contracts.campaign.FindCampaignById;
import dev.cauce.contracts.campaign.FindCampaignResults;
import dev.cauce.contracts.campaign.ListCampaigns;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.access.CurrentRequest;
import dev.cauce.platform.query.QueryAsker;
import dev.cauce.rest.api.CampaignQueriesApi;
import dev.cauce.rest.model.Campaign;
import dev.cauce.rest.model.CampaignPage;
import dev.cauce.rest.model.CampaignResults;
import dev.cauce.rest.model.Channel;
import dev.cauce.rest.model.Variant;
import dev.cauce.rest.model.VariantResult;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;

/** Campaigns and what they brought, over HTTP. */
@RestController
public class CampaignQueriesController implements CampaignQueriesApi {

    private final QueryAsker queries;

    public CampaignQueriesController(QueryAsker queries) {
        this.queries = queries;
    }

    @Override
    public ResponseEntity<Campaign> getCampaign(String campaignId, @Nullable String position) {
        CampaignView campaign = queries.require(
                new FindCampaignById(tenant(), new CampaignId(campaignId)), ErrorCode.CAMPAIGN_NOT_FOUND);
        return ResponseEntity.ok().eTag(Long.toString(campaign.version())).body(json(campaign));
    }

    @Override
    public ResponseEntity<CampaignPage> listCampaigns(
            @Nullable String accountId,
            dev.cauce.rest.model.@Nullable CampaignStatus status,
            @Nullable String cursor,
            Integer limit,
            @Nullable String position) {
        var page = queries.require(
                new ListCampaigns(
                        tenant(),
                        status == null ? null : CampaignStatus.valueOf(status.name()),
                        accountId == null ? null : new AccountId(accountId),
                        cursor,
                        limit),
                ErrorCode.NOT_FOUND);
        return ResponseEntity.ok(new CampaignPage(page.items().stream()
                        .map(CampaignQueriesController::json)
                        .toList())
                .nextCursor(page.nextCursor()));
    }

    @Override
    public ResponseEntity<CampaignResults> getCampaignResults(String campaignId, @Nullable String position) {
        var results = queries.require(
                new FindCampaignResults(tenant(), new CampaignId(campaignId)), ErrorCode.CAMPAIGN_NOT_FOUND);
        return ResponseEntity.ok(new CampaignResults(
                results.campaignId(),
                dev.cauce.rest.model.CampaignStatus.fromValue(results.status()),
                results.variants().stream()
                        .map(variant -> new VariantResult(
                                variant.variantId(),
                                variant.name(),
                                variant.weight(),
                                variant.assigned(),
                                variant.converted(),
                                variant.rate(),
                                variant.rateLow(),
                                variant.rateHigh(),
                                variant.valueMinorByCurrency()))
                        .toList()));
    }

    private static Campaign json(CampaignView view) {
        return new Campaign(
                        view.campaignId(),
                        view.accountId(),
                        view.name(),
                        Channel.fromValue(view.channel()),
                        dev.cauce.rest.model.CampaignStatus.fromValue(view.status()),
                        view.variants().stream()
                                .map(variant ->
                                        new Variant(variant.variantId().value(), variant.name(), variant.weight()))
                                .toList(),
                        view.draftedAt(),
                        view.version())
                .launchedAt(view.launchedAt())
                .completedAt(view.completedAt());
    }

    private static TenantId tenant() {
        return CurrentRequest.get().caller().tenantId();
    }
}
