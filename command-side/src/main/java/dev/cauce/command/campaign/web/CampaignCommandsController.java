package dev.cauce.command.campaign.web;

import static dev.cauce.command.web.CommandRequest.said;
import static dev.cauce.command.web.CommandRequest.tenant;

import dev.cauce.command.web.CommandRequest;
import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.campaign.AddVariant;
import dev.cauce.contracts.campaign.CampaignId;
import dev.cauce.contracts.campaign.Channel;
import dev.cauce.contracts.campaign.CompleteCampaign;
import dev.cauce.contracts.campaign.DraftCampaign;
import dev.cauce.contracts.campaign.LaunchCampaign;
import dev.cauce.contracts.campaign.PauseCampaign;
import dev.cauce.contracts.campaign.ResumeCampaign;
import dev.cauce.contracts.campaign.VariantId;
import dev.cauce.contracts.message.Command;
import dev.cauce.contracts.recipient.AssignVariant;
import dev.cauce.contracts.recipient.RecipientId;
import dev.cauce.contracts.recipient.RecordConversion;
import dev.cauce.platform.command.Answer;
import dev.cauce.platform.command.CommandSender;
import dev.cauce.rest.api.CampaignCommandsApi;
import dev.cauce.rest.model.AddVariantRequest;
import dev.cauce.rest.model.AssignVariantRequest;
import dev.cauce.rest.model.Assignment;
import dev.cauce.rest.model.CampaignReference;
import dev.cauce.rest.model.CampaignStatus;
import dev.cauce.rest.model.ConversionReference;
import dev.cauce.rest.model.DraftCampaignRequest;
import dev.cauce.rest.model.Money;
import dev.cauce.rest.model.RecordConversionRequest;
import dev.cauce.rest.model.VariantReference;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;

/** The commands of campaigns, and of the people they reach, over HTTP. */
@RestController
public class CampaignCommandsController implements CampaignCommandsApi {

    private final CommandSender commands;

    public CampaignCommandsController(CommandSender commands) {
        this.commands = commands;
    }

    @Override
    public ResponseEntity<CampaignReference> draftCampaign(String idempotencyKey, DraftCampaignRequest request) {
        CampaignReference drafted = reference(commands.send(new DraftCampaign(
                tenant(),
                new CampaignId(CommandRequest.idOr(request.getCampaignId())),
                new AccountId(request.getAccountId()),
                request.getName(),
                Channel.valueOf(request.getChannel().name()))));
        return CommandRequest.created("/v1/campaigns/" + drafted.getCampaignId(), drafted);
    }

    @Override
    public ResponseEntity<VariantReference> addVariant(
            String campaignId, String idempotencyKey, AddVariantRequest request, @Nullable String ifMatch) {
        Answer answer = commands.send(new AddVariant(
                tenant(),
                new CampaignId(campaignId),
                new VariantId(CommandRequest.idOr(request.getVariantId())),
                request.getName(),
                request.getWeight()));
        return ResponseEntity.status(HttpStatus.CREATED)
                .body(new VariantReference(said(answer, "campaignId"), said(answer, "variantId")));
    }

    @Override
    public ResponseEntity<CampaignReference> launchCampaign(
            String campaignId, String idempotencyKey, @Nullable String ifMatch) {
        return send(new LaunchCampaign(tenant(), new CampaignId(campaignId)));
    }

    @Override
    public ResponseEntity<CampaignReference> pauseCampaign(
            String campaignId, String idempotencyKey, @Nullable String ifMatch) {
        return send(new PauseCampaign(tenant(), new CampaignId(campaignId)));
    }

    @Override
    public ResponseEntity<CampaignReference> resumeCampaign(
            String campaignId, String idempotencyKey, @Nullable String ifMatch) {
        return send(new ResumeCampaign(tenant(), new CampaignId(campaignId)));
    }

    @Override
    public ResponseEntity<CampaignReference> completeCampaign(
            String campaignId, String idempotencyKey, @Nullable String ifMatch) {
        return send(new CompleteCampaign(tenant(), new CampaignId(campaignId)));
    }

    @Override
    public ResponseEntity<Assignment> assignVariant(
            String campaignId, String idempotencyKey, AssignVariantRequest request) {
        Answer answer = commands.send(
                new AssignVariant(tenant(), new RecipientId(request.getRecipientId()), new CampaignId(campaignId)));
        return ResponseEntity.status(HttpStatus.CREATED)
                .body(new Assignment(
                                campaignId,
                                request.getRecipientId(),
                                said(answer, "variantId"),
                                Double.valueOf(said(answer, "propensity")))
                        .policyVersion(said(answer, "policyVersion")));
    }

    @Override
    public ResponseEntity<ConversionReference> recordConversion(
            String campaignId, String idempotencyKey, RecordConversionRequest request) {
        Money value = request.getValue();
        Answer answer = commands.send(new RecordConversion(
                tenant(),
                new RecipientId(request.getRecipientId()),
                new CampaignId(campaignId),
                value == null ? null : value.getAmountMinor(),
                value == null ? null : value.getCurrency()));
        return ResponseEntity.status(HttpStatus.CREATED)
                .body(new ConversionReference(campaignId, request.getRecipientId(), said(answer, "variantId")));
    }

    private ResponseEntity<CampaignReference> send(Command command) {
        return ResponseEntity.ok(reference(commands.send(command)));
    }

    private static CampaignReference reference(Answer answer) {
        return new CampaignReference(said(answer, "campaignId"), CampaignStatus.fromValue(said(answer, "status")));
    }
}
