package dev.cauce.command.subscription;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import dev.cauce.command.EffectiveTime;
import dev.cauce.command.account.AccountStanding;
import dev.cauce.command.account.Accounts;
import dev.cauce.command.catalogue.PlanTerms;
import dev.cauce.command.catalogue.Plans;
import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.account.AccountStatus;
import dev.cauce.contracts.catalogue.BillingInterval;
import dev.cauce.contracts.catalogue.PlanId;
import dev.cauce.contracts.catalogue.TrialEnd;
import dev.cauce.contracts.invoice.InvoiceId;
import dev.cauce.contracts.invoice.InvoiceLine;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.contracts.subscription.ActivateSubscription;
import dev.cauce.contracts.subscription.BillingCycle;
import dev.cauce.contracts.subscription.BillingTermsAgreed;
import dev.cauce.contracts.subscription.CancelSubscription;
import dev.cauce.contracts.subscription.CancellationReason;
import dev.cauce.contracts.subscription.CancellationScheduled;
import dev.cauce.contracts.subscription.ChangePlan;
import dev.cauce.contracts.subscription.ChangeScheduled;
import dev.cauce.contracts.subscription.ChangeSubscription;
import dev.cauce.contracts.subscription.ChargeReason;
import dev.cauce.contracts.subscription.ConfirmFirstPayment;
import dev.cauce.contracts.subscription.CreateSubscription;
import dev.cauce.contracts.subscription.EndTrial;
import dev.cauce.contracts.subscription.Entitlement;
import dev.cauce.contracts.subscription.EntitlementRestored;
import dev.cauce.contracts.subscription.EntitlementRestricted;
import dev.cauce.contracts.subscription.EntitlementSuspended;
import dev.cauce.contracts.subscription.PauseSubscription;
import dev.cauce.contracts.subscription.PlanChanged;
import dev.cauce.contracts.subscription.PreviewSubscriptionChange;
import dev.cauce.contracts.subscription.ProrationMode;
import dev.cauce.contracts.subscription.ReactivateSubscription;
import dev.cauce.contracts.subscription.RejectFirstPayment;
import dev.cauce.contracts.subscription.RenewSubscription;
import dev.cauce.contracts.subscription.RestoreEntitlement;
import dev.cauce.contracts.subscription.RestrictEntitlement;
import dev.cauce.contracts.subscription.ResumeSubscription;
import dev.cauce.contracts.subscription.RevokeCancellation;
import dev.cauce.contracts.subscription.RevokeScheduledChange;
import dev.cauce.contracts.subscription.ScheduleCancellation;
import dev.cauce.contracts.subscription.ScheduledCancellationRevoked;
import dev.cauce.contracts.subscription.ScheduledChangeRevoked;
import dev.cauce.contracts.subscription.StartSubscription;
import dev.cauce.contracts.subscription.StartTrial;
import dev.cauce.contracts.subscription.SubscriptionActivated;
import dev.cauce.contracts.subscription.SubscriptionCancelled;
import dev.cauce.contracts.subscription.SubscriptionCharged;
import dev.cauce.contracts.subscription.SubscriptionId;
import dev.cauce.contracts.subscription.SubscriptionPaused;
import dev.cauce.contracts.subscription.SubscriptionRenewed;
import dev.cauce.contracts.subscription.SubscriptionResumed;
import dev.cauce.contracts.subscription.SubscriptionStarted;
import dev.cauce.contracts.subscription.SubscriptionStatus;
import dev.cauce.contracts.subscription.SubscriptionTerms;
import dev.cauce.contracts.subscription.SuspendEntitlement;
import dev.cauce.contracts.subscription.TermsChanged;
import dev.cauce.contracts.subscription.TrialStarted;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.command.Answer;
import dev.cauce.platform.rejection.Rejected;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/**
 * What an account subscribed to: its trial, its billing periods, its plan, its end. One that was begun by
 * {@link CreateSubscription} or activated after a trial is billed here; an imported one is billed elsewhere, and only
 * its periods are kept.
 */
@JsonAutoDetect(fieldVisibility = Visibility.ANY)
public final class Subscription {

    @AggregateIdentifier
    private @Nullable String streamId;

    private AccountId accountId;
    private PlanId planId;
    private String currency;
    private BillingInterval interval;
    private SubscriptionStatus status;
    private Instant startedAt;
    /** From where the periods of a subscription billed elsewhere are counted; a trial has none yet. */
    private Instant anchor;

    private Instant periodStart;
    private Instant periodEnd;
    private int renewals;

    private @Nullable Instant trialEndsAt;
    private @Nullable Billing billing;
    private @Nullable FirstPayment firstPayment;
    /** Why it is to end with its period, where that is scheduled. */
    private @Nullable CancellationReason cancellation;
    /** What the collection of debts leaves, whatever else holds. */
    private Entitlement access = Entitlement.ENTITLED;

    /** Filled by the first event. */
    @SuppressWarnings("NullAway.Init")
    Subscription() {}

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Answer decide(StartTrial command, Clock clock, Accounts accounts, Plans plans) {
        if (streamId != null) {
            return answerTheSame(command.subscriptionId(), command.accountId(), command.planId());
        }
        accounts.require(command.tenantId(), command.accountId()).refuseClosed();
        PlanTerms terms = plans.require(command.tenantId(), command.planId());
        terms.refuseRetired();
        Instant now = clock.instant();
        apply(new TrialStarted(
                command.tenantId(),
                command.subscriptionId(),
                command.accountId(),
                command.planId(),
                command.currency(),
                command.interval(),
                terms.price(command.currency(), command.interval(), now).amountMinor(),
                trialEnd(terms, now)));
        return answer(command.subscriptionId());
    }

    @EventSourcingHandler
    void evolve(TrialStarted event, @Timestamp Instant recordedAt) {
        begun(event.tenantId(), event.subscriptionId(), event.accountId(), recordedAt);
        planId = event.planId();
        currency = event.currency();
        interval = event.interval();
        status = SubscriptionStatus.TRIALING;
        trialEndsAt = event.trialEndsAt();
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Answer decide(StartSubscription command, Clock clock, Accounts accounts, Plans plans) {
        if (streamId != null) {
            throw new Rejected(ErrorCode.ALREADY_EXISTS, "A subscription of this id was started already.");
        }
        Instant started = EffectiveTime.orNow(command.startedAt(), clock, "startedAt");
        accounts.require(command.tenantId(), command.accountId()).refuseClosed();
        PlanTerms terms = plans.require(command.tenantId(), command.planId());
        terms.refuseRetired();
        Long agreed = command.amountMinor();
        Instant now = clock.instant();
        long amountMinor = agreed != null
                ? agreed
                : terms.price(command.currency(), command.interval(), now).amountMinor();
        BillingPeriod period = BillingPeriod.containing(started, command.interval(), now);
        apply(
                new SubscriptionStarted(
                        command.tenantId(),
                        command.subscriptionId(),
                        command.accountId(),
                        command.planId(),
                        command.currency(),
                        command.interval(),
                        amountMinor,
                        started,
                        period.start(),
                        period.end()),
                EffectiveTime.metadata(command.startedAt()));
        return answer(command.subscriptionId());
    }

    @EventSourcingHandler
    void evolve(SubscriptionStarted event) {
        begun(event.tenantId(), event.subscriptionId(), event.accountId(), event.startedAt());
        planId = event.planId();
        currency = event.currency();
        interval = event.interval();
        status = SubscriptionStatus.ACTIVE;
        anchor = event.startedAt();
        periodStart = event.periodStart();
        periodEnd = event.periodEnd();
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Answer decide(CreateSubscription command, Clock clock, Accounts accounts, Plans plans) {
        if (streamId != null) {
            return answerTheSame(command.subscriptionId(), command.accountId(), command.planId());
        }
        AccountStanding account = accounts.require(command.tenantId(), command.accountId());
        account.refuseClosed();
        Instant now = clock.instant();
        SubscriptionTerms terms = Wanted.sold(
                plans,
                command.tenantId(),
                command.planId(),
                command.currency(),
                command.interval(),
                command.quantity(),
                now);
        Amounts.whole(terms);
        apply(new BillingTermsAgreed(
                command.tenantId(),
                command.subscriptionId(),
                command.accountId(),
                terms,
                account.timeZone(),
                command.trial() ? SubscriptionStatus.TRIALING : SubscriptionStatus.INCOMPLETE,
                command.trial() ? trialEnd(plans.require(command.tenantId(), command.planId()), now) : null));
        if (!command.trial()) {
            beginPaying(command.tenantId(), command.subscriptionId(), now);
        }
        return answer(command.subscriptionId());
    }

    @EventSourcingHandler
    void evolve(BillingTermsAgreed event, @Timestamp Instant recordedAt) {
        if (streamId == null) {
            begun(event.tenantId(), event.subscriptionId(), event.accountId(), recordedAt);
        }
        on(event.terms());
        status = event.status();
        if (event.trialEndsAt() != null || event.status() == SubscriptionStatus.INCOMPLETE) {
            trialEndsAt = event.trialEndsAt();
        }
        Billing agreed = Billing.agreed(event.terms(), ZoneId.of(event.timeZone()));
        billing = billing == null ? agreed : agreed.continuing(billing);
    }

    @CommandHandler
    Answer decide(ActivateSubscription command, Clock clock, Accounts accounts, Plans plans) {
        refuseCancelled();
        if (status != SubscriptionStatus.TRIALING) {
            throw new Rejected(ErrorCode.SUBSCRIPTION_NOT_TRIALING, "The subscription is not in its trial.");
        }
        activate(command.tenantId(), command.subscriptionId(), clock.instant(), accounts, plans);
        return answer(command.subscriptionId());
    }

    @EventSourcingHandler
    void evolve(SubscriptionActivated event) {
        status = SubscriptionStatus.ACTIVE;
        access = Entitlement.ENTITLED;
        anchor = event.periodStart();
        periodStart = event.periodStart();
        periodEnd = event.periodEnd();
        firstPayment = firstPayment == null ? null : firstPayment.confirm();
        billing = billing == null
                ? null
                : billing.with(Billing.cycle(anchor, event.periodStart(), event.periodEnd(), billing.terms()));
    }

    @EventSourcingHandler
    void evolve(SubscriptionCharged event) {
        billing = billed().after(event.lines());
        if (event.reason() == ChargeReason.ACTIVATION) {
            status = SubscriptionStatus.INCOMPLETE;
            firstPayment = FirstPayment.of(event);
        }
    }

    @CommandHandler
    Answer decide(ConfirmFirstPayment command) {
        FirstPayment awaited = awaited(command.invoiceId());
        if (!awaited.confirmed()) {
            refuseCancelled();
            apply(new SubscriptionActivated(
                    command.tenantId(),
                    command.subscriptionId(),
                    accountId,
                    awaited.period().start(),
                    awaited.period().end()));
        }
        return answer(command.subscriptionId());
    }

    @CommandHandler
    Answer decide(RejectFirstPayment command, Clock clock) {
        if (awaited(command.invoiceId()).confirmed()) {
            throw new Rejected(ErrorCode.INVOICE_NOT_AWAITED, "The first payment came already.");
        }
        if (command.reason() != CancellationReason.PAYMENT_FAILED
                && command.reason() != CancellationReason.PAYMENT_TIMED_OUT) {
            throw new Rejected(ErrorCode.INVALID_REQUEST, "A first payment fails, or its time runs out.");
        }
        if (status == SubscriptionStatus.INCOMPLETE) {
            apply(new SubscriptionCancelled(
                    command.tenantId(), command.subscriptionId(), accountId, command.reason(), clock.instant()));
        }
        return answer(command.subscriptionId());
    }

    /** Where it is no trial any more, or goes on, a deadline came late or twice. */
    @CommandHandler
    Answer decide(EndTrial command, Clock clock, Accounts accounts, Plans plans) {
        Instant now = clock.instant();
        if (status != SubscriptionStatus.TRIALING || trialEndsAt == null || trialEndsAt.isAfter(now)) {
            return answer(command.subscriptionId());
        }
        CancellationReason closed = closedOr(command.tenantId(), accounts, cancellation);
        TrialEnd end = plans.require(command.tenantId(), planId).trialEnd();
        if (closed == null && end == TrialEnd.ACTIVATE) {
            activate(command.tenantId(), command.subscriptionId(), now, accounts, plans);
        } else {
            apply(new SubscriptionCancelled(
                    command.tenantId(),
                    command.subscriptionId(),
                    accountId,
                    closed == null ? CancellationReason.TRIAL_EXPIRED : closed,
                    trialEndsAt));
        }
        return answer(command.subscriptionId());
    }

    /**
     * A period that is billed here is renewed when it is over. One that is billed elsewhere may be renewed before its
     * end, but only one ahead: a client that repeats itself buys no year.
     */
    @CommandHandler
    Answer decide(RenewSubscription command, Clock clock, Accounts accounts) {
        refuseCancelled();
        refuseUnlessActive();
        Instant now = clock.instant();
        if (billing != null) {
            if (billing.current().periodEnd().isAfter(now)) {
                throw new Rejected(
                        ErrorCode.SUBSCRIPTION_NOT_DUE,
                        "The period ends at " + billing.current().periodEnd() + ".");
            }
            CancellationReason closed = closedOr(command.tenantId(), accounts, cancellation);
            renew(command.tenantId(), command.subscriptionId(), now, closed);
            return answer(command.subscriptionId());
        }
        if (periodStart.isAfter(now)) {
            throw new Rejected(
                    ErrorCode.SUBSCRIPTION_ALREADY_RENEWED,
                    "The next period, from " + periodStart + ", was begun already.");
        }
        BillingPeriod next = BillingPeriod.containing(anchor, interval, periodEnd);
        apply(new SubscriptionRenewed(
                command.tenantId(), command.subscriptionId(), accountId, next.start(), next.end(), renewals + 1));
        return answer(command.subscriptionId());
    }

    @EventSourcingHandler
    void evolve(SubscriptionRenewed event) {
        periodStart = event.periodStart();
        periodEnd = event.periodEnd();
        renewals = event.renewals();
        billing = billing == null
                ? null
                : billing.with(Billing.cycle(
                        billing.current().anchor(), event.periodStart(), event.periodEnd(), billing.terms()));
    }

    @CommandHandler
    Answer decide(ChangePlan command, Clock clock, Plans plans) {
        refuseCancelled();
        if (billing != null) {
            change(
                    command.tenantId(),
                    command.subscriptionId(),
                    new Wanted(command.planId(), null, null),
                    ProrationMode.CREATE_PRORATIONS,
                    null,
                    clock,
                    plans);
            return answer(command.subscriptionId());
        }
        if (planId.equals(command.planId())) {
            throw new Rejected(ErrorCode.PLAN_UNCHANGED, "The subscription has this plan.");
        }
        PlanTerms terms = plans.require(command.tenantId(), command.planId());
        terms.refuseRetired();
        apply(new PlanChanged(
                command.tenantId(),
                command.subscriptionId(),
                accountId,
                planId,
                command.planId(),
                currency,
                interval,
                terms.price(currency, interval, clock.instant()).amountMinor()));
        return answer(command.subscriptionId());
    }

    @EventSourcingHandler
    void evolve(PlanChanged event) {
        planId = event.planId();
    }

    @CommandHandler
    Answer decide(ChangeSubscription command, Clock clock, Plans plans) {
        refuseCancelled();
        change(
                command.tenantId(),
                command.subscriptionId(),
                new Wanted(command.planId(), command.interval(), command.quantity()),
                command.proration(),
                command.changedAt(),
                clock,
                plans);
        return answer(command.subscriptionId());
    }

    private void change(
            TenantId tenantId,
            SubscriptionId id,
            Wanted wanted,
            ProrationMode proration,
            @Nullable Instant changedAt,
            Clock clock,
            Plans plans) {
        Instant now = clock.instant();
        Instant at = EffectiveTime.orNow(changedAt, clock, "changedAt");
        refuseUnlessBilled();
        catchUp(tenantId, id, now);
        SubscriptionTerms next = wanted.on(billed().terms(), plans, tenantId, now);
        Amounts.whole(next);
        if (status == SubscriptionStatus.TRIALING) {
            apply(new TermsChanged(
                    tenantId, id, accountId, planId, next, ProrationMode.NONE, now, null, billed().unbilled()));
            return;
        }
        refuseUnlessActive();
        Billing.Change change = billed().change(next, proration, at);
        if (!change.immediate()) {
            if (next.equals(billed().scheduled())) {
                throw new Rejected(ErrorCode.PLAN_UNCHANGED, "This change is scheduled.");
            }
            apply(new ChangeScheduled(
                    tenantId, id, accountId, next, billed().current().periodEnd()));
            return;
        }
        Billing owing = change.step().owing();
        apply(
                new TermsChanged(tenantId, id, accountId, planId, next, proration, at, owing.cycle(), owing.unbilled()),
                EffectiveTime.metadata(changedAt));
        charge(tenantId, id, ChargeReason.CHANGE, change.step().charge(), now);
    }

    @EventSourcingHandler
    void evolve(TermsChanged event) {
        on(event.terms());
        billing = billed().on(event.terms(), event.cycle(), event.unbilled());
    }

    @EventSourcingHandler
    void evolve(ChangeScheduled event) {
        billing = billed().scheduling(event.terms());
    }

    @CommandHandler
    Answer decide(PreviewSubscriptionChange command, Clock clock, Plans plans) {
        refuseCancelled();
        refuseUnlessBilled();
        Instant now = clock.instant();
        Wanted wanted = new Wanted(command.planId(), command.interval(), command.quantity());
        Forecast forecast = new Forecast(billed(), status, trialEndsAt, cancellation != null, now);
        Preview preview = wanted.isNothing()
                ? forecast.asThingsStand()
                : forecast.ofChange(wanted.on(forecast.terms(), plans, command.tenantId(), now), command.proration());
        return preview.answer(command.subscriptionId(), status);
    }

    @CommandHandler
    Answer decide(RevokeScheduledChange command) {
        refuseCancelled();
        if (billing == null || billing.scheduled() == null) {
            throw new Rejected(ErrorCode.NOTHING_SCHEDULED, "No change is scheduled.");
        }
        apply(new ScheduledChangeRevoked(command.tenantId(), command.subscriptionId(), accountId));
        return answer(command.subscriptionId());
    }

    @EventSourcingHandler
    void evolve(ScheduledChangeRevoked event) {
        billing = billed().scheduling(null);
    }

    @CommandHandler
    Answer decide(PauseSubscription command, Clock clock) {
        refuseCancelled();
        refuseUnlessBilled();
        Instant now = clock.instant();
        if (command.resumeAt() != null && !command.resumeAt().isAfter(now)) {
            throw new Rejected(ErrorCode.DATE_IN_PAST, "resumeAt lies in the past.");
        }
        catchUp(command.tenantId(), command.subscriptionId(), now);
        refuseUnlessActive();
        if (cancellation != null) {
            throw new Rejected(ErrorCode.CANCELLATION_SCHEDULED, "The subscription is to end; revoke that first.");
        }
        apply(new SubscriptionPaused(
                command.tenantId(),
                command.subscriptionId(),
                accountId,
                now,
                command.resumeAt(),
                billed().pause(now).unbilled()));
        return answer(command.subscriptionId());
    }

    @EventSourcingHandler
    void evolve(SubscriptionPaused event) {
        status = SubscriptionStatus.PAUSED;
        billing = billed().owing(event.unbilled()).with(null);
    }

    @CommandHandler
    Answer decide(ResumeSubscription command, Clock clock, Accounts accounts) {
        refuseCancelled();
        if (status == SubscriptionStatus.ACTIVE) {
            return answer(command.subscriptionId());
        }
        if (status != SubscriptionStatus.PAUSED) {
            throw new Rejected(ErrorCode.SUBSCRIPTION_NOT_PAUSED, "The subscription is not paused.");
        }
        accounts.require(command.tenantId(), accountId).refuseClosed();
        Instant now = clock.instant();
        Billing.Step step = billed().begin(now);
        apply(new SubscriptionResumed(
                command.tenantId(),
                command.subscriptionId(),
                accountId,
                planId,
                step.owing().terms(),
                step.owing().current(),
                access));
        charge(command.tenantId(), command.subscriptionId(), ChargeReason.RENEWAL, step.charge(), now);
        return answer(command.subscriptionId());
    }

    @EventSourcingHandler
    void evolve(SubscriptionResumed event) {
        status = SubscriptionStatus.ACTIVE;
        on(event.terms());
        billing = billed().on(event.terms(), event.cycle(), billed().unbilled());
    }

    @CommandHandler
    Answer decide(CancelSubscription command, Clock clock) {
        if (status == SubscriptionStatus.CANCELLED) {
            return answer(command.subscriptionId());
        }
        Instant cancelledAt = EffectiveTime.orNow(command.cancelledAt(), clock, "cancelledAt");
        if (command.cancelledAt() != null && cancelledAt.isBefore(startedAt)) {
            throw new Rejected(ErrorCode.INVALID_REQUEST, "cancelledAt lies before the start at " + startedAt + ".");
        }
        catchUp(command.tenantId(), command.subscriptionId(), cancelledAt);
        if (status != SubscriptionStatus.CANCELLED) {
            end(
                    new SubscriptionCancelled(
                            command.tenantId(), command.subscriptionId(), accountId, command.reason(), cancelledAt),
                    EffectiveTime.metadata(command.cancelledAt()),
                    clock.instant());
        }
        return answer(command.subscriptionId());
    }

    @EventSourcingHandler
    void evolve(SubscriptionCancelled event) {
        if (billing != null) {
            List<InvoiceLine> owed = status == SubscriptionStatus.INCOMPLETE && firstPayment != null
                    ? Charge.restored(billing.unbilled(), firstPayment.credits())
                    : billing.unbilled();
            billing = billing.on(billing.terms(), null, owed);
        }
        status = SubscriptionStatus.CANCELLED;
        cancellation = null;
    }

    @CommandHandler
    Answer decide(ScheduleCancellation command) {
        refuseCancelled();
        Instant effectiveAt;
        if (status == SubscriptionStatus.TRIALING && trialEndsAt != null) {
            effectiveAt = trialEndsAt;
        } else {
            refuseUnlessBilled();
            refuseUnlessActive();
            effectiveAt = billed().current().periodEnd();
        }
        if (command.reason() != cancellation) {
            apply(new CancellationScheduled(
                    command.tenantId(), command.subscriptionId(), accountId, command.reason(), effectiveAt));
        }
        return answer(command.subscriptionId());
    }

    @EventSourcingHandler
    void evolve(CancellationScheduled event) {
        cancellation = event.reason();
    }

    @CommandHandler
    Answer decide(RevokeCancellation command) {
        refuseCancelled();
        if (cancellation == null) {
            throw new Rejected(ErrorCode.NOTHING_SCHEDULED, "No cancellation is scheduled.");
        }
        apply(new ScheduledCancellationRevoked(command.tenantId(), command.subscriptionId(), accountId));
        return answer(command.subscriptionId());
    }

    @EventSourcingHandler
    void evolve(ScheduledCancellationRevoked event) {
        cancellation = null;
    }

    @CommandHandler
    Answer decide(ReactivateSubscription command, Clock clock, Accounts accounts, Plans plans) {
        if (status != SubscriptionStatus.CANCELLED) {
            throw new Rejected(ErrorCode.SUBSCRIPTION_NOT_CANCELLED, "The subscription is not cancelled.");
        }
        accounts.require(command.tenantId(), accountId).refuseClosed();
        Instant now = clock.instant();
        agree(command.tenantId(), command.subscriptionId(), SubscriptionStatus.INCOMPLETE, now, accounts, plans);
        beginPaying(command.tenantId(), command.subscriptionId(), now);
        return answer(command.subscriptionId());
    }

    @CommandHandler
    Answer decide(RestrictEntitlement command) {
        if (status != SubscriptionStatus.CANCELLED && access == Entitlement.ENTITLED) {
            apply(new EntitlementRestricted(
                    command.tenantId(),
                    command.subscriptionId(),
                    accountId,
                    left(Entitlement.RESTRICTED),
                    command.cause()));
        }
        return answer(command.subscriptionId());
    }

    @EventSourcingHandler
    void evolve(EntitlementRestricted event) {
        access = Entitlement.RESTRICTED;
    }

    @CommandHandler
    Answer decide(SuspendEntitlement command) {
        if (status != SubscriptionStatus.CANCELLED && access != Entitlement.SUSPENDED) {
            apply(new EntitlementSuspended(
                    command.tenantId(),
                    command.subscriptionId(),
                    accountId,
                    left(Entitlement.SUSPENDED),
                    command.cause()));
        }
        return answer(command.subscriptionId());
    }

    @EventSourcingHandler
    void evolve(EntitlementSuspended event) {
        access = Entitlement.SUSPENDED;
    }

    @CommandHandler
    Answer decide(RestoreEntitlement command) {
        if (status != SubscriptionStatus.CANCELLED && access != Entitlement.ENTITLED) {
            apply(new EntitlementRestored(
                    command.tenantId(), command.subscriptionId(), accountId, left(Entitlement.ENTITLED)));
        }
        return answer(command.subscriptionId());
    }

    @EventSourcingHandler
    void evolve(EntitlementRestored event) {
        access = Entitlement.ENTITLED;
    }

    /** A pause takes it all, whatever the debts leave; so does the wait for a first payment without a trial before. */
    private Entitlement left(Entitlement byDebts) {
        boolean none =
                status == SubscriptionStatus.PAUSED || (status == SubscriptionStatus.INCOMPLETE && trialEndsAt == null);
        return none ? Entitlement.NONE : byDebts;
    }

    private void activate(TenantId tenantId, SubscriptionId id, Instant now, Accounts accounts, Plans plans) {
        if (billing == null) {
            agree(tenantId, id, SubscriptionStatus.TRIALING, now, accounts, plans);
        }
        beginPaying(tenantId, id, now);
    }

    /** A trial of before, and what comes back, are billed at the price of today. */
    private void agree(
            TenantId tenantId,
            SubscriptionId id,
            SubscriptionStatus next,
            Instant now,
            Accounts accounts,
            Plans plans) {
        long quantity = billing == null ? 1 : billing.terms().quantity();
        SubscriptionTerms terms = Wanted.sold(plans, tenantId, planId, currency, interval, quantity, now);
        String zone = accounts.require(tenantId, accountId).timeZone();
        apply(new BillingTermsAgreed(tenantId, id, accountId, terms, zone, next, null));
    }

    private void beginPaying(TenantId tenantId, SubscriptionId id, Instant now) {
        Billing.Step step = billed().begin(now);
        if (step.charge().lines().isEmpty()) {
            BillingCycle cycle = step.owing().current();
            apply(new SubscriptionActivated(tenantId, id, accountId, cycle.periodStart(), cycle.periodEnd()));
        } else {
            charge(tenantId, id, ChargeReason.ACTIVATION, step.charge(), now);
        }
    }

    /** Renews as often as periods are over, so that what follows is decided in the period that holds. */
    private void catchUp(TenantId tenantId, SubscriptionId id, Instant now) {
        while (billing != null
                && status == SubscriptionStatus.ACTIVE
                && !billing.current().periodEnd().isAfter(now)) {
            renew(tenantId, id, now, cancellation);
        }
    }

    private void renew(TenantId tenantId, SubscriptionId id, Instant now, @Nullable CancellationReason ending) {
        Instant end = billed().current().periodEnd();
        if (ending != null) {
            end(new SubscriptionCancelled(tenantId, id, accountId, ending, end), MetaData.emptyInstance(), now);
            return;
        }
        Billing.Step step = billed().renew();
        BillingCycle next = step.owing().current();
        if (billed().scheduled() != null) {
            apply(new TermsChanged(
                    tenantId,
                    id,
                    accountId,
                    planId,
                    step.owing().terms(),
                    ProrationMode.NONE,
                    end,
                    next,
                    billed().unbilled()));
        }
        apply(new SubscriptionRenewed(tenantId, id, accountId, next.periodStart(), next.periodEnd(), renewals + 1));
        charge(tenantId, id, ChargeReason.RENEWAL, step.charge(), now);
    }

    private void end(SubscriptionCancelled cancelled, MetaData metadata, Instant now) {
        if (billing != null) {
            Charge charge = billing.end(cancelled.cancelledAt()).charge();
            charge(cancelled.tenantId(), cancelled.subscriptionId(), ChargeReason.FINAL, charge, now);
        }
        apply(cancelled, metadata);
    }

    private void charge(TenantId tenantId, SubscriptionId id, ChargeReason reason, Charge charge, Instant now) {
        if (!charge.lines().isEmpty()) {
            apply(new SubscriptionCharged(
                    tenantId, id, accountId, billed().nextInvoice(id), reason, currency, charge.lines(), now));
        }
    }

    private void begun(TenantId tenantId, SubscriptionId id, AccountId account, Instant at) {
        streamId = StreamId.of("subscription", tenantId, id).value();
        accountId = account;
        startedAt = at;
    }

    private void on(SubscriptionTerms terms) {
        planId = terms.planId();
        currency = terms.currency();
        interval = terms.interval();
    }

    private static Instant trialEnd(PlanTerms terms, Instant now) {
        if (terms.trialDays() == 0) {
            throw new Rejected(ErrorCode.INVALID_REQUEST, "The plan has no trial.");
        }
        return now.plus(Duration.ofDays(terms.trialDays()));
    }

    private @Nullable CancellationReason closedOr(
            TenantId tenantId, Accounts accounts, @Nullable CancellationReason otherwise) {
        return accounts.require(tenantId, accountId).status() == AccountStatus.CLOSED
                ? CancellationReason.ACCOUNT_CLOSED
                : otherwise;
    }

    private FirstPayment awaited(InvoiceId invoiceId) {
        if (firstPayment == null || !firstPayment.invoiceId().equals(invoiceId)) {
            throw new Rejected(ErrorCode.INVOICE_NOT_AWAITED, "No first payment of this invoice is awaited.");
        }
        return firstPayment;
    }

    private Billing billed() {
        if (billing == null) {
            throw new IllegalStateException("The subscription is billed elsewhere.");
        }
        return billing;
    }

    private void refuseUnlessBilled() {
        if (billing == null) {
            throw new Rejected(ErrorCode.SUBSCRIPTION_NOT_BILLED, "The subscription is billed elsewhere.");
        }
        if (status == SubscriptionStatus.INCOMPLETE) {
            throw new Rejected(ErrorCode.SUBSCRIPTION_INCOMPLETE, "The subscription waits for its first payment.");
        }
    }

    private void refuseUnlessActive() {
        refuseCancelled();
        if (status != SubscriptionStatus.ACTIVE) {
            throw new Rejected(ErrorCode.SUBSCRIPTION_NOT_ACTIVE, "The subscription is not active.");
        }
    }

    private void refuseCancelled() {
        if (status == SubscriptionStatus.CANCELLED) {
            throw new Rejected(ErrorCode.SUBSCRIPTION_IS_CANCELLED, "The subscription is cancelled.");
        }
    }

    private Answer answerTheSame(SubscriptionId id, AccountId account, PlanId plan) {
        if (accountId.equals(account) && planId.equals(plan)) {
            return answer(id);
        }
        throw new Rejected(ErrorCode.ALREADY_EXISTS, "Another subscription has this id.");
    }

    private Answer answer(SubscriptionId subscriptionId) {
        return Answer.of("subscriptionId", subscriptionId, "status", status);
    }
}
