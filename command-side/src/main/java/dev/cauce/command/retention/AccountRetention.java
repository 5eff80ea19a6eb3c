package dev.cauce.command.retention;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import dev.cauce.command.Draw;
import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.catalogue.PlanId;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.metadata.MetadataKey;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.contracts.retention.AcceptRetentionOffer;
import dev.cauce.contracts.retention.DeclineRetentionOffer;
import dev.cauce.contracts.retention.LapseRetentionOffer;
import dev.cauce.contracts.retention.MeasureRetention;
import dev.cauce.contracts.retention.OfferPause;
import dev.cauce.contracts.retention.OfferWithdrawal;
import dev.cauce.contracts.retention.OpenRetentionCase;
import dev.cauce.contracts.retention.ReportOfferFailed;
import dev.cauce.contracts.retention.RetentionAct;
import dev.cauce.contracts.retention.RetentionCaseClosed;
import dev.cauce.contracts.retention.RetentionCaseOpened;
import dev.cauce.contracts.retention.RetentionGroup;
import dev.cauce.contracts.retention.RetentionOfferAccepted;
import dev.cauce.contracts.retention.RetentionOfferDeclined;
import dev.cauce.contracts.retention.RetentionOfferFailed;
import dev.cauce.contracts.retention.RetentionOfferKind;
import dev.cauce.contracts.retention.RetentionOfferLapsed;
import dev.cauce.contracts.retention.RetentionOfferMade;
import dev.cauce.contracts.retention.RetentionOfferWithdrawn;
import dev.cauce.contracts.retention.RetentionOutcomeMeasured;
import dev.cauce.contracts.retention.RetentionPlay;
import dev.cauce.contracts.retention.RetentionWithheld;
import dev.cauce.contracts.retention.RetentionWithholding;
import dev.cauce.contracts.retention.SubscriptionWatched;
import dev.cauce.contracts.retention.SuccessTaskCause;
import dev.cauce.contracts.retention.SuccessTaskRequested;
import dev.cauce.contracts.retention.WatchSubscription;
import dev.cauce.contracts.retention.WithdrawRetentionOffers;
import dev.cauce.contracts.subscription.SubscriptionId;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.command.Answer;
import dev.cauce.platform.rejection.Rejected;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/**
 * What is done to keep an account: one case at a time, and none within the cool-down of the last. An account is in the
 * holdout or not by a hash of its name, for ever: nothing is done for those, and what became of both groups is measured
 * at the same days. The commands of the process may come late and again.
 */
@JsonAutoDetect(fieldVisibility = Visibility.ANY)
public final class AccountRetention {

    // Read by Axon alone.
    @SuppressWarnings("UnusedVariable")
    @AggregateIdentifier
    private @Nullable String streamId;

    private long recordsSeen;

    /** Of the last case; null before the first. */
    private @Nullable RetentionFile file;

    private boolean open;
    private @Nullable Instant coolsDownAt;
    private int nextDay;
    private Set<String> watched = new HashSet<>();
    private int tasks;
    private int offers;
    private Map<Integer, RetentionOfferMade> standing = new HashMap<>();
    private Map<Integer, RetentionOfferMade> accepted = new HashMap<>();
    private Set<String> pausesOffered = new HashSet<>();

    AccountRetention() {}

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Answer decide(OpenRetentionCase command, Clock clock, RetentionPolicies policies, Customers customers) {
        if (command.recordNumber() <= recordsSeen) {
            return answer(command.accountId());
        }
        Instant now = clock.instant();
        RetentionPolicyVersions.Version policy = policies.effectiveAt(command.tenantId(), now);
        RetentionPlay play = policy.play(command.band()).orElse(null);
        Map<SubscriptionId, SubscriptionTimeline> subscriptions = customers.timelines(
                command.tenantId(),
                command.subscriptionIds().stream().map(SubscriptionId::value).toList());
        boolean left = !lives(subscriptions.values())
                || customers.closedAt(command.tenantId(), command.accountId()).isPresent();
        RetentionWithholding why = withholding(command, play == null, left, now);
        if (play == null || why != null) {
            apply(
                    new RetentionWithheld(
                            command.tenantId(),
                            command.accountId(),
                            command.recordNumber(),
                            command.band(),
                            why == null ? RetentionWithholding.NO_PLAY : why,
                            policy.policyVersion()),
                    MetaData.with(MetadataKey.POLICY_VERSION, policy.policyVersion()));
            return answer(command.accountId());
        }
        begin(command, policy, play, subscriptions, now);
        return answer(command.accountId());
    }

    private @Nullable RetentionWithholding withholding(
            OpenRetentionCase command, boolean withoutPlay, boolean left, Instant now) {
        if (command.band().compareTo(command.previousBand()) <= 0) {
            return RetentionWithholding.NOT_RISEN;
        } else if (withoutPlay) {
            return RetentionWithholding.NO_PLAY;
        } else if (open) {
            return RetentionWithholding.CASE_OPEN;
        } else if (coolsDownAt != null && now.isBefore(coolsDownAt)) {
            return RetentionWithholding.COOL_DOWN;
        }
        return left ? RetentionWithholding.NOT_A_CUSTOMER : null;
    }

    private static boolean lives(Collection<SubscriptionTimeline> subscriptions) {
        return subscriptions.stream()
                .flatMap(timeline -> timeline.latest().stream())
                .anyMatch(SubscriptionTimeline.Standing::live);
    }

    private void begin(
            OpenRetentionCase command,
            RetentionPolicyVersions.Version policy,
            RetentionPlay play,
            Map<SubscriptionId, SubscriptionTimeline> subscriptions,
            Instant now) {
        double share = policy.terms().holdoutShare();
        boolean heldOut = isHeldOut(command.tenantId(), command.accountId(), share);
        Recurring recurring = new Recurring(List.of());
        subscriptions.values().forEach(timeline -> timeline.latest().ifPresent(recurring::add));
        int first = RetentionFile.OUTCOME_DAYS.getFirst();
        double propensity = heldOut ? share : 1 - share;
        apply(
                new RetentionCaseOpened(
                        command.tenantId(),
                        command.accountId(),
                        file == null ? 1 : file.caseNumber() + 1,
                        command.recordNumber(),
                        command.previousBand(),
                        command.band(),
                        command.score(),
                        command.reasons(),
                        command.modelVersion(),
                        command.featureHash(),
                        heldOut ? RetentionGroup.HOLDOUT : RetentionGroup.TREATED,
                        propensity,
                        command.subscriptionIds(),
                        recurring.amounts(),
                        policy.policyVersion(),
                        play,
                        now,
                        now.plus(Duration.ofDays(policy.terms().coolDownDays())),
                        first,
                        now.plus(Duration.ofDays(first))),
                MetaData.with(MetadataKey.POLICY_VERSION, policy.policyVersion())
                        .and(MetadataKey.PROPENSITY, Double.toString(propensity))
                        .and(MetadataKey.MODEL_VERSION, command.modelVersion())
                        .and(MetadataKey.FEATURE_HASH, command.featureHash()));
        act(current(), subscriptions, now);
    }

    /**
     * Whether an account is only watched. A larger share holds out everybody whom a smaller one did.
     *
     * @param share of the accounts, from 0 to 1
     */
    static boolean isHeldOut(TenantId tenantId, AccountId accountId, double share) {
        return Draw.uniform("retention-holdout|" + tenantId + "|" + accountId) < share;
    }

    private void act(RetentionFile now, Map<SubscriptionId, SubscriptionTimeline> subscriptions, Instant at) {
        if (now.may(RetentionAct.SUCCESS_TASK)) {
            requestTask(now, SuccessTaskCause.AT_RISK);
        }
        PlanId offered = now.play().offerPlanId();
        if (now.may(RetentionAct.PLAN_OFFER) && offered != null) {
            dearest(subscriptions, offered)
                    .ifPresent(subscription -> offer(now.planOffer(offers + 1, subscription, offered, at)));
        }
        subscriptions.forEach((subscription, timeline) -> timeline.latest().ifPresent(state -> {
            if (state.cancellation() != null && state.endsAt() != null) {
                offerPause(subscription, state, at);
            }
        }));
    }

    private void requestTask(RetentionFile now, SuccessTaskCause cause) {
        apply(now.task(tasks + 1, cause), now.decided());
    }

    /** The one that brings the most, of equals the first by name, and is not on the plan already. */
    private static Optional<SubscriptionId> dearest(
            Map<SubscriptionId, SubscriptionTimeline> subscriptions, PlanId offered) {
        return subscriptions.entrySet().stream()
                .filter(entry -> entry.getValue()
                        .latest()
                        .filter(state -> state.paying() && !state.planId().equals(offered))
                        .isPresent())
                .max(Comparator.comparingLong((Map.Entry<SubscriptionId, SubscriptionTimeline> entry) ->
                                entry.getValue().latest().orElseThrow().monthlyMinor())
                        .thenComparing(entry -> entry.getKey().value(), Comparator.reverseOrder()))
                .map(Map.Entry::getKey);
    }

    private void offer(RetentionOfferMade made) {
        apply(made, current().decided());
    }

    @EventSourcingHandler
    void evolve(RetentionWithheld event) {
        streamId = StreamId.of("retention", event.tenantId(), event.accountId()).value();
        recordsSeen = event.recordNumber();
    }

    @EventSourcingHandler
    void evolve(RetentionCaseOpened event) {
        streamId = StreamId.of("retention", event.tenantId(), event.accountId()).value();
        recordsSeen = event.recordNumber();
        file = RetentionFile.of(event);
        open = true;
        coolsDownAt = event.coolsDownAt();
        nextDay = event.nextDay();
        watched = new HashSet<>();
        event.subscriptionIds().forEach(subscription -> watched.add(subscription.value()));
        tasks = 0;
        offers = 0;
        standing = new HashMap<>();
        accepted = new HashMap<>();
        pausesOffered = new HashSet<>();
    }

    @CommandHandler
    Answer decide(WatchSubscription command) {
        if (isOpen(command.caseNumber())
                && !watched.contains(command.subscriptionId().value())) {
            apply(new SubscriptionWatched(
                    command.tenantId(), command.accountId(), command.caseNumber(), command.subscriptionId()));
        }
        return answer(command.accountId());
    }

    @EventSourcingHandler
    void evolve(SubscriptionWatched event) {
        watched.add(event.subscriptionId().value());
    }

    /** Once for each subscription; one that does not pay has nothing to pause. */
    @CommandHandler
    Answer decide(OfferPause command, Clock clock, Customers customers) {
        if (isOpen(command.caseNumber())) {
            customers
                    .timelines(
                            command.tenantId(), List.of(command.subscriptionId().value()))
                    .values()
                    .forEach(timeline -> timeline.latest()
                            .ifPresent(state -> offerPause(command.subscriptionId(), state, clock.instant())));
        }
        return answer(command.accountId());
    }

    private void offerPause(SubscriptionId subscriptionId, SubscriptionTimeline.Standing state, Instant now) {
        RetentionFile at = current();
        if (at.may(RetentionAct.PAUSE_OFFER)
                && state.paying()
                && state.cancellation() != null
                && state.endsAt() != null
                && state.endsAt().isAfter(now)
                && watched.contains(subscriptionId.value())
                && !pausesOffered.contains(subscriptionId.value())) {
            offer(at.pauseOffer(offers + 1, subscriptionId, state.cancellation(), now, state.endsAt()));
        }
    }

    @EventSourcingHandler
    void evolve(SuccessTaskRequested event) {
        tasks = event.task();
    }

    @EventSourcingHandler
    void evolve(RetentionOfferMade event) {
        offers = event.offer();
        standing.put(event.offer(), event);
        if (event.kind() == RetentionOfferKind.PAUSE) {
            pausesOffered.add(event.subscriptionId().value());
        }
    }

    @CommandHandler
    Answer decide(AcceptRetentionOffer command, Clock clock) {
        Instant now = clock.instant();
        if (!(isCase(command.caseNumber()) && accepted.containsKey(command.offer()))) {
            RetentionOfferMade offer = require(command.caseNumber(), command.offer(), now);
            Integer pauseDays = offer.pauseDays();
            apply(
                    new RetentionOfferAccepted(
                            command.tenantId(),
                            command.accountId(),
                            command.caseNumber(),
                            offer.offer(),
                            offer.kind(),
                            offer.subscriptionId(),
                            offer.planId(),
                            pauseDays == null ? null : now.plus(Duration.ofDays(pauseDays)),
                            offer.cancellation()),
                    current().decided());
        }
        return answer(command.accountId());
    }

    private RetentionOfferMade require(int caseNumber, int offer, Instant now) {
        if (!isCase(caseNumber) || offer > offers) {
            throw new Rejected(ErrorCode.RETENTION_OFFER_NOT_FOUND, "The case has no such offer.");
        }
        RetentionOfferMade made = standing.get(offer);
        if (made == null || !now.isBefore(made.expiresAt())) {
            throw new Rejected(ErrorCode.RETENTION_OFFER_ENDED, "The offer does not stand any more.");
        }
        return made;
    }

    @EventSourcingHandler
    void evolve(RetentionOfferAccepted event) {
        RetentionOfferMade made = standing.remove(event.offer());
        if (made != null) {
            accepted.put(event.offer(), made);
        }
    }

    @CommandHandler
    Answer decide(DeclineRetentionOffer command, Clock clock) {
        RetentionOfferMade offer = require(command.caseNumber(), command.offer(), clock.instant());
        apply(
                new RetentionOfferDeclined(
                        command.tenantId(), command.accountId(), command.caseNumber(), offer.offer(), offer.kind()),
                current().decided());
        return answer(command.accountId());
    }

    @EventSourcingHandler
    void evolve(RetentionOfferDeclined event) {
        standing.remove(event.offer());
    }

    @CommandHandler
    Answer decide(LapseRetentionOffer command, Clock clock) {
        RetentionOfferMade offer = isCase(command.caseNumber()) ? standing.get(command.offer()) : null;
        if (offer != null && !clock.instant().isBefore(offer.expiresAt())) {
            lapse(offer);
        }
        return answer(command.accountId());
    }

    private void lapse(RetentionOfferMade offer) {
        RetentionFile of = current();
        apply(
                new RetentionOfferLapsed(of.tenantId(), of.accountId(), of.caseNumber(), offer.offer(), offer.kind()),
                of.decided());
    }

    @EventSourcingHandler
    void evolve(RetentionOfferLapsed event) {
        standing.remove(event.offer());
    }

    @CommandHandler
    Answer decide(WithdrawRetentionOffers command) {
        if (isCase(command.caseNumber())) {
            for (RetentionOfferMade offer : standing()) {
                boolean named = command.subscriptionId() == null
                        || command.subscriptionId().equals(offer.subscriptionId());
                boolean about = command.cause() != OfferWithdrawal.CANCELLATION_REVOKED
                        || offer.kind() == RetentionOfferKind.PAUSE;
                if (named && about) {
                    apply(new RetentionOfferWithdrawn(
                            command.tenantId(),
                            command.accountId(),
                            command.caseNumber(),
                            offer.offer(),
                            offer.kind(),
                            command.cause()));
                }
            }
        }
        return answer(command.accountId());
    }

    @EventSourcingHandler
    void evolve(RetentionOfferWithdrawn event) {
        standing.remove(event.offer());
    }

    /** A person does what could not be done. What was done when it was tried the first time did not fail. */
    @CommandHandler
    Answer decide(ReportOfferFailed command, Customers customers) {
        RetentionOfferMade offer = isCase(command.caseNumber()) ? accepted.get(command.offer()) : null;
        if (offer != null && !isDone(offer, command.code(), customers)) {
            apply(new RetentionOfferFailed(
                    command.tenantId(),
                    command.accountId(),
                    command.caseNumber(),
                    command.offer(),
                    offer.kind(),
                    command.code()));
            requestTask(current(), SuccessTaskCause.OFFER_FAILED);
        }
        return answer(command.accountId());
    }

    private static boolean isDone(RetentionOfferMade offer, String code, Customers customers) {
        return switch (offer.kind()) {
            case PLAN -> code.equals(ErrorCode.PLAN_UNCHANGED.name());
            // Only what pays is offered a pause: what lives and does not pay is paused.
            case PAUSE ->
                customers
                        .timelines(
                                offer.tenantId(), List.of(offer.subscriptionId().value()))
                        .values()
                        .stream()
                        .flatMap(timeline -> timeline.latest().stream())
                        .anyMatch(state -> state.live() && !state.paying());
        };
    }

    @EventSourcingHandler
    void evolve(RetentionOfferFailed event) {
        accepted.remove(event.offer());
    }

    /** As of the day that is measured, however late it is asked. */
    @CommandHandler
    Answer decide(MeasureRetention command, Clock clock, Customers customers) {
        if (!isOpen(command.caseNumber())
                || command.day() != nextDay
                || clock.instant().isBefore(current().dueAt(nextDay))) {
            return answer(command.accountId());
        }
        RetentionFile of = current();
        Instant dueAt = of.dueAt(command.day());
        Recurring recurring = new Recurring(of.recurring());
        boolean closed = customers
                .closedAt(command.tenantId(), command.accountId())
                .filter(at -> !at.isAfter(dueAt))
                .isPresent();
        boolean lives = false;
        for (SubscriptionTimeline timeline :
                customers.timelines(command.tenantId(), watched).values()) {
            SubscriptionTimeline.Standing then = timeline.asOf(dueAt).orElse(null);
            if (then != null && !closed) {
                lives |= then.live();
                recurring.add(then);
            }
        }
        apply(of.outcome(command.day(), lives, recurring.amounts()), of.decided());
        if (RetentionFile.after(command.day()) == null) {
            standing().forEach(this::lapse);
            apply(of.closed(), of.decided());
        }
        return answer(command.accountId());
    }

    @EventSourcingHandler
    void evolve(RetentionOutcomeMeasured event) {
        nextDay = event.nextDay() == null ? 0 : event.nextDay();
    }

    @EventSourcingHandler
    void evolve(RetentionCaseClosed event) {
        open = false;
    }

    private List<RetentionOfferMade> standing() {
        return List.copyOf(new TreeMap<>(standing).values());
    }

    private RetentionFile current() {
        if (file == null) {
            throw new IllegalStateException("there is no case yet");
        }
        return file;
    }

    private boolean isCase(int caseNumber) {
        return file != null && file.caseNumber() == caseNumber;
    }

    private boolean isOpen(int caseNumber) {
        return open && isCase(caseNumber);
    }

    private Answer answer(AccountId accountId) {
        return Answer.of("accountId", accountId, "caseNumber", file == null ? 0 : file.caseNumber());
    }
}
