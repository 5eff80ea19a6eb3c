package dev.cauce.contracts.payment;

/** What a decline asks for; see the rules of the card networks in the adapter's documentation. */
public enum DeclineKind {
    /** Never again until the method changes. */
    HARD,
    /** May be tried again within the caps. */
    SOFT,
    /** The customer has to confirm (strong customer authentication). */
    AUTHENTICATION_REQUIRED,
    /** Stop: never again. */
    FRAUD,
    /** The account has no method that could be charged. */
    NO_METHOD
}
