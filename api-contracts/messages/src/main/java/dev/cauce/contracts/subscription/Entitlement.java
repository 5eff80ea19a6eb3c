package dev.cauce.contracts.subscription;

/**
 * What the customer may use, beside what is billed. A trial and an activation entitle; a pause and the end take it all;
 * in between the collection of debts may restrict and suspend it.
 */
public enum Entitlement {
    ENTITLED,
    RESTRICTED,
    SUSPENDED,
    NONE
}
