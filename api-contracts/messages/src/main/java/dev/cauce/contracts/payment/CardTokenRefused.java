package dev.cauce.contracts.payment;

import dev.cauce.contracts.tenant.TenantId;
import org.axonframework.serialization.Revision;

/** The issuer turned a method down for good: it is not tried again. Another token of the same card may be. */
@Revision("1")
public record CardTokenRefused(TenantId tenantId, String cardFingerprint, String gatewayToken, String rule)
        implements CardEvent {}
