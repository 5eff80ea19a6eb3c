package dev.cauce.contracts.payment;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.invoice.InvoiceId;
import dev.cauce.contracts.tenant.TenantId;
import java.time.Instant;
import org.axonframework.serialization.Revision;

/** It is not known whether an attempt took the money; {@code polls} says how often it was asked for. */
@Revision("1")
public record PaymentOutcomeUnknown(
        TenantId tenantId,
        PaymentId paymentId,
        InvoiceId invoiceId,
        AccountId accountId,
        int attempt,
        int polls,
        Instant nextPollAt)
        implements PaymentEvent {}
