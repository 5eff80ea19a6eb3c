package dev.cauce.contracts.payment;

import java.util.List;

/** The payment methods of an account. */
public record PaymentMethodList(List<PaymentMethodView> items) {}
