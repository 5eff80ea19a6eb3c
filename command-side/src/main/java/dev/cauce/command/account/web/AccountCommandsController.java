package dev.cauce.command.account.web;

import static dev.cauce.command.web.CommandRequest.said;
import static dev.cauce.command.web.CommandRequest.tenant;

import dev.cauce.command.web.CommandRequest;
import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.account.Attributes;
import dev.cauce.contracts.account.CloseAccount;
import dev.cauce.contracts.account.CompleteOnboardingStep;
import dev.cauce.contracts.account.ErasePersonalData;
import dev.cauce.contracts.account.OnboardingStep;
import dev.cauce.contracts.account.Origin;
import dev.cauce.contracts.account.ReactivateAccount;
import dev.cauce.contracts.account.RecordActivity;
import dev.cauce.contracts.account.RegisterAccount;
import dev.cauce.contracts.account.SuspendAccount;
import dev.cauce.contracts.account.VerifyEmail;
import dev.cauce.contracts.message.Command;
import dev.cauce.platform.command.Answer;
import dev.cauce.platform.command.CommandSender;
import dev.cauce.rest.api.AccountCommandsApi;
import dev.cauce.rest.model.AccountReference;
import dev.cauce.rest.model.AccountStatus;
import dev.cauce.rest.model.CloseAccountRequest;
import dev.cauce.rest.model.CompleteOnboardingStepRequest;
import dev.cauce.rest.model.ErasureCertificate;
import dev.cauce.rest.model.RecordActivityRequest;
import dev.cauce.rest.model.RegisterAccountRequest;
import dev.cauce.rest.model.SuspendAccountRequest;
import dev.cauce.rest.model.VerifyEmailRequest;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;

/** The commands of accounts over HTTP. */
@RestController
public class AccountCommandsController implements AccountCommandsApi {

    private final CommandSender commands;

    public AccountCommandsController(CommandSender commands) {
        this.commands = commands;
    }

    @Override
    public ResponseEntity<AccountReference> registerAccount(String idempotencyKey, RegisterAccountRequest request) {
        Map<String, String> attributes = request.getAttributes();
        String timeZone = request.getTimeZone();
        AccountReference registered = reference(commands.send(new RegisterAccount(
                tenant(),
                new AccountId(CommandRequest.idOr(request.getAccountId())),
                request.getCompanyName(),
                request.getContactName(),
                request.getEmail(),
                timeZone == null ? "UTC" : timeZone,
                request.getCountry(),
                Origin.valueOf(request.getOrigin().name()),
                request.getCustomerSince(),
                attributes == null ? Attributes.none() : Attributes.of(attributes))));
        return CommandRequest.created("/v1/accounts/" + registered.getAccountId(), registered);
    }

    @Override
    public ResponseEntity<AccountReference> verifyEmail(
            String accountId, String idempotencyKey, VerifyEmailRequest request, @Nullable String ifMatch) {
        return send(new VerifyEmail(tenant(), new AccountId(accountId), request.getToken()));
    }

    @Override
    public ResponseEntity<AccountReference> completeOnboardingStep(
            String accountId, String idempotencyKey, CompleteOnboardingStepRequest request, @Nullable String ifMatch) {
        return send(new CompleteOnboardingStep(
                tenant(),
                new AccountId(accountId),
                OnboardingStep.valueOf(request.getStep().name())));
    }

    @Override
    public ResponseEntity<AccountReference> recordActivity(
            String accountId, String idempotencyKey, RecordActivityRequest request, @Nullable String ifMatch) {
        return send(new RecordActivity(
                tenant(), new AccountId(accountId), request.getKind(), request.getCount(), request.getOccurredAt()));
    }

    @Override
    public ResponseEntity<AccountReference> suspendAccount(
            String accountId, String idempotencyKey, SuspendAccountRequest request, @Nullable String ifMatch) {
        return send(new SuspendAccount(tenant(), new AccountId(accountId), request.getReason()));
    }

    @Override
    public ResponseEntity<AccountReference> reactivateAccount(
            String accountId, String idempotencyKey, @Nullable String ifMatch) {
        return send(new ReactivateAccount(tenant(), new AccountId(accountId)));
    }

    @Override
    public ResponseEntity<AccountReference> closeAccount(
            String accountId, String idempotencyKey, CloseAccountRequest request, @Nullable String ifMatch) {
        return send(new CloseAccount(tenant(), new AccountId(accountId), request.getReason()));
    }

    @Override
    public ResponseEntity<ErasureCertificate> erasePersonalData(
            String accountId, String idempotencyKey, @Nullable String ifMatch) {
        Answer answer = commands.send(new ErasePersonalData(tenant(), new AccountId(accountId)));
        return ResponseEntity.ok(new ErasureCertificate(said(answer, "accountId"), said(answer, "certificateId"))
                .erasedAt(Instant.parse(said(answer, "erasedAt"))));
    }

    private ResponseEntity<AccountReference> send(Command command) {
        return ResponseEntity.ok(reference(commands.send(command)));
    }

    private static AccountReference reference(Answer answer) {
        return new AccountReference(said(answer, "accountId"), AccountStatus.fromValue(said(answer, "status")));
    }
}
