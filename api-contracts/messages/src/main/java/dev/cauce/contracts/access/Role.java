package dev.cauce.contracts.access;

import static dev.cauce.contracts.access.Permission.*;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** What people and programs are to a tenant, and what they may do. What is not listed is denied. */
public enum Role {
    ADMIN(EnumSet.complementOf(EnumSet.of(
            ONBOARDING_DRIVE, BILLING_DRIVE, RETENTION_DRIVE, MODEL_REPORT, WEBHOOK_DRIVE, TENANT_READ, TENANT_WRITE))),
    SUCCESS(EnumSet.of(
            ACCOUNT_READ,
            ACCOUNT_WRITE,
            ACTIVITY_WRITE,
            CATALOGUE_READ,
            SUBSCRIPTION_READ,
            BILLING_READ,
            RETENTION_READ,
            RETENTION_WRITE,
            CAMPAIGN_READ,
            TICKET_READ,
            TICKET_WRITE,
            TICKET_OPEN,
            TICKET_REPLY,
            ONBOARDING_READ,
            RISK_READ)),
    FINANCE(EnumSet.of(
            ACCOUNT_READ,
            CATALOGUE_READ,
            CATALOGUE_WRITE,
            SUBSCRIPTION_READ,
            SUBSCRIPTION_WRITE,
            BILLING_READ,
            BILLING_WRITE,
            RETENTION_READ,
            RISK_READ)),
    MARKETING(EnumSet.of(ACCOUNT_READ, CAMPAIGN_READ, CAMPAIGN_WRITE, CAMPAIGN_DECIDE, RISK_READ)),
    SUPPORT(EnumSet.of(
            ACCOUNT_READ,
            SUBSCRIPTION_READ,
            BILLING_READ,
            CATALOGUE_READ,
            TICKET_READ,
            TICKET_WRITE,
            TICKET_OPEN,
            TICKET_REPLY,
            ONBOARDING_READ)),
    AUDITOR(EnumSet.of(
            ACCOUNT_READ,
            CATALOGUE_READ,
            SUBSCRIPTION_READ,
            BILLING_READ,
            RETENTION_READ,
            CAMPAIGN_READ,
            TICKET_READ,
            ONBOARDING_READ,
            RISK_READ,
            AUDIT_READ,
            IDENTITY_READ,
            PROJECTION_READ)),
    WORKFLOW(EnumSet.of(
            ACCOUNT_READ,
            ACCOUNT_WRITE,
            ACTIVITY_WRITE,
            CATALOGUE_READ,
            CATALOGUE_WRITE,
            SUBSCRIPTION_READ,
            SUBSCRIPTION_WRITE,
            BILLING_READ,
            BILLING_WRITE,
            RETENTION_READ,
            RETENTION_WRITE,
            CAMPAIGN_READ,
            CAMPAIGN_DECIDE,
            TICKET_READ,
            TICKET_WRITE,
            TICKET_OPEN,
            TICKET_REPLY,
            ONBOARDING_READ,
            RISK_READ,
            MODEL_TRAIN,
            BACKDATE,
            BATCH_SEND,
            WEBHOOK_READ,
            WEBHOOK_WRITE)),

    /** Somebody of a customer company. Of all this it may only what is about its own accounts: {@link ForCustomers}. */
    CUSTOMER(EnumSet.of(
            ACCOUNT_READ,
            CATALOGUE_READ,
            SUBSCRIPTION_READ,
            BILLING_READ,
            TICKET_READ,
            TICKET_OPEN,
            TICKET_REPLY,
            ONBOARDING_READ)),

    /** Whoever runs the installation: takes tenants in and keeps them out. Of the operator's own tenant alone. */
    OPERATOR(EnumSet.of(
            TENANT_READ,
            TENANT_WRITE,
            IDENTITY_READ,
            IDENTITY_WRITE,
            KEY_ROTATE,
            AUDIT_READ,
            PROJECTION_READ,
            PROJECTION_REPLAY)),

    /** The processes of Cauce itself: sagas, effect handlers, deadlines. No token carries it. */
    PROCESS(EnumSet.of(
            ACCOUNT_READ,
            SUBSCRIPTION_WRITE,
            TICKET_WRITE,
            TICKET_OPEN,
            ONBOARDING_DRIVE,
            BILLING_WRITE,
            BILLING_DRIVE,
            RETENTION_DRIVE,
            MODEL_REPORT,
            WEBHOOK_DRIVE));

    // Unmodifiable, which the checker cannot see.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Set<Permission> permissions;

    Role(Set<Permission> permissions) {
        this.permissions = Collections.unmodifiableSet(permissions);
    }

    public Set<Permission> permissions() {
        return permissions;
    }
}
