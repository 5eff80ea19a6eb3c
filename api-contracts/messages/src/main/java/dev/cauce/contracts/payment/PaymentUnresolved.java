package dev.cauce.contracts.payment;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.invoice.InvoiceId;
import dev.cauce.contracts.tenant.TenantId;
import org.axonframework.serialization.Revision;

/** The outcome stayed unknown however often it was asked for: a person is to look into it. */
@Revision("1")
public record PaymentUnresolved(
        TenantId tenantId, PaymentId paymentId, InvoiceId invoiceId, AccountId accountId, int attempt, int polls)
        implements PaymentEvent {}
