package dev.cauce.application.security;

/**
 * The strong login of the embedded issuer. A client that is registered for it asks for
 * {@code acr_values=urn:cauce:strong} when it presents its secret; the token then says so in {@code acr}, with
 * {@code auth_time} now, and lives no longer than a strong login counts as recent. So the long-lived token of every
 * day, should it leak, cannot erase a person, replay a projection or rotate a key: that takes the secret again, minutes
 * before.
 */
public final class StrongLogin {

    /** {@code acr} of a token for which the client asked for a strong login. */
    public static final String ACR = "urn:cauce:strong";

    /** {@code acr} of every other token. */
    public static final String ORDINARY_ACR = "urn:cauce:ordinary";

    private StrongLogin() {}
}
