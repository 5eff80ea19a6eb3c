package dev.cauce.application.identity;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.cauce.contracts.message.StreamId;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A program that may ask the embedded issuer for tokens.
 *
 * @param clientId its name at the token endpoint, unique over all tenants
 * @param tenantId the one tenant that its tokens are good for
 * @param subject opaque id that its tokens carry as {@code sub}, and events as part of {@code actor}
 * @param roles names of roles, in the form that tokens carry
 * @param accounts ids of the accounts to which it is bound where it is a customer; files from before have none
 * @param secretHash hash of its secret, as {@link SecretHash} makes it
 * @param strongLogin whether it may ask for a strong login
 * @param enabled false when it was revoked
 * @param createdAt when it was made
 */
public record ApiClient(
        String clientId,
        String tenantId,
        String subject,
        List<String> roles,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<String> accounts,
        String secretHash,
        boolean strongLogin,
        boolean enabled,
        Instant createdAt) {

    /** Stands between the tenant and the client in the name of a client that a command made, and in no id. */
    public static final String SEPARATOR = "~";

    private static final Pattern CLIENT_ID =
            Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}(~" + StreamId.PART + ")?");
    private static final Pattern TENANT_ID = Pattern.compile(StreamId.PART);

    public ApiClient {
        roles = List.copyOf(roles);
        accounts = List.copyOf(accounts);
        if (!CLIENT_ID.matcher(clientId).matches()) {
            throw new IllegalArgumentException(
                    "A client id is 1 to 64 letters, digits, '.', '_' or '-', with a tenant's of that form and '~' before it");
        }
        if (!TENANT_ID.matcher(tenantId).matches()) {
            throw new IllegalArgumentException("A tenant id is 1 to 64 letters, digits, '.', '_' or '-'");
        }
    }
}
