package dev.cauce.contracts.metadata;

import java.util.Set;

/** The metadata of a message, all of them strings. Interceptors set it, so that no event is ever without. */
public final class MetadataKey {

    /** The tenant of the verified token, or of the event that a process acts on. */
    public static final String TENANT_ID = "tenantId";

    /** Who acts: {@code subject@client}, opaque ids both. */
    public static final String ACTOR = "actor";

    /** For whom a process acts; may be empty. */
    public static final String ON_BEHALF_OF = "onBehalfOf";

    /** The message that started it all. */
    public static final String CORRELATION_ID = "correlationId";

    /** The message that this one follows from. */
    public static final String CAUSATION_ID = "causationId";

    /** The command that decided. */
    public static final String COMMAND_ID = "commandId";

    /** The key the client chose, hashed with its scope; empty where a process acts. */
    public static final String IDEMPOTENCY_KEY = "idempotencyKey";

    /** When it holds in the business, ISO 8601; the timestamp of an event is when it was recorded. */
    public static final String EFFECTIVE_AT = "effectiveAt";

    /** The policy that decided, where one did. */
    public static final String POLICY_VERSION = "policyVersion";

    /** The probability with which the chosen option was chosen, where it was drawn. */
    public static final String PROPENSITY = "propensity";

    /** The model that decided, where one did. */
    public static final String MODEL_VERSION = "modelVersion";

    /** The features that the model saw, hashed. */
    public static final String FEATURE_HASH = "featureHash";

    /** {@code true} on every event of a simulated company's data folder, absent elsewhere. */
    public static final String SIMULATED = "simulated";

    /** Roles of the caller, comma separated; on commands and queries alone. */
    public static final String ROLES = "roles";

    /** The accounts that a customer's token names, comma separated; on commands and queries alone. */
    public static final String ACCOUNTS = "accounts";

    /** Seconds since the epoch of the caller's last strong login; absent where there was none. On commands alone. */
    public static final String STRONG_LOGIN_AT = "strongLoginAt";

    /** The version the caller expects its aggregate to have ({@code If-Match}); on commands alone. */
    public static final String EXPECTED_VERSION = "expectedVersion";

    /** SHA-256 of the canonical request, to tell a repetition from another request under the same key. */
    public static final String REQUEST_HASH = "requestHash";

    /** The position that a query's view must have reached ({@code Cauce-Position}); on queries alone. */
    public static final String POSITION = "position";

    /** What every event carries. {@link #ON_BEHALF_OF} and {@link #IDEMPOTENCY_KEY} may be empty, the others never. */
    public static final Set<String> ON_EVERY_EVENT = Set.of(
            TENANT_ID, ACTOR, ON_BEHALF_OF, CORRELATION_ID, CAUSATION_ID, COMMAND_ID, IDEMPOTENCY_KEY, EFFECTIVE_AT);

    /** What may be empty on an event. */
    public static final Set<String> MAY_BE_EMPTY = Set.of(ON_BEHALF_OF, IDEMPOTENCY_KEY);

    private MetadataKey() {}
}
