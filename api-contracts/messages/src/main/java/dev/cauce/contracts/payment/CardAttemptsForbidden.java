package dev.cauce.contracts.payment;

import dev.cauce.contracts.tenant.TenantId;
import org.axonframework.serialization.Revision;

/** A rule of the network, or a suspicion of fraud, forbids every further attempt on the card. */
@Revision("1")
public record CardAttemptsForbidden(TenantId tenantId, String cardFingerprint, String rule) implements CardEvent {}
