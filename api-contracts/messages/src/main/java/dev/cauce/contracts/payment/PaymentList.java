package dev.cauce.contracts.payment;

import java.util.List;

/** The payments of an invoice. */
public record PaymentList(List<PaymentView> items) {}
