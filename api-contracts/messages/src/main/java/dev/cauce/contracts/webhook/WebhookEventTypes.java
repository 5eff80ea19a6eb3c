package dev.cauce.contracts.webhook;

import dev.cauce.contracts.account.AccountClosed;
import dev.cauce.contracts.account.AccountReactivated;
import dev.cauce.contracts.account.AccountRegistered;
import dev.cauce.contracts.account.AccountSuspended;
import dev.cauce.contracts.account.ActivityRecorded;
import dev.cauce.contracts.account.EmailVerified;
import dev.cauce.contracts.account.OnboardingStepCompleted;
import dev.cauce.contracts.account.PersonalDataErased;
import dev.cauce.contracts.campaign.CampaignCompleted;
import dev.cauce.contracts.campaign.CampaignDrafted;
import dev.cauce.contracts.campaign.CampaignLaunched;
import dev.cauce.contracts.campaign.CampaignPaused;
import dev.cauce.contracts.campaign.CampaignResumed;
import dev.cauce.contracts.campaign.VariantAdded;
import dev.cauce.contracts.catalogue.PlanDefined;
import dev.cauce.contracts.catalogue.PlanPriceSet;
import dev.cauce.contracts.catalogue.PlanRetired;
import dev.cauce.contracts.catalogue.PlanTermsStated;
import dev.cauce.contracts.dunning.AccessRestrictionRequested;
import dev.cauce.contracts.dunning.DunningActSkipped;
import dev.cauce.contracts.dunning.DunningCaseClosed;
import dev.cauce.contracts.dunning.DunningCaseOpened;
import dev.cauce.contracts.dunning.DunningFailureTracked;
import dev.cauce.contracts.dunning.DunningHeld;
import dev.cauce.contracts.dunning.DunningMessageRequested;
import dev.cauce.contracts.dunning.DunningMessageSent;
import dev.cauce.contracts.dunning.DunningPolicyApproved;
import dev.cauce.contracts.dunning.DunningPolicyProposed;
import dev.cauce.contracts.dunning.DunningReleased;
import dev.cauce.contracts.dunning.DunningRetryRequested;
import dev.cauce.contracts.dunning.DunningStepPostponed;
import dev.cauce.contracts.dunning.DunningWithheld;
import dev.cauce.contracts.dunning.RetriesStopped;
import dev.cauce.contracts.dunning.RetryScheduled;
import dev.cauce.contracts.dunning.SuspensionRequested;
import dev.cauce.contracts.invoice.AccountCreditGranted;
import dev.cauce.contracts.invoice.AccountCreditUsed;
import dev.cauce.contracts.invoice.CreditNoteIssued;
import dev.cauce.contracts.invoice.InvoiceDrafted;
import dev.cauce.contracts.invoice.InvoiceFinalised;
import dev.cauce.contracts.invoice.InvoiceMarkedUncollectible;
import dev.cauce.contracts.invoice.InvoicePaid;
import dev.cauce.contracts.invoice.InvoicePaymentCredited;
import dev.cauce.contracts.invoice.InvoicePaymentRecorded;
import dev.cauce.contracts.invoice.InvoiceVoided;
import dev.cauce.contracts.invoice.InvoiceWriteOffReversed;
import dev.cauce.contracts.invoice.InvoicingTermsSet;
import dev.cauce.contracts.message.Event;
import dev.cauce.contracts.model.ChurnModelTrained;
import dev.cauce.contracts.model.ChurnTrainingFailed;
import dev.cauce.contracts.model.ChurnTrainingRequested;
import dev.cauce.contracts.onboarding.NudgeMailRequested;
import dev.cauce.contracts.onboarding.OnboardingAbandoned;
import dev.cauce.contracts.onboarding.OnboardingClosed;
import dev.cauce.contracts.onboarding.OnboardingCompleted;
import dev.cauce.contracts.onboarding.OnboardingMailSent;
import dev.cauce.contracts.onboarding.OnboardingStalled;
import dev.cauce.contracts.onboarding.OnboardingStarted;
import dev.cauce.contracts.onboarding.OnboardingStepTracked;
import dev.cauce.contracts.onboarding.WelcomeMailRequested;
import dev.cauce.contracts.payment.DefaultPaymentMethodChosen;
import dev.cauce.contracts.payment.DisputeClosed;
import dev.cauce.contracts.payment.PaymentAttemptDeclined;
import dev.cauce.contracts.payment.PaymentAttemptRequested;
import dev.cauce.contracts.payment.PaymentAttemptSucceeded;
import dev.cauce.contracts.payment.PaymentAttemptWithheld;
import dev.cauce.contracts.payment.PaymentDisputed;
import dev.cauce.contracts.payment.PaymentFailed;
import dev.cauce.contracts.payment.PaymentMethodAdded;
import dev.cauce.contracts.payment.PaymentMethodExpiring;
import dev.cauce.contracts.payment.PaymentMethodRemoved;
import dev.cauce.contracts.payment.PaymentOutcomeUnknown;
import dev.cauce.contracts.payment.PaymentPollRequested;
import dev.cauce.contracts.payment.PaymentRefunded;
import dev.cauce.contracts.payment.PaymentRequested;
import dev.cauce.contracts.payment.PaymentSucceeded;
import dev.cauce.contracts.payment.PaymentUnresolved;
import dev.cauce.contracts.payment.RefundFailed;
import dev.cauce.contracts.payment.RefundRequested;
import dev.cauce.contracts.recipient.ConversionRecorded;
import dev.cauce.contracts.recipient.VariantAssigned;
import dev.cauce.contracts.retention.ChurnScoreRecorded;
import dev.cauce.contracts.retention.RetentionCaseClosed;
import dev.cauce.contracts.retention.RetentionCaseOpened;
import dev.cauce.contracts.retention.RetentionOfferAccepted;
import dev.cauce.contracts.retention.RetentionOfferDeclined;
import dev.cauce.contracts.retention.RetentionOfferFailed;
import dev.cauce.contracts.retention.RetentionOfferLapsed;
import dev.cauce.contracts.retention.RetentionOfferMade;
import dev.cauce.contracts.retention.RetentionOfferWithdrawn;
import dev.cauce.contracts.retention.RetentionOutcomeMeasured;
import dev.cauce.contracts.retention.RetentionPolicyApproved;
import dev.cauce.contracts.retention.RetentionPolicyProposed;
import dev.cauce.contracts.retention.RetentionPolicyTookEffect;
import dev.cauce.contracts.retention.RetentionWithheld;
import dev.cauce.contracts.retention.SubscriptionWatched;
import dev.cauce.contracts.retention.SuccessTaskRequested;
import dev.cauce.contracts.subscription.BillingTermsAgreed;
import dev.cauce.contracts.subscription.CancellationScheduled;
import dev.cauce.contracts.subscription.ChangeScheduled;
import dev.cauce.contracts.subscription.EntitlementRestored;
import dev.cauce.contracts.subscription.EntitlementRestricted;
import dev.cauce.contracts.subscription.EntitlementSuspended;
import dev.cauce.contracts.subscription.PlanChanged;
import dev.cauce.contracts.subscription.ScheduledCancellationRevoked;
import dev.cauce.contracts.subscription.ScheduledChangeRevoked;
import dev.cauce.contracts.subscription.SubscriptionActivated;
import dev.cauce.contracts.subscription.SubscriptionCancelled;
import dev.cauce.contracts.subscription.SubscriptionCharged;
import dev.cauce.contracts.subscription.SubscriptionPaused;
import dev.cauce.contracts.subscription.SubscriptionRenewed;
import dev.cauce.contracts.subscription.SubscriptionResumed;
import dev.cauce.contracts.subscription.SubscriptionStarted;
import dev.cauce.contracts.subscription.TermsChanged;
import dev.cauce.contracts.subscription.TrialStarted;
import dev.cauce.contracts.ticket.TicketAssigned;
import dev.cauce.contracts.ticket.TicketClosed;
import dev.cauce.contracts.ticket.TicketOpened;
import dev.cauce.contracts.ticket.TicketRated;
import dev.cauce.contracts.ticket.TicketReopened;
import dev.cauce.contracts.ticket.TicketReplied;
import dev.cauce.contracts.ticket.TicketResolved;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The public names of the events that endpoints may be told of. A name is a promise: it stands here and does not follow
 * from the name of a class, so that a class may be renamed. What is not listed stays inside.
 */
public final class WebhookEventTypes {

    /** A name, a prefix such as {@code invoice.*}, or {@code *} for all. */
    public static final String SELECTOR = "\\*|[a-z_]{1,40}(\\.[a-z_]{1,60})?\\.\\*|[a-z_]{1,40}(\\.[a-z_]{1,60}){1,2}";

    /** The type of test messages; it needs no subscription. */
    public static final String TEST = "webhook.test";

    private static final Map<Class<? extends Event>, String> NAMES = Map.ofEntries(
            Map.entry(AccountClosed.class, "account.closed"),
            Map.entry(AccountReactivated.class, "account.reactivated"),
            Map.entry(AccountRegistered.class, "account.registered"),
            Map.entry(AccountSuspended.class, "account.suspended"),
            Map.entry(ActivityRecorded.class, "account.activity_recorded"),
            Map.entry(EmailVerified.class, "account.email_verified"),
            Map.entry(OnboardingStepCompleted.class, "account.onboarding_step_completed"),
            Map.entry(PersonalDataErased.class, "account.personal_data_erased"),
            Map.entry(CampaignCompleted.class, "campaign.completed"),
            Map.entry(CampaignDrafted.class, "campaign.drafted"),
            Map.entry(CampaignLaunched.class, "campaign.launched"),
            Map.entry(CampaignPaused.class, "campaign.paused"),
            Map.entry(CampaignResumed.class, "campaign.resumed"),
            Map.entry(VariantAdded.class, "campaign.variant_added"),
            Map.entry(PlanDefined.class, "plan.defined"),
            Map.entry(PlanPriceSet.class, "plan.price_set"),
            Map.entry(PlanRetired.class, "plan.retired"),
            Map.entry(PlanTermsStated.class, "plan.terms_stated"),
            Map.entry(AccessRestrictionRequested.class, "dunning.access_restriction_requested"),
            Map.entry(DunningActSkipped.class, "dunning.act_skipped"),
            Map.entry(DunningCaseClosed.class, "dunning.case_closed"),
            Map.entry(DunningCaseOpened.class, "dunning.case_opened"),
            Map.entry(DunningFailureTracked.class, "dunning.failure_tracked"),
            Map.entry(DunningHeld.class, "dunning.held"),
            Map.entry(DunningMessageRequested.class, "dunning.message_requested"),
            Map.entry(DunningMessageSent.class, "dunning.message_sent"),
            Map.entry(DunningPolicyApproved.class, "dunning.policy_approved"),
            Map.entry(DunningPolicyProposed.class, "dunning.policy_proposed"),
            Map.entry(DunningReleased.class, "dunning.released"),
            Map.entry(DunningRetryRequested.class, "dunning.retry_requested"),
            Map.entry(DunningStepPostponed.class, "dunning.step_postponed"),
            Map.entry(DunningWithheld.class, "dunning.withheld"),
            Map.entry(RetriesStopped.class, "dunning.retries_stopped"),
            Map.entry(RetryScheduled.class, "dunning.retry_scheduled"),
            Map.entry(SuspensionRequested.class, "dunning.suspension_requested"),
            Map.entry(AccountCreditGranted.class, "invoice.account_credit_granted"),
            Map.entry(AccountCreditUsed.class, "invoice.account_credit_used"),
            Map.entry(CreditNoteIssued.class, "invoice.credit_note_issued"),
            Map.entry(InvoiceDrafted.class, "invoice.drafted"),
            Map.entry(InvoiceFinalised.class, "invoice.finalised"),
            Map.entry(InvoiceMarkedUncollectible.class, "invoice.marked_uncollectible"),
            Map.entry(InvoicePaid.class, "invoice.paid"),
            Map.entry(InvoicePaymentCredited.class, "invoice.payment_credited"),
            Map.entry(InvoicePaymentRecorded.class, "invoice.payment_recorded"),
            Map.entry(InvoiceVoided.class, "invoice.voided"),
            Map.entry(InvoiceWriteOffReversed.class, "invoice.write_off_reversed"),
            Map.entry(InvoicingTermsSet.class, "invoice.invoicing_terms_set"),
            Map.entry(ChurnModelTrained.class, "churn.model_trained"),
            Map.entry(ChurnTrainingFailed.class, "churn.training_failed"),
            Map.entry(ChurnTrainingRequested.class, "churn.training_requested"),
            Map.entry(NudgeMailRequested.class, "onboarding.nudge_mail_requested"),
            Map.entry(OnboardingAbandoned.class, "onboarding.abandoned"),
            Map.entry(OnboardingClosed.class, "onboarding.closed"),
            Map.entry(OnboardingCompleted.class, "onboarding.completed"),
            Map.entry(OnboardingMailSent.class, "onboarding.mail_sent"),
            Map.entry(OnboardingStalled.class, "onboarding.stalled"),
            Map.entry(OnboardingStarted.class, "onboarding.started"),
            Map.entry(OnboardingStepTracked.class, "onboarding.step_tracked"),
            Map.entry(WelcomeMailRequested.class, "onboarding.welcome_mail_requested"),
            Map.entry(DefaultPaymentMethodChosen.class, "payment.default_method_chosen"),
            Map.entry(DisputeClosed.class, "payment.dispute_closed"),
            Map.entry(PaymentAttemptDeclined.class, "payment.attempt_declined"),
            Map.entry(PaymentAttemptRequested.class, "payment.attempt_requested"),
            Map.entry(PaymentAttemptSucceeded.class, "payment.attempt_succeeded"),
            Map.entry(PaymentAttemptWithheld.class, "payment.attempt_withheld"),
            Map.entry(PaymentDisputed.class, "payment.disputed"),
            Map.entry(PaymentFailed.class, "payment.failed"),
            Map.entry(PaymentMethodAdded.class, "payment.method_added"),
            Map.entry(PaymentMethodExpiring.class, "payment.method_expiring"),
            Map.entry(PaymentMethodRemoved.class, "payment.method_removed"),
            Map.entry(PaymentOutcomeUnknown.class, "payment.outcome_unknown"),
            Map.entry(PaymentPollRequested.class, "payment.poll_requested"),
            Map.entry(PaymentRefunded.class, "payment.refunded"),
            Map.entry(PaymentRequested.class, "payment.requested"),
            Map.entry(PaymentSucceeded.class, "payment.succeeded"),
            Map.entry(PaymentUnresolved.class, "payment.unresolved"),
            Map.entry(RefundFailed.class, "payment.refund_failed"),
            Map.entry(RefundRequested.class, "payment.refund_requested"),
            Map.entry(ConversionRecorded.class, "recipient.conversion_recorded"),
            Map.entry(VariantAssigned.class, "recipient.variant_assigned"),
            Map.entry(ChurnScoreRecorded.class, "churn.score_recorded"),
            Map.entry(RetentionPolicyProposed.class, "retention.policy_proposed"),
            Map.entry(RetentionPolicyApproved.class, "retention.policy_approved"),
            Map.entry(RetentionPolicyTookEffect.class, "retention.policy_took_effect"),
            Map.entry(RetentionWithheld.class, "retention.withheld"),
            Map.entry(RetentionCaseOpened.class, "retention.case_opened"),
            Map.entry(SubscriptionWatched.class, "retention.subscription_watched"),
            Map.entry(SuccessTaskRequested.class, "retention.success_task_requested"),
            Map.entry(RetentionOfferMade.class, "retention.offer_made"),
            Map.entry(RetentionOfferAccepted.class, "retention.offer_accepted"),
            Map.entry(RetentionOfferDeclined.class, "retention.offer_declined"),
            Map.entry(RetentionOfferLapsed.class, "retention.offer_lapsed"),
            Map.entry(RetentionOfferWithdrawn.class, "retention.offer_withdrawn"),
            Map.entry(RetentionOfferFailed.class, "retention.offer_failed"),
            Map.entry(RetentionOutcomeMeasured.class, "retention.outcome_measured"),
            Map.entry(RetentionCaseClosed.class, "retention.case_closed"),
            Map.entry(BillingTermsAgreed.class, "subscription.billing_terms_agreed"),
            Map.entry(CancellationScheduled.class, "subscription.cancellation_scheduled"),
            Map.entry(ChangeScheduled.class, "subscription.change_scheduled"),
            Map.entry(EntitlementRestored.class, "subscription.entitlement_restored"),
            Map.entry(EntitlementRestricted.class, "subscription.entitlement_restricted"),
            Map.entry(EntitlementSuspended.class, "subscription.entitlement_suspended"),
            Map.entry(PlanChanged.class, "subscription.plan_changed"),
            Map.entry(ScheduledCancellationRevoked.class, "subscription.scheduled_cancellation_revoked"),
            Map.entry(ScheduledChangeRevoked.class, "subscription.scheduled_change_revoked"),
            Map.entry(SubscriptionActivated.class, "subscription.activated"),
            Map.entry(SubscriptionCancelled.class, "subscription.cancelled"),
            Map.entry(SubscriptionCharged.class, "subscription.charged"),
            Map.entry(SubscriptionPaused.class, "subscription.paused"),
            Map.entry(SubscriptionRenewed.class, "subscription.renewed"),
            Map.entry(SubscriptionResumed.class, "subscription.resumed"),
            Map.entry(SubscriptionStarted.class, "subscription.started"),
            Map.entry(TermsChanged.class, "subscription.terms_changed"),
            Map.entry(TrialStarted.class, "subscription.trial_started"),
            Map.entry(TicketAssigned.class, "ticket.assigned"),
            Map.entry(TicketClosed.class, "ticket.closed"),
            Map.entry(TicketOpened.class, "ticket.opened"),
            Map.entry(TicketRated.class, "ticket.rated"),
            Map.entry(TicketReopened.class, "ticket.reopened"),
            Map.entry(TicketReplied.class, "ticket.replied"),
            Map.entry(TicketResolved.class, "ticket.resolved"),
            Map.entry(WebhookEndpointDisabled.class, "webhook_endpoint.disabled"));

    private WebhookEventTypes() {}

    /** The name of an event's type; null where it stays inside. */
    public static @Nullable String of(Class<?> event) {
        return NAMES.get(event);
    }

    /** Every name there is, sorted. */
    public static Set<String> all() {
        return Stream.concat(NAMES.values().stream(), Stream.of(TEST)).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether a selector chooses the type. */
    public static boolean chooses(String selector, String type) {
        return selector.endsWith("*")
                ? type.startsWith(selector.substring(0, selector.length() - 1))
                : selector.equals(type);
    }

    /** Whether any of the selectors chooses the type. */
    public static boolean anyChooses(Collection<String> selectors, String type) {
        return selectors.stream().anyMatch(selector -> chooses(selector, type));
    }

    /** Whether the selector chooses anything there is. */
    public static boolean known(String selector) {
        return all().stream().anyMatch(type -> chooses(selector, type));
    }
}
