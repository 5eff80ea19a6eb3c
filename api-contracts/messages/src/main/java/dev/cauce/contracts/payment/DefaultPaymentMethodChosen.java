package dev.cauce.contracts.payment;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.tenant.TenantId;
import org.axonframework.serialization.Revision;

/** Another method is tried first. */
@Revision("1")
public record DefaultPaymentMethodChosen(TenantId tenantId, AccountId accountId, PaymentMethodId paymentMethodId)
        implements PaymentMethodEvent {}
