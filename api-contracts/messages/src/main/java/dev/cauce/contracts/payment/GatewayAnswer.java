package dev.cauce.contracts.payment;

/** What the gateway says about one attempt. */
public enum GatewayAnswer {
    SUCCEEDED,
    DECLINED,
    /** It is not known whether the money was taken: asked again later, never charged again. */
    UNKNOWN,
    /** The gateway knows no attempt of this key. */
    NOT_RECEIVED
}
