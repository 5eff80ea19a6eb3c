package dev.cauce.contracts.payment;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.tenant.TenantId;
import org.axonframework.serialization.Revision;

/** A method was taken away. */
@Revision("1")
public record PaymentMethodRemoved(TenantId tenantId, AccountId accountId, PaymentMethodId paymentMethodId)
        implements PaymentMethodEvent {}
