package dev.cauce.command;

import static dev.cauce.command.Fixtures.NOW;
import static dev.cauce.command.Fixtures.TENANT;

import dev.cauce.command.account.Account;
import dev.cauce.command.account.EmailReservation;
import dev.cauce.command.campaign.Campaign;
import dev.cauce.command.catalogue.Plan;
import dev.cauce.command.identity.ApiClient;
import dev.cauce.command.identity.Tenant;
import dev.cauce.command.identity.User;
import dev.cauce.command.model.ChurnModel;
import dev.cauce.command.onboarding.Onboarding;
import dev.cauce.command.recipient.Recipient;
import dev.cauce.command.subscription.Subscription;
import dev.cauce.command.ticket.Ticket;
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
import dev.cauce.contracts.invoice.InvoiceId;
import dev.cauce.contracts.invoice.InvoiceLine;
import dev.cauce.contracts.invoice.InvoiceLineKind;
import dev.cauce.contracts.message.Event;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.model.ChurnTrainingRequested;
import dev.cauce.contracts.onboarding.NudgeMailRequested;
import dev.cauce.contracts.onboarding.OnboardingMailSent;
import dev.cauce.contracts.onboarding.OnboardingStarted;
import dev.cauce.contracts.onboarding.OnboardingStepTracked;
import dev.cauce.contracts.onboarding.WelcomeMailRequested;
import dev.cauce.contracts.recipient.ConversionRecorded;
import dev.cauce.contracts.recipient.RecipientId;
import dev.cauce.contracts.recipient.VariantAssigned;
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
    private static final RecipientId RECIPIENT = new RecipientId("r-1");

    private static final SubscriptionTerms TERMS =
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
                                    TERMS,
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
                                    TERMS,
                                    ProrationMode.CREATE_PRORATIONS,
                                    NOW,
                                    new BillingCycle(NOW, NOW, NOW.plusSeconds(4), TERMS, NOW.plusSeconds(4), NOW),
                                    List.of(LINE)),
                            new ChangeScheduled(TENANT, SUBSCRIPTION, ACCOUNT, TERMS, NOW.plusSeconds(4)),
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
                            new ApiClientRevoked(TENANT, new ApiClientId("sync")))));

    private Histories() {}
}
