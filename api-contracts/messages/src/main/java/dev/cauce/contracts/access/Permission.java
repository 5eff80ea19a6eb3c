package dev.cauce.contracts.access;

/** What a caller may do. A role is a set of these; see {@link Role}. */
public enum Permission {
    ACCOUNT_READ,
    ACCOUNT_WRITE,
    ACCOUNT_CLOSE,
    /** Destroys a person's key for good: needs a recent strong login. */
    ACCOUNT_ERASE(true),
    ACTIVITY_WRITE,
    CATALOGUE_READ,
    CATALOGUE_WRITE,
    SUBSCRIPTION_READ,
    SUBSCRIPTION_WRITE,
    BILLING_READ,
    /** Finalises, voids, credits and refunds. */
    BILLING_WRITE,
    /** Held by the billing and dunning processes alone. */
    BILLING_DRIVE,
    RETENTION_READ,
    /** Proposes and approves retention policies, and answers offers for customers. */
    RETENTION_WRITE,
    /** Held by the retention process alone. */
    RETENTION_DRIVE,
    CAMPAIGN_READ,
    CAMPAIGN_WRITE,
    CAMPAIGN_DECIDE,
    TICKET_READ,
    TICKET_WRITE,
    TICKET_OPEN,
    TICKET_REPLY,
    ONBOARDING_READ,
    /** Held by the onboarding process alone. */
    ONBOARDING_DRIVE,
    RISK_READ,
    MODEL_TRAIN,
    /** Held by the training process alone. */
    MODEL_REPORT,
    /** Lets a command say that it holds from a time in the past. */
    BACKDATE,
    /** Sends many commands in one request; each of them needs its own permission besides. */
    BATCH_SEND,
    /** Which webhook endpoints there are, and what became of their messages. */
    WEBHOOK_READ,
    /** Registers webhook endpoints and sends messages again. */
    WEBHOOK_WRITE,
    /** Held by the deliveries of webhooks alone. */
    WEBHOOK_DRIVE,
    AUDIT_READ,
    /** Takes the whole history of a tenant away, personal data included: needs a recent strong login. */
    TENANT_EXPORT(true),
    PROJECTION_READ,
    /** Resets a view: needs a recent strong login. */
    PROJECTION_REPLAY(true),
    /** Which users and API clients there are. */
    IDENTITY_READ,
    /** Makes users and API clients and gives them roles: needs a recent strong login. */
    IDENTITY_WRITE(true),
    /** Destroys a user's key for good: needs a recent strong login. */
    USER_ERASE(true),
    /** Held by the operator of the installation alone. */
    TENANT_READ,
    /** Takes tenants in and keeps them out; held by the operator alone. Needs a recent strong login. */
    TENANT_WRITE(true),
    /** Rotates keys that sign tokens or wrap keys: needs a recent strong login. */
    KEY_ROTATE(true),
    /** Reads the mails that the embedded default keeps. */
    OUTBOX_READ;

    private final boolean strongLogin;

    Permission() {
        this(false);
    }

    Permission(boolean strongLogin) {
        this.strongLogin = strongLogin;
    }

    /** Whether a recent strong login is needed beside the permission (RFC 9470). */
    public boolean needsStrongLogin() {
        return strongLogin;
    }
}
