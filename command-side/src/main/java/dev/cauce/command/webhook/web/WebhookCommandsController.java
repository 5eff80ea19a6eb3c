package dev.cauce.command.webhook.web;

import static dev.cauce.command.web.CommandRequest.said;
import static dev.cauce.command.web.CommandRequest.tenant;

import dev.cauce.command.web.CommandRequest;
import dev.cauce.contracts.webhook.ChangeWebhookEndpoint;
import dev.cauce.contracts.webhook.DisableWebhookEndpoint;
import dev.cauce.contracts.webhook.EnableWebhookEndpoint;
import dev.cauce.contracts.webhook.RegisterWebhookEndpoint;
import dev.cauce.contracts.webhook.RemoveWebhookEndpoint;
import dev.cauce.contracts.webhook.ReplayWebhookMessages;
import dev.cauce.contracts.webhook.RotateWebhookSecret;
import dev.cauce.contracts.webhook.TestWebhookEndpoint;
import dev.cauce.contracts.webhook.WebhookCommand;
import dev.cauce.contracts.webhook.WebhookEndpointId;
import dev.cauce.platform.command.Answer;
import dev.cauce.platform.command.CommandSender;
import dev.cauce.platform.webhook.WebhookAddresses;
import dev.cauce.platform.webhook.WebhookSecrets;
import dev.cauce.rest.api.WebhookCommandsApi;
import dev.cauce.rest.model.ChangeWebhookEndpointRequest;
import dev.cauce.rest.model.NewWebhookEndpoint;
import dev.cauce.rest.model.RegisterWebhookEndpointRequest;
import dev.cauce.rest.model.ReplayWebhookMessagesRequest;
import dev.cauce.rest.model.WebhookEndpointReference;
import dev.cauce.rest.model.WebhookEndpointState;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;

/**
 * Webhook endpoints over HTTP. A secret is made here and told here, once: the command carries it sealed, and an answer
 * that is told again, under the same key, is without it.
 */
@RestController
public class WebhookCommandsController implements WebhookCommandsApi {

    private final CommandSender commands;
    private final WebhookSecrets secrets;
    private final WebhookAddresses addresses;

    public WebhookCommandsController(CommandSender commands, WebhookSecrets secrets, WebhookAddresses addresses) {
        this.commands = commands;
        this.secrets = secrets;
        this.addresses = addresses;
    }

    @Override
    public ResponseEntity<NewWebhookEndpoint> registerWebhookEndpoint(
            String idempotencyKey, RegisterWebhookEndpointRequest request) {
        WebhookEndpointId id = new WebhookEndpointId(CommandRequest.idOr(request.getEndpointId()));
        String secret = WebhookSecrets.newSecret();
        addresses.requirePublic(addresses.require(request.getUrl()));
        NewWebhookEndpoint made = shown(
                commands.send(new RegisterWebhookEndpoint(
                        tenant(),
                        id,
                        request.getUrl(),
                        Set.copyOf(request.getEventTypes()),
                        secrets.seal(tenant(), id, secret))),
                secret);
        return CommandRequest.created("/v1/webhook-endpoints/" + made.getEndpointId(), made);
    }

    @Override
    public ResponseEntity<NewWebhookEndpoint> rotateWebhookSecret(
            String endpointId, String idempotencyKey, @Nullable String ifMatch) {
        WebhookEndpointId id = new WebhookEndpointId(endpointId);
        String secret = WebhookSecrets.newSecret();
        return ResponseEntity.ok(shown(
                commands.send(new RotateWebhookSecret(tenant(), id, secrets.seal(tenant(), id, secret))), secret));
    }

    @Override
    public ResponseEntity<WebhookEndpointReference> changeWebhookEndpoint(
            String endpointId, String idempotencyKey, ChangeWebhookEndpointRequest request, @Nullable String ifMatch) {
        addresses.requirePublic(addresses.require(request.getUrl()));
        return send(new ChangeWebhookEndpoint(
                tenant(), new WebhookEndpointId(endpointId), request.getUrl(), Set.copyOf(request.getEventTypes())));
    }

    @Override
    public ResponseEntity<WebhookEndpointReference> disableWebhookEndpoint(
            String endpointId, String idempotencyKey, @Nullable String ifMatch) {
        return send(new DisableWebhookEndpoint(tenant(), new WebhookEndpointId(endpointId)));
    }

    @Override
    public ResponseEntity<WebhookEndpointReference> enableWebhookEndpoint(
            String endpointId, String idempotencyKey, @Nullable String ifMatch) {
        return send(new EnableWebhookEndpoint(tenant(), new WebhookEndpointId(endpointId)));
    }

    @Override
    public ResponseEntity<WebhookEndpointReference> removeWebhookEndpoint(
            String endpointId, String idempotencyKey, @Nullable String ifMatch) {
        return send(new RemoveWebhookEndpoint(tenant(), new WebhookEndpointId(endpointId)));
    }

    @Override
    public ResponseEntity<WebhookEndpointReference> testWebhookEndpoint(
            String endpointId, String idempotencyKey, @Nullable String ifMatch) {
        return send(new TestWebhookEndpoint(tenant(), new WebhookEndpointId(endpointId)));
    }

    @Override
    public ResponseEntity<WebhookEndpointReference> replayWebhookMessages(
            String endpointId, String idempotencyKey, ReplayWebhookMessagesRequest request, @Nullable String ifMatch) {
        return send(new ReplayWebhookMessages(
                tenant(),
                new WebhookEndpointId(endpointId),
                request.getMessageId(),
                request.getSince(),
                request.getFromPosition()));
    }

    private ResponseEntity<WebhookEndpointReference> send(WebhookCommand command) {
        Answer answer = commands.send(command);
        return ResponseEntity.ok(new WebhookEndpointReference(
                said(answer, "endpointId"), WebhookEndpointState.valueOf(said(answer, "status"))));
    }

    private static NewWebhookEndpoint shown(Answer answer, String secret) {
        NewWebhookEndpoint made = new NewWebhookEndpoint(
                said(answer, "endpointId"), WebhookEndpointState.valueOf(said(answer, "status")));
        return answer.repeated() ? made : made.secret(secret);
    }
}
