package dev.cauce.command.identity.web;

import static dev.cauce.command.web.CommandRequest.said;
import static dev.cauce.command.web.CommandRequest.tenant;

import dev.cauce.command.identity.Tenant;
import dev.cauce.command.web.CommandRequest;
import dev.cauce.contracts.access.Role;
import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.identity.ApiClientId;
import dev.cauce.contracts.identity.CloseTenant;
import dev.cauce.contracts.identity.DisableUser;
import dev.cauce.contracts.identity.EraseUser;
import dev.cauce.contracts.identity.GrantRole;
import dev.cauce.contracts.identity.RegisterApiClient;
import dev.cauce.contracts.identity.RegisterTenant;
import dev.cauce.contracts.identity.RegisterUser;
import dev.cauce.contracts.identity.ResumeTenant;
import dev.cauce.contracts.identity.RevokeApiClient;
import dev.cauce.contracts.identity.RevokeRole;
import dev.cauce.contracts.identity.RotateApiClientSecret;
import dev.cauce.contracts.identity.SuspendTenant;
import dev.cauce.contracts.identity.TenantSuspension;
import dev.cauce.contracts.identity.UserId;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.access.ClientSecrets;
import dev.cauce.platform.command.Answer;
import dev.cauce.platform.command.CommandSender;
import dev.cauce.rest.api.IdentityCommandsApi;
import dev.cauce.rest.model.AccessRole;
import dev.cauce.rest.model.ApiClientReference;
import dev.cauce.rest.model.ApiClientStatus;
import dev.cauce.rest.model.NewApiClient;
import dev.cauce.rest.model.NewTenant;
import dev.cauce.rest.model.RegisterApiClientRequest;
import dev.cauce.rest.model.RegisterTenantRequest;
import dev.cauce.rest.model.RegisterUserRequest;
import dev.cauce.rest.model.RoleRequest;
import dev.cauce.rest.model.SuspendTenantRequest;
import dev.cauce.rest.model.TenantReference;
import dev.cauce.rest.model.TenantStatus;
import dev.cauce.rest.model.UserReference;
import dev.cauce.rest.model.UserStatus;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;

/**
 * Tenants, users and API clients over HTTP. A secret is made here and told here, once: the command carries its hash,
 * and an answer that is told again, under the same key, is without it.
 */
@RestController
public class IdentityCommandsController implements IdentityCommandsApi {

    private static final String SEPARATOR = "~";

    private final CommandSender commands;

    public IdentityCommandsController(CommandSender commands) {
        this.commands = commands;
    }

    @Override
    public ResponseEntity<NewTenant> registerTenant(String idempotencyKey, RegisterTenantRequest request) {
        TenantId managed = new TenantId(request.getTenantId());
        String secret = ClientSecrets.newSecret();
        Answer answer =
                commands.send(new RegisterTenant(tenant(), managed, request.getName(), ClientSecrets.hash(secret)));
        NewTenant made = new NewTenant(managed.value(), managed + SEPARATOR + Tenant.FIRST_CLIENT);
        return CommandRequest.created("/v1/tenants/" + managed, answer.repeated() ? made : made.clientSecret(secret));
    }

    @Override
    public ResponseEntity<TenantReference> suspendTenant(
            String tenantId, String idempotencyKey, SuspendTenantRequest request, @Nullable String ifMatch) {
        return ofTenant(commands.send(new SuspendTenant(
                tenant(),
                new TenantId(tenantId),
                TenantSuspension.valueOf(request.getReason().name()))));
    }

    @Override
    public ResponseEntity<TenantReference> resumeTenant(
            String tenantId, String idempotencyKey, @Nullable String ifMatch) {
        return ofTenant(commands.send(new ResumeTenant(tenant(), new TenantId(tenantId))));
    }

    @Override
    public ResponseEntity<TenantReference> closeTenant(
            String tenantId, String idempotencyKey, @Nullable String ifMatch) {
        return ofTenant(commands.send(new CloseTenant(tenant(), new TenantId(tenantId))));
    }

    @Override
    public ResponseEntity<UserReference> registerUser(String idempotencyKey, RegisterUserRequest request) {
        UserReference made = user(commands.send(new RegisterUser(
                tenant(),
                new UserId(CommandRequest.idOr(request.getUserId())),
                request.getEmail(),
                roles(request.getRoles()))));
        return CommandRequest.created("/v1/users/" + made.getUserId(), made);
    }

    @Override
    public ResponseEntity<UserReference> grantRole(
            String userId, String idempotencyKey, RoleRequest request, @Nullable String ifMatch) {
        return ResponseEntity.ok(
                user(commands.send(new GrantRole(tenant(), new UserId(userId), role(request.getRole())))));
    }

    @Override
    public ResponseEntity<UserReference> revokeRole(
            String userId, String idempotencyKey, RoleRequest request, @Nullable String ifMatch) {
        return ResponseEntity.ok(
                user(commands.send(new RevokeRole(tenant(), new UserId(userId), role(request.getRole())))));
    }

    @Override
    public ResponseEntity<UserReference> disableUser(String userId, String idempotencyKey, @Nullable String ifMatch) {
        return ResponseEntity.ok(user(commands.send(new DisableUser(tenant(), new UserId(userId)))));
    }

    @Override
    public ResponseEntity<UserReference> eraseUser(String userId, String idempotencyKey, @Nullable String ifMatch) {
        return ResponseEntity.ok(user(commands.send(new EraseUser(tenant(), new UserId(userId)))));
    }

    @Override
    public ResponseEntity<NewApiClient> registerApiClient(String idempotencyKey, RegisterApiClientRequest request) {
        String secret = ClientSecrets.newSecret();
        String user = request.getUserId();
        Set<String> accounts = request.getAccounts();
        NewApiClient made = client(
                commands.send(new RegisterApiClient(
                        tenant(),
                        new ApiClientId(CommandRequest.idOr(request.getApiClientId())),
                        request.getName(),
                        roles(request.getRoles()),
                        accounts == null
                                ? Set.of()
                                : accounts.stream().map(AccountId::new).collect(Collectors.toUnmodifiableSet()),
                        user == null ? null : new UserId(user),
                        Boolean.TRUE.equals(request.getStrongLogin()),
                        ClientSecrets.hash(secret))),
                secret);
        return CommandRequest.created("/v1/api-clients/" + made.getApiClientId(), made);
    }

    @Override
    public ResponseEntity<NewApiClient> rotateApiClientSecret(
            String apiClientId, String idempotencyKey, @Nullable String ifMatch) {
        String secret = ClientSecrets.newSecret();
        return ResponseEntity.ok(client(
                commands.send(
                        new RotateApiClientSecret(tenant(), new ApiClientId(apiClientId), ClientSecrets.hash(secret))),
                secret));
    }

    @Override
    public ResponseEntity<ApiClientReference> revokeApiClient(
            String apiClientId, String idempotencyKey, @Nullable String ifMatch) {
        Answer answer = commands.send(new RevokeApiClient(tenant(), new ApiClientId(apiClientId)));
        return ResponseEntity.ok(
                new ApiClientReference(said(answer, "apiClientId"), ApiClientStatus.valueOf(said(answer, "status"))));
    }

    private static ResponseEntity<TenantReference> ofTenant(Answer answer) {
        return ResponseEntity.ok(
                new TenantReference(said(answer, "tenantId"), TenantStatus.valueOf(said(answer, "status"))));
    }

    private static UserReference user(Answer answer) {
        return new UserReference(said(answer, "userId"), UserStatus.valueOf(said(answer, "status")));
    }

    private static NewApiClient client(Answer answer, String secret) {
        String id = said(answer, "apiClientId");
        NewApiClient made =
                new NewApiClient(id, tenant() + SEPARATOR + id, ApiClientStatus.valueOf(said(answer, "status")));
        return answer.repeated() ? made : made.clientSecret(secret);
    }

    private static Set<Role> roles(@Nullable Collection<AccessRole> roles) {
        return roles == null
                ? Set.of()
                : roles.stream().map(IdentityCommandsController::role).collect(Collectors.toUnmodifiableSet());
    }

    private static Role role(AccessRole role) {
        return Role.valueOf(role.name());
    }
}
