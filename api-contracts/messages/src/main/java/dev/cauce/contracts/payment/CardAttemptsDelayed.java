package dev.cauce.contracts.payment;

import dev.cauce.contracts.tenant.TenantId;
import java.time.Instant;
import org.axonframework.serialization.Revision;

/** The network advised to try an amount on the card no earlier than a time. */
@Revision("1")
public record CardAttemptsDelayed(
        TenantId tenantId, String cardFingerprint, String currency, long amountMinor, String rule, Instant notBefore)
        implements CardEvent {}
