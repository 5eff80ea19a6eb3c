package dev.cauce.application.access;

import static dev.cauce.contracts.access.Permission.*;
import static java.util.Map.entry;

import dev.cauce.contracts.access.Permission;
import java.util.Map;
import java.util.Set;

/** What is known of every route; one that is not listed here fails the matrix. */
final class Routes {

    private Routes() {}

    /** The permission of each operation of the document. */
    static final Map<String, Permission> PERMISSIONS = Map.ofEntries(
            entry("registerAccount", ACCOUNT_WRITE),
            entry("listAccounts", ACCOUNT_READ),
            entry("streamAccounts", ACCOUNT_READ),
            entry("getAccount", ACCOUNT_READ),
            entry("verifyEmail", ACCOUNT_WRITE),
            entry("completeOnboardingStep", ACCOUNT_WRITE),
            entry("recordActivity", ACTIVITY_WRITE),
            entry("suspendAccount", ACCOUNT_WRITE),
            entry("reactivateAccount", ACCOUNT_WRITE),
            entry("closeAccount", ACCOUNT_CLOSE),
            entry("erasePersonalData", ACCOUNT_ERASE),
            entry("listProjections", PROJECTION_READ),
            entry("getProjection", PROJECTION_READ),
            entry("replayProjection", PROJECTION_REPLAY),
            entry("listDeadLetters", PROJECTION_READ),
            entry("retryDeadLetters", PROJECTION_REPLAY),
            entry("discardDeadLetter", PROJECTION_REPLAY),
            entry("rebuildProjection", PROJECTION_REPLAY),
            entry("switchProjection", PROJECTION_REPLAY),
            entry("rollBackProjection", PROJECTION_REPLAY),
            entry("dropGeneration", PROJECTION_REPLAY),
            entry("reconcileProjection", PROJECTION_REPLAY),
            entry("exportTenant", TENANT_EXPORT),
            entry("listAuditEvents", AUDIT_READ),
            entry("listAccountHistory", AUDIT_READ),
            entry("runBatch", BATCH_SEND),
            entry("draftCampaign", CAMPAIGN_WRITE),
            entry("listCampaigns", CAMPAIGN_READ),
            entry("getCampaign", CAMPAIGN_READ),
            entry("addVariant", CAMPAIGN_WRITE),
            entry("launchCampaign", CAMPAIGN_WRITE),
            entry("pauseCampaign", CAMPAIGN_WRITE),
            entry("resumeCampaign", CAMPAIGN_WRITE),
            entry("completeCampaign", CAMPAIGN_WRITE),
            entry("assignVariant", CAMPAIGN_DECIDE),
            entry("recordConversion", CAMPAIGN_DECIDE),
            entry("getCampaignResults", CAMPAIGN_READ),
            entry("listOutbox", OUTBOX_READ),
            entry("getChurnModel", RISK_READ),
            entry("requestChurnTraining", MODEL_TRAIN),
            entry("listChurnRisks", RISK_READ),
            entry("getAccountChurnRisk", RISK_READ),
            entry("listOnboarding", ONBOARDING_READ),
            entry("streamOnboarding", ONBOARDING_READ),
            entry("getAccountOnboarding", ONBOARDING_READ),
            entry("definePlan", CATALOGUE_WRITE),
            entry("listPlans", CATALOGUE_READ),
            entry("getPlan", CATALOGUE_READ),
            entry("retirePlan", CATALOGUE_WRITE),
            entry("setPlanPrice", CATALOGUE_WRITE),
            entry("statePlanTerms", CATALOGUE_WRITE),
            entry("startSubscription", SUBSCRIPTION_WRITE),
            entry("listAccountSubscriptions", SUBSCRIPTION_READ),
            entry("getSubscription", SUBSCRIPTION_READ),
            entry("activateSubscription", SUBSCRIPTION_WRITE),
            entry("renewSubscription", SUBSCRIPTION_WRITE),
            entry("changePlan", SUBSCRIPTION_WRITE),
            entry("changeSubscription", SUBSCRIPTION_WRITE),
            entry("previewSubscriptionChange", SUBSCRIPTION_WRITE),
            entry("revokeScheduledChange", SUBSCRIPTION_WRITE),
            entry("pauseSubscription", SUBSCRIPTION_WRITE),
            entry("resumeSubscription", SUBSCRIPTION_WRITE),
            entry("scheduleCancellation", SUBSCRIPTION_WRITE),
            entry("revokeCancellation", SUBSCRIPTION_WRITE),
            entry("reactivateSubscription", SUBSCRIPTION_WRITE),
            entry("cancelSubscription", SUBSCRIPTION_WRITE),
            entry("listInvoices", BILLING_READ),
            entry("listAccountInvoices", BILLING_READ),
            entry("getAccountBalance", BILLING_READ),
            entry("getInvoice", BILLING_READ),
            entry("voidInvoice", BILLING_WRITE),
            entry("writeOffInvoice", BILLING_WRITE),
            entry("issueCreditNote", BILLING_WRITE),
            entry("getReceivables", BILLING_READ),
            entry("getInvoicingTerms", BILLING_READ),
            entry("setInvoicingTerms", BILLING_WRITE),
            entry("getRecurringRevenue", BILLING_READ),
            entry("explainRecurringRevenue", BILLING_READ),
            entry("getRevenueCohorts", BILLING_READ),
            entry("getReceivablesByAge", BILLING_READ),
            entry("explainReceivables", BILLING_READ),
            entry("getRecoveryRates", BILLING_READ),
            entry("explainRecovery", BILLING_READ),
            entry("addPaymentMethod", BILLING_WRITE),
            entry("listPaymentMethods", BILLING_READ),
            entry("chooseDefaultPaymentMethod", BILLING_WRITE),
            entry("removePaymentMethod", BILLING_WRITE),
            entry("listInvoicePayments", BILLING_READ),
            entry("getPayment", BILLING_READ),
            entry("refundPayment", BILLING_WRITE),
            entry("listDunningCases", BILLING_READ),
            entry("getDunningCase", BILLING_READ),
            entry("proposeDunningPolicy", BILLING_WRITE),
            entry("listDunningPolicies", BILLING_READ),
            entry("approveDunningPolicy", BILLING_WRITE),
            entry("listRetentionCases", RETENTION_READ),
            entry("getRetentionCase", RETENTION_READ),
            entry("acceptRetentionOffer", RETENTION_WRITE),
            entry("declineRetentionOffer", RETENTION_WRITE),
            entry("getRetentionEffect", RETENTION_READ),
            entry("proposeRetentionPolicy", RETENTION_WRITE),
            entry("listRetentionPolicies", RETENTION_READ),
            entry("approveRetentionPolicy", RETENTION_WRITE),
            entry("registerWebhookEndpoint", WEBHOOK_WRITE),
            entry("listWebhookEndpoints", WEBHOOK_READ),
            entry("getWebhookEndpoint", WEBHOOK_READ),
            entry("changeWebhookEndpoint", WEBHOOK_WRITE),
            entry("disableWebhookEndpoint", WEBHOOK_WRITE),
            entry("enableWebhookEndpoint", WEBHOOK_WRITE),
            entry("rotateWebhookSecret", WEBHOOK_WRITE),
            entry("removeWebhookEndpoint", WEBHOOK_WRITE),
            entry("testWebhookEndpoint", WEBHOOK_WRITE),
            entry("replayWebhookMessages", WEBHOOK_WRITE),
            entry("listWebhookMessages", WEBHOOK_READ),
            entry("listWebhookEventTypes", WEBHOOK_READ),
            entry("openTicket", TICKET_OPEN),
            entry("listTickets", TICKET_READ),
            entry("streamTickets", TICKET_READ),
            entry("getTicket", TICKET_READ),
            entry("assignTicket", TICKET_WRITE),
            entry("replyToTicket", TICKET_REPLY),
            entry("resolveTicket", TICKET_WRITE),
            entry("reopenTicket", TICKET_REPLY),
            entry("closeTicket", TICKET_WRITE),
            entry("rateTicket", TICKET_REPLY),
            entry("registerTenant", TENANT_WRITE),
            entry("suspendTenant", TENANT_WRITE),
            entry("resumeTenant", TENANT_WRITE),
            entry("closeTenant", TENANT_WRITE),
            entry("registerUser", IDENTITY_WRITE),
            entry("grantRole", IDENTITY_WRITE),
            entry("revokeRole", IDENTITY_WRITE),
            entry("disableUser", IDENTITY_WRITE),
            entry("eraseUser", USER_ERASE),
            entry("registerApiClient", IDENTITY_WRITE),
            entry("rotateApiClientSecret", IDENTITY_WRITE),
            entry("revokeApiClient", IDENTITY_WRITE),
            entry("rotateSigningKey", KEY_ROTATE),
            entry("rotateTenantKey", KEY_ROTATE));

    /** Operations with an id in their path that is no tenant's: what they show of it is the caller's tenant's alone. */
    static final Set<String> OF_THE_INSTALLATION = Set.of(
            "getProjection",
            "replayProjection",
            "rebuildProjection",
            "switchProjection",
            "rollBackProjection",
            "dropGeneration",
            "reconcileProjection",
            "listDeadLetters",
            "retryDeadLetters",
            "discardDeadLetter");

    /**
     * Where an id of another tenant is not a 404, but said to be as one that is not there: its recipient drew nothing.
     */
    static final Set<String> SAY_NOTHING_OF_IT = Set.of("recordConversion");

    /** Operations whose answer says something about a person; that they were asked is an event of the audit. */
    static final Set<String> READ_PERSONAL_DATA = Set.of(
            "listAccounts",
            "streamAccounts",
            "getAccount",
            "listTickets",
            "streamTickets",
            "getTicket",
            "listAuditEvents",
            "listAccountHistory",
            "exportTenant",
            "listOutbox");

    /** What a customer may do, about its own account. */
    static final Set<String> OF_CUSTOMERS = Set.of(
            "getAccount",
            "listAccountSubscriptions",
            "getSubscription",
            "listPaymentMethods",
            "listPlans",
            "getPlan",
            "listAccountInvoices",
            "getAccountBalance",
            "getInvoice",
            "openTicket",
            "listTickets",
            "getTicket",
            "replyToTicket",
            "reopenTicket",
            "rateTicket",
            "getAccountOnboarding");

    /** Routes of Spring's that the document does not name, and that everybody may take: they hold no tenant's data. */
    static final Set<String> PUBLIC = Set.of(
            "GET /.well-known/oauth-authorization-server",
            "GET /docs",
            "GET /docs/*",
            "GET /docs/**",
            "GET /webjars/**",
            "GET /",
            "GET /v1/openapi.*",
            "GET /v1/openapi.json",
            "GET /v1/openapi.yaml",
            // Signed by the payment gateway; it answers nothing.
            "POST /v1/webhooks/payments/{tenantId}");

    /** The rest of them. */
    static final Set<String> OTHER = Set.of(
            // Where the container sends what went wrong; it answers with a problem.
            "* /error");

    /** Routes of a function, which take the request of an operation when it accepts another form. */
    static final Set<String> FUNCTIONS =
            Set.of("/v1/audit/events", "/v1/admin/export", "/v1/openapi.yaml", "/v1/openapi.json");

    /** Paths that an authorization server may have and this one has not, and endpoints of the actuator. */
    static final Set<String> NOT_THERE = Set.of(
            "/oauth2/authorize",
            "/oauth2/introspect",
            "/oauth2/par",
            "/oauth2/device_authorization",
            "/oauth2/device_verification",
            "/oauth2/register",
            "/connect/register",
            "/connect/logout",
            "/userinfo",
            "/login",
            "/logout",
            "/actuator",
            "/actuator/env",
            "/actuator/heapdump",
            "/v1",
            "/v1/",
            "/v1/accounts/",
            "/v1/Accounts",
            "/V1/accounts",
            "/v1/accounts.json",
            "/v1//accounts",
            "/v1/accounts;a=b",
            "/v1/./accounts",
            "/v1/docs/../accounts");
}
