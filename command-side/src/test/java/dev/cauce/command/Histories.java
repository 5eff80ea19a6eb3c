package dev.cauce.command;

import static dev.cauce.command.Fixtures.NOW;
import static dev.cauce.command.Fixtures.TENANT;

import dev.cauce.command.account.Account;
import dev.cauce.command.account.EmailReservation;
import dev.cauce.command.campaign.Campaign;
import dev.cauce.command.catalogue.Plan;
import dev.cauce.command.dunning.DunningCase;
import dev.cauce.command.dunning.DunningPolicy;
import dev.cauce.command.identity.ApiClient;
import dev.cauce.command.identity.Tenant;
import dev.cauce.command.identity.User;
import dev.cauce.command.invoice.AccountBalance;
import dev.cauce.command.invoice.Invoice;
import dev.cauce.command.invoice.Invoicing;
import dev.cauce.command.model.ChurnModel;
import dev.cauce.command.onboarding.Onboarding;
import dev.cauce.command.payment.CardAttempts;
import dev.cauce.command.payment.Payment;
import dev.cauce.command.payment.PaymentMethods;
import dev.cauce.command.recipient.Recipient;
import dev.cauce.command.retention.AccountRetention;
import dev.cauce.command.retention.RetentionPolicy;
import dev.cauce.command.retention.ScoredAccount;
import dev.cauce.command.subscription.Subscription;
import dev.cauce.command.ticket.Ticket;
import dev.cauce.command.webhook.WebhookEndpoint;
import dev.cauce.contracts.access.Role;
import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.account.AccountReactivated;
import dev.cauce.contracts.account.AccountRegistered;
import dev.cauce.contracts.account.AccountSuspended;
import dev.cauce.contracts.account.ActivityRecorded;
import dev.cauce.contracts.account.Attributes;
import dev.cauce.contracts.account.EmailReserved;
import dev.cauce.contracts.account.EmailVerified;
import dev.cauce.contracts.account.OnboardingStep;
import dev.cauce.contracts.account.OnboardingStepCompleted;
import dev.cauce.contracts.account.Origin;
import dev.cauce.contracts.campaign.CampaignDrafted;
import dev.cauce.contracts.campaign.CampaignId;
import dev.cauce.contracts.campaign.CampaignLaunched;
import dev.cauce.contracts.campaign.Channel;
import dev.cauce.contracts.campaign.Variant;
import dev.cauce.contracts.campaign.VariantAdded;
import dev.cauce.contracts.campaign.VariantId;
import dev.cauce.contracts.catalogue.BillingInterval;
import dev.cauce.contracts.catalogue.BillingMode;
import dev.cauce.contracts.catalogue.PlanDefined;
import dev.cauce.contracts.catalogue.PlanId;
import dev.cauce.contracts.catalogue.PlanPrice;
import dev.cauce.contracts.dunning.DunningActSkipped;
import dev.cauce.contracts.dunning.DunningCaseClosed;
import dev.cauce.contracts.dunning.DunningCaseOpened;
import dev.cauce.contracts.dunning.DunningHeld;
import dev.cauce.contracts.dunning.DunningMessageRequested;
import dev.cauce.contracts.dunning.DunningMessageSent;
import dev.cauce.contracts.dunning.DunningOutcome;
import dev.cauce.contracts.dunning.DunningPolicyApproved;
import dev.cauce.contracts.dunning.DunningPolicyProposed;
import dev.cauce.contracts.dunning.DunningRetryRequested;
import dev.cauce.contracts.dunning.DunningStepPostponed;
import dev.cauce.contracts.dunning.DunningTerms;
import dev.cauce.contracts.dunning.FinalAction;
import dev.cauce.contracts.dunning.RetryScheduled;
import dev.cauce.contracts.dunning.SuspensionRequested;
import dev.cauce.contracts.identity.ApiClientId;
import dev.cauce.contracts.identity.ApiClientRegistered;
import dev.cauce.contracts.identity.ApiClientRevoked;
import dev.cauce.contracts.identity.TenantRegistered;
import dev.cauce.contracts.identity.TenantSuspended;
import dev.cauce.contracts.identity.TenantSuspension;
import dev.cauce.contracts.identity.UserDisabled;
import dev.cauce.contracts.identity.UserErased;
import dev.cauce.contracts.identity.UserId;
import dev.cauce.contracts.identity.UserRegistered;
import dev.cauce.contracts.invoice.AccountCreditGranted;
import dev.cauce.contracts.invoice.CreditNoteId;
import dev.cauce.contracts.invoice.CreditNoteIssued;
import dev.cauce.contracts.invoice.CreditNoteKind;
import dev.cauce.contracts.invoice.CreditSource;
import dev.cauce.contracts.invoice.CreditedLine;
import dev.cauce.contracts.invoice.InvoiceDrafted;
import dev.cauce.contracts.invoice.InvoiceFinalised;
import dev.cauce.contracts.invoice.InvoiceId;
import dev.cauce.contracts.invoice.InvoiceLine;
import dev.cauce.contracts.invoice.InvoiceLineKind;
import dev.cauce.contracts.invoice.InvoiceMarkedUncollectible;
import dev.cauce.contracts.invoice.InvoicePaymentRecorded;
import dev.cauce.contracts.invoice.InvoicingTermsSet;
import dev.cauce.contracts.invoice.LineTax;
import dev.cauce.contracts.invoice.RefundShare;
import dev.cauce.contracts.invoice.TaxRate;
import dev.cauce.contracts.message.Event;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.model.ChurnBand;
import dev.cauce.contracts.model.ChurnTrainingRequested;
import dev.cauce.contracts.onboarding.NudgeMailRequested;
import dev.cauce.contracts.onboarding.OnboardingMailSent;
import dev.cauce.contracts.onboarding.OnboardingStarted;
import dev.cauce.contracts.onboarding.OnboardingStepTracked;
import dev.cauce.contracts.onboarding.WelcomeMailRequested;
import dev.cauce.contracts.payment.CardAttemptCounted;
import dev.cauce.contracts.payment.CardAttemptsDelayed;
import dev.cauce.contracts.payment.CardAttemptsForbidden;
import dev.cauce.contracts.payment.CardBrand;
import dev.cauce.contracts.payment.CardTokenRefused;
import dev.cauce.contracts.payment.DeclineKind;
import dev.cauce.contracts.payment.DefaultPaymentMethodChosen;
import dev.cauce.contracts.payment.PaymentAttemptRequested;
import dev.cauce.contracts.payment.PaymentAttemptSucceeded;
import dev.cauce.contracts.payment.PaymentAttemptWithheld;
import dev.cauce.contracts.payment.PaymentDisputed;
import dev.cauce.contracts.payment.PaymentId;
import dev.cauce.contracts.payment.PaymentMethodAdded;
import dev.cauce.contracts.payment.PaymentMethodId;
import dev.cauce.contracts.payment.PaymentMethodRemoved;
import dev.cauce.contracts.payment.PaymentOutcomeUnknown;
import dev.cauce.contracts.payment.PaymentPollRequested;
import dev.cauce.contracts.payment.PaymentRequested;
import dev.cauce.contracts.payment.PaymentSucceeded;
import dev.cauce.contracts.payment.RefundId;
import dev.cauce.contracts.payment.RefundReason;
import dev.cauce.contracts.payment.RefundRequested;
import dev.cauce.contracts.recipient.ConversionRecorded;
import dev.cauce.contracts.recipient.RecipientId;
import dev.cauce.contracts.recipient.VariantAssigned;
import dev.cauce.contracts.retention.ChurnReason;
import dev.cauce.contracts.retention.ChurnScoreRecorded;
import dev.cauce.contracts.retention.ChurnThresholds;
import dev.cauce.contracts.retention.RecurringAmount;
import dev.cauce.contracts.retention.RetentionAct;
import dev.cauce.contracts.retention.RetentionCaseOpened;
import dev.cauce.contracts.retention.RetentionGroup;
import dev.cauce.contracts.retention.RetentionOfferAccepted;
import dev.cauce.contracts.retention.RetentionOfferKind;
import dev.cauce.contracts.retention.RetentionOfferMade;
import dev.cauce.contracts.retention.RetentionPlay;
import dev.cauce.contracts.retention.RetentionPolicyApproved;
import dev.cauce.contracts.retention.RetentionPolicyProposed;
import dev.cauce.contracts.retention.RetentionPolicyTookEffect;
import dev.cauce.contracts.retention.RetentionTerms;
import dev.cauce.contracts.retention.SuccessTaskCause;
import dev.cauce.contracts.retention.SuccessTaskRequested;
import dev.cauce.contracts.subscription.BillingCycle;
import dev.cauce.contracts.subscription.BillingTermsAgreed;
import dev.cauce.contracts.subscription.CancellationReason;
import dev.cauce.contracts.subscription.CancellationScheduled;
import dev.cauce.contracts.subscription.ChangeScheduled;
import dev.cauce.contracts.subscription.ChargeReason;
import dev.cauce.contracts.subscription.ProrationMode;
import dev.cauce.contracts.subscription.SubscriptionActivated;
import dev.cauce.contracts.subscription.SubscriptionCharged;
import dev.cauce.contracts.subscription.SubscriptionId;
import dev.cauce.contracts.subscription.SubscriptionRenewed;
import dev.cauce.contracts.subscription.SubscriptionStarted;
import dev.cauce.contracts.subscription.SubscriptionStatus;
import dev.cauce.contracts.subscription.SubscriptionTerms;
import dev.cauce.contracts.subscription.TermsChanged;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.contracts.ticket.Priority;
import dev.cauce.contracts.ticket.ReplyAuthor;
import dev.cauce.contracts.ticket.TicketAssigned;
import dev.cauce.contracts.ticket.TicketChannel;
import dev.cauce.contracts.ticket.TicketId;
import dev.cauce.contracts.ticket.TicketOpened;
import dev.cauce.contracts.ticket.TicketRated;
import dev.cauce.contracts.ticket.TicketReopened;
import dev.cauce.contracts.ticket.TicketReplied;
import dev.cauce.contracts.ticket.TicketResolved;
import dev.cauce.contracts.ticket.TicketStatus;
import dev.cauce.contracts.webhook.WebhookDisabling;
import dev.cauce.contracts.webhook.WebhookEndpointDisabled;
import dev.cauce.contracts.webhook.WebhookEndpointId;
import dev.cauce.contracts.webhook.WebhookEndpointRegistered;
import dev.cauce.contracts.webhook.WebhookEndpointRemoved;
import dev.cauce.platform.idempotency.RequestStream;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A history of each aggregate that fills every field of its state, with personal data wherever an event has some. */
final class Histories {

    /** Stands in every personal component, so that it can be looked for. */
    static final String PERSONAL = "Ada Lovelace";

    private static final AccountId ACCOUNT = new AccountId("acc-1");
    private static final CampaignId CAMPAIGN = new CampaignId("spring");
    private static final VariantId A = new VariantId("a");
    private static final TicketId TICKET = new TicketId("t-1");
    private static final SubscriptionId SUBSCRIPTION = new SubscriptionId("sub-1");
    private static final InvoiceId INVOICE = new InvoiceId("inv-1");
    private static final PaymentId PAYMENT = new PaymentId("pay-1");
    private static final RetentionPlay PLAY = new RetentionPlay(
            ChurnBand.HIGH, Set.of(RetentionAct.SUCCESS_TASK, RetentionAct.PLAN_OFFER), new PlanId("growth"), 14, 60);
    private static final DunningTerms TERMS =
            new DunningTerms(28, 8, 4, 24, 7, 14, FinalAction.CANCEL, 4, 6, 20, 8, 9, Set.of(1, 15), 0.1);
    private static final RecipientId RECIPIENT = new RecipientId("r-1");

    private static final SubscriptionTerms AGREED =
            new SubscriptionTerms(new PlanId("pro"), 2, "EUR", BillingInterval.MONTH, 9_900, 3, BillingMode.IN_ADVANCE);
    private static final InvoiceLine LINE = new InvoiceLine(
            "1-1", InvoiceLineKind.PERIOD, new PlanId("pro"), 3, 9_900, NOW, NOW.plusSeconds(4), 29_700);

    record Lived<A>(Class<A> aggregate, StreamId stream, List<Event> events) {}

    static final List<Lived<?>> ALL = List.of(
            new Lived<>(
                    Account.class,
                    StreamId.of("account", TENANT, ACCOUNT),
                    List.of(
                            new AccountRegistered(
                                    TENANT,
                                    ACCOUNT,
                                    PERSONAL,
                                    PERSONAL,
                                    PERSONAL,
                                    "fingerprint",
                                    "UTC",
                                    "ES",
                                    Origin.SIGN_UP,
                                    null,
                                    Attributes.of(Map.of("name", PERSONAL))),
                            new EmailVerified(TENANT, ACCOUNT),
                            new OnboardingStepCompleted(
                                    TENANT, ACCOUNT, OnboardingStep.TEAM, Set.of(OnboardingStep.TEAM)),
                            new ActivityRecorded(TENANT, ACCOUNT, "login", 2, NOW, 2),
                            new AccountReactivated(TENANT, ACCOUNT),
                            new AccountSuspended(TENANT, ACCOUNT, "UNPAID"))),
            new Lived<>(
                    EmailReservation.class,
                    StreamId.of("email", TENANT, "fingerprint"),
                    List.of(new EmailReserved(TENANT, "fingerprint", ACCOUNT))),
            new Lived<>(
                    Plan.class,
                    StreamId.of("plan", TENANT, "pro"),
                    List.of(new PlanDefined(
                            TENANT,
                            new PlanId("pro"),
                            "Pro",
                            List.of(new PlanPrice("EUR", BillingInterval.YEAR, 99_000)),
                            14))),
            new Lived<>(
                    Subscription.class,
                    StreamId.of("subscription", TENANT, SUBSCRIPTION),
                    List.of(
                            new SubscriptionStarted(
                                    TENANT,
                                    SUBSCRIPTION,
                                    ACCOUNT,
                                    new PlanId("pro"),
                                    "EUR",
                                    BillingInterval.MONTH,
                                    9_900,
                                    NOW.minusSeconds(9),
                                    NOW.minusSeconds(5),
                                    NOW),
                            new BillingTermsAgreed(
                                    TENANT,
                                    SUBSCRIPTION,
                                    ACCOUNT,
                                    AGREED,
                                    "Europe/Madrid",
                                    SubscriptionStatus.TRIALING,
                                    NOW),
                            new SubscriptionCharged(
                                    TENANT,
                                    SUBSCRIPTION,
                                    ACCOUNT,
                                    new InvoiceId("sub-1-1"),
                                    ChargeReason.ACTIVATION,
                                    "EUR",
                                    List.of(LINE),
                                    NOW),
                            new SubscriptionActivated(TENANT, SUBSCRIPTION, ACCOUNT, NOW, NOW.plusSeconds(4)),
                            new TermsChanged(
                                    TENANT,
                                    SUBSCRIPTION,
                                    ACCOUNT,
                                    new PlanId("pro"),
                                    AGREED,
                                    ProrationMode.CREATE_PRORATIONS,
                                    NOW,
                                    new BillingCycle(NOW, NOW, NOW.plusSeconds(4), AGREED, NOW.plusSeconds(4), NOW),
                                    List.of(LINE)),
                            new ChangeScheduled(TENANT, SUBSCRIPTION, ACCOUNT, AGREED, NOW.plusSeconds(4)),
                            new SubscriptionRenewed(TENANT, SUBSCRIPTION, ACCOUNT, NOW, NOW.plusSeconds(5), 3),
                            new CancellationScheduled(
                                    TENANT, SUBSCRIPTION, ACCOUNT, CancellationReason.PRICE, NOW.plusSeconds(5)))),
            new Lived<>(
                    Campaign.class,
                    StreamId.of("campaign", TENANT, CAMPAIGN),
                    List.of(
                            new CampaignDrafted(TENANT, CAMPAIGN, ACCOUNT, "Spring", Channel.ADS),
                            new VariantAdded(TENANT, CAMPAIGN, A, "Short", 2),
                            new CampaignLaunched(
                                    TENANT, CAMPAIGN, ACCOUNT, List.of(new Variant(A, "Short", 2)), "fixed-split/1"))),
            new Lived<>(
                    Recipient.class,
                    StreamId.of("recipient", TENANT, RECIPIENT),
                    List.of(
                            new VariantAssigned(TENANT, RECIPIENT, CAMPAIGN, A, 1 / 3.0, "fixed-split/1"),
                            new ConversionRecorded(TENANT, RECIPIENT, CAMPAIGN, A, 1L, "EUR"))),
            new Lived<>(
                    Ticket.class,
                    StreamId.of("ticket", TENANT, TICKET),
                    List.of(
                            new TicketOpened(
                                    TENANT,
                                    TICKET,
                                    ACCOUNT,
                                    "acc-1",
                                    PERSONAL,
                                    PERSONAL,
                                    Priority.LOW,
                                    TicketChannel.CHAT),
                            new TicketAssigned(TENANT, TICKET, "agent-1"),
                            new TicketReplied(
                                    TENANT, TICKET, "acc-1", 1, ReplyAuthor.AGENT, PERSONAL, TicketStatus.PENDING),
                            new TicketReopened(TENANT, TICKET, 1),
                            new TicketResolved(TENANT, TICKET, ACCOUNT, "agent-1"),
                            new TicketRated(TENANT, TICKET, ACCOUNT, "acc-1", 5, PERSONAL, "agent-1"))),
            new Lived<>(
                    Onboarding.class,
                    StreamId.of("onboarding", TENANT, ACCOUNT),
                    List.of(
                            new OnboardingStarted(
                                    TENANT, ACCOUNT, Origin.SIGN_UP, true, true, Set.of(), "onboarding/1", NOW),
                            new WelcomeMailRequested(TENANT, ACCOUNT, "welcome"),
                            new OnboardingMailSent(TENANT, ACCOUNT, "welcome"),
                            new OnboardingStepTracked(
                                    TENANT, ACCOUNT, OnboardingStep.TEAM, Set.of(OnboardingStep.TEAM)),
                            new NudgeMailRequested(TENANT, ACCOUNT, "nudge", 1, Set.of(OnboardingStep.PROFILE), NOW))),
            new Lived<>(
                    ChurnModel.class,
                    StreamId.of("model", TENANT, "churn"),
                    List.of(new ChurnTrainingRequested(TENANT, "run-1", NOW, 30))),
            new Lived<>(
                    Invoice.class,
                    StreamId.of("invoice", TENANT, INVOICE),
                    List.of(
                            new InvoiceDrafted(
                                    TENANT,
                                    INVOICE,
                                    ACCOUNT,
                                    SUBSCRIPTION,
                                    ChargeReason.RENEWAL,
                                    "EUR",
                                    List.of(new InvoiceLine(
                                            "l-1",
                                            InvoiceLineKind.PERIOD,
                                            new PlanId("pro"),
                                            1,
                                            1_000,
                                            NOW,
                                            NOW.plusSeconds(5),
                                            1_000)),
                                    1_000,
                                    190,
                                    1_190,
                                    List.of(new LineTax("l-1", 190_000, 190))),
                            new InvoiceFinalised(
                                    TENANT,
                                    INVOICE,
                                    ACCOUNT,
                                    SUBSCRIPTION,
                                    ChargeReason.RENEWAL,
                                    "INV-2026-000001",
                                    "EUR",
                                    1_190,
                                    NOW,
                                    NOW,
                                    190,
                                    1_000),
                            new InvoicePaymentRecorded(TENANT, INVOICE, ACCOUNT, PAYMENT, "EUR", 500, 500),
                            credited("cn-1", CreditNoteKind.CREDIT, 400, List.of()),
                            credited("cn-2", CreditNoteKind.OFFSET, 300, List.of()),
                            credited("cn-3", CreditNoteKind.REFUND, 300, List.of(new RefundShare(PAYMENT, 100))),
                            new InvoiceMarkedUncollectible(
                                    TENANT, INVOICE, ACCOUNT, SUBSCRIPTION, "EUR", 300, "GONE", NOW))),
            new Lived<>(
                    AccountBalance.class,
                    StreamId.of("account-balance", TENANT, ACCOUNT),
                    List.of(new AccountCreditGranted(TENANT, ACCOUNT, INVOICE, CreditSource.PAYMENT, "EUR", 700, 700))),
            new Lived<>(
                    Invoicing.class,
                    StreamId.of("invoicing", TENANT, "terms"),
                    List.of(new InvoicingTermsSet(TENANT, "Europe/Madrid", 30, List.of(new TaxRate("ES", 210_000))))),
            new Lived<>(
                    Tenant.class,
                    StreamId.of("tenant", TENANT, "northwind"),
                    List.of(
                            new TenantRegistered(TENANT, new TenantId("northwind"), "Northwind"),
                            new TenantSuspended(TENANT, new TenantId("northwind"), TenantSuspension.PAYMENT_OVERDUE))),
            new Lived<>(
                    User.class,
                    StreamId.of("user", TENANT, "u-1"),
                    List.of(
                            new UserRegistered(TENANT, new UserId("u-1"), "user:u-1", PERSONAL, Set.of(Role.FINANCE)),
                            new UserDisabled(TENANT, new UserId("u-1")),
                            new UserErased(TENANT, new UserId("u-1"), "user:u-1"))),
            new Lived<>(
                    ApiClient.class,
                    StreamId.of("api-client", TENANT, "sync"),
                    List.of(
                            new ApiClientRegistered(
                                    TENANT,
                                    new ApiClientId("sync"),
                                    "Sync",
                                    "client:sync",
                                    Set.of(Role.FINANCE),
                                    Set.of(),
                                    null,
                                    false,
                                    "sha256$salt$hash"),
                            new ApiClientRevoked(TENANT, new ApiClientId("sync")))),
            new Lived<>(
                    WebhookEndpoint.class,
                    StreamId.of("webhook-endpoint", TENANT, "crm"),
                    List.of(
                            new WebhookEndpointRegistered(
                                    TENANT,
                                    new WebhookEndpointId("crm"),
                                    "https://hooks.example.com",
                                    Set.of("invoice.*"),
                                    "cauce:whs:1:sealed"),
                            new WebhookEndpointDisabled(TENANT, new WebhookEndpointId("crm"), WebhookDisabling.FAILING),
                            new WebhookEndpointRemoved(TENANT, new WebhookEndpointId("crm")))),
            new Lived<>(
                    PaymentMethods.class,
                    StreamId.of("payment-method", TENANT, ACCOUNT),
                    List.of(
                            new PaymentMethodAdded(
                                    TENANT,
                                    ACCOUNT,
                                    new PaymentMethodId("gone"),
                                    "tok-1",
                                    "fp-1",
                                    CardBrand.VISA,
                                    "4242",
                                    12,
                                    2030,
                                    SUBSCRIPTION,
                                    NOW,
                                    NOW),
                            new PaymentMethodRemoved(TENANT, ACCOUNT, new PaymentMethodId("gone")),
                            new PaymentMethodAdded(
                                    TENANT,
                                    ACCOUNT,
                                    new PaymentMethodId("pm-1"),
                                    "tok-1",
                                    "fp-1",
                                    CardBrand.VISA,
                                    "4242",
                                    12,
                                    2030,
                                    null,
                                    NOW,
                                    NOW),
                            new DefaultPaymentMethodChosen(TENANT, ACCOUNT, new PaymentMethodId("pm-1")))),
            new Lived<>(
                    CardAttempts.class,
                    StreamId.of("card", TENANT, "c-" + RequestStream.sha256("fp-1")),
                    List.of(
                            new CardAttemptCounted(TENANT, "fp-1", CardBrand.VISA, "EUR", 4_900, "key", NOW),
                            new CardTokenRefused(TENANT, "fp-1", "tok-1", "expired_card"),
                            new CardAttemptsDelayed(TENANT, "fp-1", "EUR", 4_900, "MASTERCARD_ADVICE", NOW),
                            new CardAttemptsForbidden(TENANT, "fp-1", "FRAUD"))),
            new Lived<>(
                    Payment.class,
                    StreamId.of("payment", TENANT, PAYMENT),
                    List.of(
                            new PaymentRequested(TENANT, PAYMENT, INVOICE, ACCOUNT, SUBSCRIPTION, "EUR", 4_900, NOW),
                            new PaymentAttemptWithheld(
                                    TENANT,
                                    PAYMENT,
                                    INVOICE,
                                    ACCOUNT,
                                    new PaymentMethodId("pm-0"),
                                    "fp-0",
                                    "FRAUD",
                                    null),
                            new PaymentAttemptRequested(
                                    TENANT,
                                    PAYMENT,
                                    INVOICE,
                                    ACCOUNT,
                                    SUBSCRIPTION,
                                    1,
                                    new PaymentMethodId("pm-1"),
                                    "tok-1",
                                    "fp-1",
                                    CardBrand.VISA,
                                    "EUR",
                                    4_900,
                                    "key",
                                    NOW),
                            new PaymentOutcomeUnknown(TENANT, PAYMENT, INVOICE, ACCOUNT, 1, 1, NOW),
                            new PaymentPollRequested(TENANT, PAYMENT, 1, 2, "key"),
                            new PaymentAttemptSucceeded(
                                    TENANT, PAYMENT, INVOICE, ACCOUNT, 1, new PaymentMethodId("pm-1"), "ch_1"),
                            new PaymentSucceeded(TENANT, PAYMENT, INVOICE, ACCOUNT, SUBSCRIPTION, "EUR", 4_900, NOW),
                            new RefundRequested(
                                    TENANT,
                                    PAYMENT,
                                    INVOICE,
                                    ACCOUNT,
                                    new RefundId("r-1"),
                                    1,
                                    "ch_1",
                                    "EUR",
                                    900,
                                    RefundReason.DUPLICATE,
                                    false,
                                    "key/refund"),
                            new PaymentDisputed(
                                    TENANT, PAYMENT, INVOICE, ACCOUNT, "dp_1", "EUR", 4_900, "fraudulent", NOW))),
            new Lived<>(
                    DunningPolicy.class,
                    StreamId.of("dunning-policy", TENANT, "current"),
                    List.of(
                            new DunningPolicyProposed(TENANT, "v1", TERMS, NOW, "ann@web"),
                            new DunningPolicyApproved(TENANT, "v1", NOW, "ben@web"))),
            new Lived<>(
                    DunningCase.class,
                    StreamId.of("dunning", TENANT, INVOICE),
                    List.of(
                            new DunningCaseOpened(
                                    TENANT,
                                    INVOICE,
                                    ACCOUNT,
                                    SUBSCRIPTION,
                                    "EUR",
                                    4_900,
                                    PAYMENT,
                                    DeclineKind.SOFT,
                                    "do_not_honor",
                                    "Europe/Madrid",
                                    "v1",
                                    TERMS,
                                    NOW,
                                    NOW.plusSeconds(9),
                                    1,
                                    NOW),
                            new DunningRetryRequested(
                                    TENANT,
                                    INVOICE,
                                    ACCOUNT,
                                    SUBSCRIPTION,
                                    1,
                                    new PaymentId("retry-1"),
                                    "EUR",
                                    4_900,
                                    new PaymentMethodId("pm-1"),
                                    1.0,
                                    "v1"),
                            new DunningCaseClosed(
                                    TENANT, INVOICE, ACCOUNT, SUBSCRIPTION, DunningOutcome.KEPT, 4_900, false, 1, "v1"),
                            new RetryScheduled(TENANT, INVOICE, 2, NOW, "PAYDAY", false, 96, 0.9, "v1"),
                            new DunningActSkipped(TENANT, INVOICE, "NEW_METHOD", "pm-2", "IN_FLIGHT"),
                            new DunningMessageRequested(
                                    TENANT,
                                    INVOICE,
                                    ACCOUNT,
                                    1,
                                    "mail",
                                    DeclineKind.SOFT,
                                    "EUR",
                                    4_900,
                                    1,
                                    2,
                                    NOW,
                                    "v1"),
                            new DunningMessageSent(TENANT, INVOICE, "mail"),
                            new SuspensionRequested(TENANT, INVOICE, ACCOUNT, SUBSCRIPTION, 2, 3, NOW, "v1"),
                            new DunningStepPostponed(TENANT, INVOICE, "IN_FLIGHT", 3, 3, NOW, "v1"),
                            new DunningHeld(TENANT, INVOICE, "dp_1"))),
            new Lived<>(
                    ScoredAccount.class,
                    StreamId.of("churn-score", TENANT, ACCOUNT),
                    List.of(new ChurnScoreRecorded(
                            TENANT,
                            ACCOUNT,
                            1,
                            ChurnBand.LOW,
                            ChurnBand.HIGH,
                            0.6,
                            List.of(new ChurnReason("contract", 0.6)),
                            "m1",
                            "f1",
                            NOW,
                            List.of(SUBSCRIPTION),
                            "v1"))),
            new Lived<>(
                    RetentionPolicy.class,
                    StreamId.of("retention-policy", TENANT, "current"),
                    List.of(
                            new RetentionPolicyProposed(
                                    TENANT,
                                    "v1",
                                    new RetentionTerms(ChurnThresholds.STANDARD, List.of(PLAY), 90, 0.1),
                                    NOW,
                                    "ann@web"),
                            new RetentionPolicyApproved(TENANT, "v1", NOW, "ben@web"),
                            new RetentionPolicyTookEffect(TENANT, "v1", ChurnThresholds.STANDARD, NOW))),
            new Lived<>(
                    AccountRetention.class,
                    StreamId.of("retention", TENANT, ACCOUNT),
                    List.of(
                            new RetentionCaseOpened(
                                    TENANT,
                                    ACCOUNT,
                                    1,
                                    1,
                                    ChurnBand.LOW,
                                    ChurnBand.HIGH,
                                    0.6,
                                    List.of(new ChurnReason("contract", 0.6)),
                                    "m1",
                                    "f1",
                                    RetentionGroup.TREATED,
                                    0.9,
                                    List.of(SUBSCRIPTION),
                                    List.of(new RecurringAmount("EUR", 4_900)),
                                    "v1",
                                    PLAY,
                                    NOW,
                                    NOW,
                                    30,
                                    NOW),
                            new SuccessTaskRequested(
                                    TENANT,
                                    ACCOUNT,
                                    1,
                                    1,
                                    SuccessTaskCause.AT_RISK,
                                    ChurnBand.HIGH,
                                    List.of(),
                                    "m1",
                                    "v1"),
                            planOffer(1),
                            new RetentionOfferAccepted(
                                    TENANT,
                                    ACCOUNT,
                                    1,
                                    1,
                                    RetentionOfferKind.PLAN,
                                    SUBSCRIPTION,
                                    new PlanId("growth"),
                                    null,
                                    null),
                            new RetentionOfferMade(
                                    TENANT,
                                    ACCOUNT,
                                    1,
                                    2,
                                    RetentionOfferKind.PAUSE,
                                    SUBSCRIPTION,
                                    null,
                                    60,
                                    CancellationReason.PRICE,
                                    NOW,
                                    "v1"))));

    private static RetentionOfferMade planOffer(int number) {
        return new RetentionOfferMade(
                TENANT,
                ACCOUNT,
                1,
                number,
                RetentionOfferKind.PLAN,
                SUBSCRIPTION,
                new PlanId("growth"),
                null,
                null,
                NOW,
                "v1");
    }

    private static CreditNoteIssued credited(String id, CreditNoteKind kind, long dueMinor, List<RefundShare> refunds) {
        return new CreditNoteIssued(
                TENANT,
                INVOICE,
                new CreditNoteId(id),
                ACCOUNT,
                SUBSCRIPTION,
                "CN-2026-000001",
                kind,
                "OUTAGE",
                "EUR",
                List.of(new CreditedLine("l-1", 80, 20)),
                80,
                20,
                100,
                refunds,
                dueMinor,
                100,
                NOW);
    }

    private Histories() {}
}
