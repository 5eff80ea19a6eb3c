package dev.cauce.contracts.payment;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.tenant.TenantId;
import org.axonframework.serialization.Revision;

/** A card expires at the end of the month; the customer is to be told. */
@Revision("1")
public record PaymentMethodExpiring(
        TenantId tenantId,
        AccountId accountId,
        PaymentMethodId paymentMethodId,
        CardBrand brand,
        String lastFour,
        int expiryMonth,
        int expiryYear,
        String mailId)
        implements PaymentMethodEvent {}
