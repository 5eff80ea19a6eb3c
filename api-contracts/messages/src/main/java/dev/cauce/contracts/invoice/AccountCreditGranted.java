package dev.cauce.contracts.invoice;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.tenant.TenantId;
import org.axonframework.serialization.Revision;

/** The account has more credit, which its next invoice in the currency consumes; amounts in minor units. */
@Revision("1")
public record AccountCreditGranted(
        TenantId tenantId,
        AccountId accountId,
        InvoiceId invoiceId,
        CreditSource source,
        String currency,
        long amountMinor,
        long balanceMinor)
        implements AccountBalanceEvent {}
