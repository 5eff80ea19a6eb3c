package dev.cauce.contracts.webhook;

/** Why an endpoint is told nothing any more. */
public enum WebhookDisabling {
    /** Somebody asked for it. */
    REQUESTED,
    /** Nothing that was sent in a long time was taken. */
    FAILING,
    /** It answered 410. */
    GONE
}
