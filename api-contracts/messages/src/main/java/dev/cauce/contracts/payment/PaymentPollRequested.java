package dev.cauce.contracts.payment;

import dev.cauce.contracts.tenant.TenantId;
import org.axonframework.serialization.Revision;

/** The gateway is to be asked what became of an attempt. */
@Revision("1")
public record PaymentPollRequested(TenantId tenantId, PaymentId paymentId, int attempt, int poll, String idempotencyKey)
        implements PaymentEvent {}
