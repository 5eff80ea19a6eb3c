package dev.cauce.contracts.payment;

/** The network whose rules hold for a card. */
public enum CardBrand {
    VISA,
    MASTERCARD,
    AMEX,
    OTHER
}
