package dev.cauce.command.subscription;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import dev.cauce.command.EffectiveTime;
import dev.cauce.command.account.Accounts;
import dev.cauce.command.catalogue.PlanTerms;
import dev.cauce.command.catalogue.Plans;
import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.catalogue.BillingInterval;
import dev.cauce.contracts.catalogue.PlanId;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.contracts.subscription.ActivateSubscription;
import dev.cauce.contracts.subscription.CancelSubscription;
import dev.cauce.contracts.subscription.ChangePlan;
import dev.cauce.contracts.subscription.PlanChanged;
import dev.cauce.contracts.subscription.RenewSubscription;
import dev.cauce.contracts.subscription.StartSubscription;
import dev.cauce.contracts.subscription.StartTrial;
import dev.cauce.contracts.subscription.SubscriptionActivated;
import dev.cauce.contracts.subscription.SubscriptionCancelled;
import dev.cauce.contracts.subscription.SubscriptionId;
import dev.cauce.contracts.subscription.SubscriptionRenewed;
import dev.cauce.contracts.subscription.SubscriptionStarted;
import dev.cauce.contracts.subscription.SubscriptionStatus;
import dev.cauce.contracts.subscription.TrialStarted;
import dev.cauce.platform.command.Answer;
import dev.cauce.platform.rejection.Rejected;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** What an account subscribed to: its trial, its billing periods, its plan, its end. */
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
    /** From where billing periods are counted; a trial has none yet. */
    private Instant anchor;

    private Instant periodStart;
    private Instant periodEnd;
    private int renewals;

    /** Filled by the first event. */
    @SuppressWarnings("NullAway.Init")
    Subscription() {}

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Answer decide(StartTrial command, Clock clock, Accounts accounts, Plans plans) {
        if (streamId != null) {
            if (accountId.equals(command.accountId()) && planId.equals(command.planId())) {
                return answer(command.subscriptionId());
            }
            throw new Rejected(ErrorCode.ALREADY_EXISTS, "Another subscription has this id.");
        }
        accounts.require(command.tenantId(), command.accountId()).refuseClosed();
        PlanTerms terms = plans.require(command.tenantId(), command.planId());
        terms.refuseRetired();
        long amountMinor = terms.price(command.currency(), command.interval());
        if (terms.trialDays() == 0) {
            throw new Rejected(ErrorCode.INVALID_REQUEST, "The plan has no trial.");
        }
        apply(new TrialStarted(
                command.tenantId(),
                command.subscriptionId(),
                command.accountId(),
                command.planId(),
                command.currency(),
                command.interval(),
                amountMinor,
                clock.instant().plus(Duration.ofDays(terms.trialDays()))));
        return answer(command.subscriptionId());
    }

    @EventSourcingHandler
    void evolve(TrialStarted event, @Timestamp Instant recordedAt) {
        streamId = StreamId.of("subscription", event.tenantId(), event.subscriptionId())
                .value();
        accountId = event.accountId();
        planId = event.planId();
        currency = event.currency();
        interval = event.interval();
        status = SubscriptionStatus.TRIALING;
        startedAt = recordedAt;
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
        long amountMinor = agreed != null ? agreed : terms.price(command.currency(), command.interval());
        BillingPeriod period = BillingPeriod.containing(started, command.interval(), clock.instant());
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
        streamId = StreamId.of("subscription", event.tenantId(), event.subscriptionId())
                .value();
        accountId = event.accountId();
        planId = event.planId();
        currency = event.currency();
        interval = event.interval();
        status = SubscriptionStatus.ACTIVE;
        startedAt = event.startedAt();
        anchor = event.startedAt();
        periodStart = event.periodStart();
        periodEnd = event.periodEnd();
    }

    @CommandHandler
    Answer decide(ActivateSubscription command, Clock clock) {
        refuseCancelled();
        if (status != SubscriptionStatus.TRIALING) {
            throw new Rejected(ErrorCode.SUBSCRIPTION_NOT_TRIALING, "The subscription is not in its trial.");
        }
        Instant now = clock.instant();
        BillingPeriod period = BillingPeriod.containing(now, interval, now);
        apply(new SubscriptionActivated(
                command.tenantId(), command.subscriptionId(), accountId, period.start(), period.end()));
        return answer(command.subscriptionId());
    }

    @EventSourcingHandler
    void evolve(SubscriptionActivated event) {
        status = SubscriptionStatus.ACTIVE;
        anchor = event.periodStart();
        periodStart = event.periodStart();
        periodEnd = event.periodEnd();
    }

    /** A period may be renewed before its end, but only one ahead: a client that repeats itself buys no year. */
    @CommandHandler
    Answer decide(RenewSubscription command, Clock clock) {
        refuseCancelled();
        if (status != SubscriptionStatus.ACTIVE) {
            throw new Rejected(ErrorCode.SUBSCRIPTION_NOT_ACTIVE, "The subscription is not active.");
        }
        if (periodStart.isAfter(clock.instant())) {
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
    }

    @CommandHandler
    Answer decide(ChangePlan command, Plans plans) {
        refuseCancelled();
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
                terms.price(currency, interval)));
        return answer(command.subscriptionId());
    }

    @EventSourcingHandler
    void evolve(PlanChanged event) {
        planId = event.planId();
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
        apply(
                new SubscriptionCancelled(
                        command.tenantId(), command.subscriptionId(), accountId, command.reason(), cancelledAt),
                EffectiveTime.metadata(command.cancelledAt()));
        return answer(command.subscriptionId());
    }

    @EventSourcingHandler
    void evolve(SubscriptionCancelled event) {
        status = SubscriptionStatus.CANCELLED;
    }

    private void refuseCancelled() {
        if (status == SubscriptionStatus.CANCELLED) {
            throw new Rejected(ErrorCode.SUBSCRIPTION_IS_CANCELLED, "The subscription is cancelled.");
        }
    }

    private Answer answer(SubscriptionId subscriptionId) {
        return Answer.of("subscriptionId", subscriptionId, "status", status);
    }
}
