package dev.cauce.contracts.invoice;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.tenant.TenantId;
import org.axonframework.serialization.Revision;

/** Of what was written off, this much is receivable again, since it is being settled after all. */
@Revision("1")
public record InvoiceWriteOffReversed(
        TenantId tenantId,
        InvoiceId invoiceId,
        AccountId accountId,
        String currency,
        long amountMinor,
        long writtenOffMinor)
        implements InvoiceEvent {}
