package dev.cauce.platform.webhook;

/**
 * Where the deliveries keep what they know. These are no views: no replay touches them, and the position in the events
 * moves only after what follows from an event is in them.
 */
public final class WebhookStore {

    /** The endpoints as the deliveries know them, {@code tenant/endpoint}. */
    public static final String ENDPOINTS = "webhook-endpoints";

    /** Messages with their attempts: what waits, and the log. */
    public static final String MESSAGES = "webhook-messages";

    /** What has something that waits: one for an endpoint and a stream of events. */
    public static final String LANES = "webhook-lanes";

    /** Replays that are under way. */
    public static final String REPLAYS = "webhook-replays";

    private WebhookStore() {}
}
