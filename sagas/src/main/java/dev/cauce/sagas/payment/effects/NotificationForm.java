package dev.cauce.sagas.payment.effects;

import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.rejection.Rejected;

/**
 * How one kind of gateway writes and signs what it tells. All of them sign alike, by HMAC-SHA-256 of
 * {@code SECONDS.BODY} in a header {@code t=SECONDS,v1=HEX}; they differ in the header's name, the secret and the body.
 */
public interface NotificationForm {

    /** The name of the header that the signature is in; by it a form is told from another. */
    String header();

    /** What signs for the tenant. */
    byte[] secretOf(TenantId tenantId);

    /**
     * Reads a body whose signature was right.
     *
     * @throws Rejected with {@code INVALID_REQUEST} where it is no notification
     */
    Notification read(String body);
}
