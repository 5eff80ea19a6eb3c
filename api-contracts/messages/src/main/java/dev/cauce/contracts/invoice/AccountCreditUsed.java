package dev.cauce.contracts.invoice;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.tenant.TenantId;
import org.axonframework.serialization.Revision;

/** An invoice was finalised and took what it could from the account's credit; amounts in minor units. */
@Revision("1")
public record AccountCreditUsed(
        TenantId tenantId,
        AccountId accountId,
        InvoiceId invoiceId,
        String currency,
        long amountMinor,
        long balanceMinor)
        implements AccountBalanceEvent {}
