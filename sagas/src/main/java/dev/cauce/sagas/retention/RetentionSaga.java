package dev.cauce.sagas.retention;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import dev.cauce.contracts.account.AccountClosed;
import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.account.PersonalDataErased;
import dev.cauce.contracts.retention.ChurnReason;
import dev.cauce.contracts.retention.ChurnScoreRecorded;
import dev.cauce.contracts.retention.LapseRetentionOffer;
import dev.cauce.contracts.retention.MeasureRetention;
import dev.cauce.contracts.retention.OfferPause;
import dev.cauce.contracts.retention.OfferWithdrawal;
import dev.cauce.contracts.retention.OpenRetentionCase;
import dev.cauce.contracts.retention.ReportOfferFailed;
import dev.cauce.contracts.retention.RetentionCaseClosed;
import dev.cauce.contracts.retention.RetentionCaseOpened;
import dev.cauce.contracts.retention.RetentionOfferAccepted;
import dev.cauce.contracts.retention.RetentionOfferDeclined;
import dev.cauce.contracts.retention.RetentionOfferLapsed;
import dev.cauce.contracts.retention.RetentionOfferMade;
import dev.cauce.contracts.retention.RetentionOfferWithdrawn;
import dev.cauce.contracts.retention.RetentionOutcomeMeasured;
import dev.cauce.contracts.retention.RetentionWithheld;
import dev.cauce.contracts.retention.SuccessTaskCause;
import dev.cauce.contracts.retention.SuccessTaskRequested;
import dev.cauce.contracts.retention.WatchSubscription;
import dev.cauce.contracts.retention.WithdrawRetentionOffers;
import dev.cauce.contracts.subscription.BillingTermsAgreed;
import dev.cauce.contracts.subscription.CancellationScheduled;
import dev.cauce.contracts.subscription.ChangeSubscription;
import dev.cauce.contracts.subscription.PauseSubscription;
import dev.cauce.contracts.subscription.ProrationMode;
import dev.cauce.contracts.subscription.RevokeCancellation;
import dev.cauce.contracts.subscription.ScheduleCancellation;
import dev.cauce.contracts.subscription.ScheduledCancellationRevoked;
import dev.cauce.contracts.subscription.SubscriptionCancelled;
import dev.cauce.contracts.subscription.SubscriptionId;
import dev.cauce.contracts.subscription.SubscriptionStarted;
import dev.cauce.contracts.subscription.TrialStarted;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.contracts.ticket.OpenTicket;
import dev.cauce.contracts.ticket.Priority;
import dev.cauce.contracts.ticket.TicketChannel;
import dev.cauce.contracts.ticket.TicketId;
import dev.cauce.platform.command.ProcessCommands;
import dev.cauce.platform.idempotency.RequestStream;
import dev.cauce.platform.rejection.Rejected;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.deadline.DeadlineManager;
import org.axonframework.deadline.annotation.DeadlineHandler;
import org.axonframework.modelling.saga.EndSaga;
import org.axonframework.modelling.saga.SagaEventHandler;
import org.axonframework.modelling.saga.SagaLifecycle;
import org.axonframework.modelling.saga.StartSaga;
import org.jspecify.annotations.Nullable;

/**
 * Walks the case of an account at risk. Every command that it sends may be repeated: the aggregates answer a repetition
 * with nothing.
 */
@ProcessingGroup(RetentionSaga.GROUP)
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
public class RetentionSaga {

    /** The processing group. */
    public static final String GROUP = "retention-saga";

    /** The association of all its sagas: tenant and account. */
    public static final String ACCOUNT = "accountId";

    static final String OUTCOME = "retention-outcome";
    static final String OFFER = "retention-offer-";

    private @Nullable TenantId tenantId;
    private @Nullable AccountId accountId;

    /** Zero until the case is open. */
    private int caseNumber;

    /** Subscriptions that began while the case was being opened. */
    private Set<String> begun = new HashSet<>();

    @StartSaga
    @SagaEventHandler(associationProperty = ACCOUNT, associationResolver = AccountAtRiskAssociation.class)
    void on(ChurnScoreRecorded event, ProcessCommands commands) {
        tenantId = event.tenantId();
        accountId = event.accountId();
        commands.send(new OpenRetentionCase(
                event.tenantId(),
                event.accountId(),
                event.recordNumber(),
                event.previousBand(),
                event.band(),
                event.score(),
                event.reasons(),
                event.modelVersion(),
                event.featureHash(),
                event.subscriptionIds()));
    }

    /** A case that is open goes on, whatever else was recorded meanwhile. */
    @SagaEventHandler(associationProperty = ACCOUNT, associationResolver = AccountAtRiskAssociation.class)
    void on(RetentionWithheld event) {
        if (caseNumber == 0) {
            SagaLifecycle.end();
        }
    }

    @SagaEventHandler(associationProperty = ACCOUNT, associationResolver = AccountAtRiskAssociation.class)
    void on(RetentionCaseOpened event, ProcessCommands commands, DeadlineManager deadlines) {
        caseNumber = event.caseNumber();
        deadlines.schedule(event.nextOutcomeAt(), OUTCOME, new OutcomeDue(event.nextDay()));
        new TreeSet<>(begun)
                .forEach(subscription -> commands.send(new WatchSubscription(
                        event.tenantId(), event.accountId(), event.caseNumber(), new SubscriptionId(subscription))));
        begun = new HashSet<>();
    }

    @SagaEventHandler(associationProperty = ACCOUNT, associationResolver = AccountAtRiskAssociation.class)
    void on(TrialStarted event, ProcessCommands commands) {
        watch(event.subscriptionId(), commands);
    }

    @SagaEventHandler(associationProperty = ACCOUNT, associationResolver = AccountAtRiskAssociation.class)
    void on(SubscriptionStarted event, ProcessCommands commands) {
        watch(event.subscriptionId(), commands);
    }

    @SagaEventHandler(associationProperty = ACCOUNT, associationResolver = AccountAtRiskAssociation.class)
    void on(BillingTermsAgreed event, ProcessCommands commands) {
        watch(event.subscriptionId(), commands);
    }

    private void watch(SubscriptionId subscriptionId, ProcessCommands commands) {
        if (tenantId != null && accountId != null && caseNumber > 0) {
            commands.send(new WatchSubscription(tenantId, accountId, caseNumber, subscriptionId));
        } else {
            begun.add(subscriptionId.value());
        }
    }

    @SagaEventHandler(associationProperty = ACCOUNT, associationResolver = AccountAtRiskAssociation.class)
    void on(SuccessTaskRequested event, ProcessCommands commands) {
        boolean atRisk = event.cause() == SuccessTaskCause.AT_RISK;
        commands.send(new OpenTicket(
                event.tenantId(),
                ticketOf(event),
                event.accountId(),
                atRisk ? "A customer may leave" : "An accepted offer could not be carried out",
                "The risk of account " + event.accountId() + " is " + event.band() + " by " + event.modelVersion()
                        + ". What drives it, in log-odds: " + reasons(event.reasons()) + ".",
                Priority.HIGH,
                TicketChannel.SYSTEM));
    }

    private static String reasons(List<ChurnReason> reasons) {
        return reasons.stream()
                .map(reason -> String.format(Locale.ROOT, "%s %+.2f", reason.feature(), reason.logOdds()))
                .collect(Collectors.joining(", "));
    }

    /** The one ticket of a task; a long id is hashed, since an id has 64 characters at most. */
    static TicketId ticketOf(SuccessTaskRequested event) {
        String of = event.accountId() + "." + event.caseNumber() + "." + event.task();
        String readable = "retention-" + of;
        return new TicketId(readable.length() <= 64 ? readable : RequestStream.sha256(readable));
    }

    @SagaEventHandler(associationProperty = ACCOUNT, associationResolver = AccountAtRiskAssociation.class)
    void on(RetentionOfferMade event, DeadlineManager deadlines) {
        deadlines.schedule(event.expiresAt(), OFFER + event.offer(), new OfferDue(event.offer()));
    }

    /** Of any name: each offer has a deadline of its own. */
    @DeadlineHandler
    void lapse(OfferDue due, ProcessCommands commands) {
        if (tenantId != null && accountId != null) {
            commands.send(new LapseRetentionOffer(tenantId, accountId, caseNumber, due.offer()));
        }
    }

    @SagaEventHandler(associationProperty = ACCOUNT, associationResolver = AccountAtRiskAssociation.class)
    void on(RetentionOfferAccepted event, ProcessCommands commands, DeadlineManager deadlines) {
        deadlines.cancelAllWithinScope(OFFER + event.offer());
        Rejected refused = switch (event.kind()) {
            case PLAN ->
                commands.send(new ChangeSubscription(
                                event.tenantId(),
                                event.subscriptionId(),
                                event.planId(),
                                null,
                                null,
                                ProrationMode.CREATE_PRORATIONS,
                                null))
                        .orElse(null);
            case PAUSE -> pause(event, commands);
        };
        if (refused != null) {
            commands.send(new ReportOfferFailed(
                    event.tenantId(),
                    event.accountId(),
                    event.caseNumber(),
                    event.offer(),
                    refused.code().name()));
        }
    }

    /** Who cannot be paused is to end as they wanted. */
    private static @Nullable Rejected pause(RetentionOfferAccepted event, ProcessCommands commands) {
        commands.send(new RevokeCancellation(event.tenantId(), event.subscriptionId()));
        Rejected refused = commands.send(
                        new PauseSubscription(event.tenantId(), event.subscriptionId(), event.resumeAt()))
                .orElse(null);
        if (refused != null && event.cancellation() != null) {
            commands.send(new ScheduleCancellation(event.tenantId(), event.subscriptionId(), event.cancellation()));
        }
        return refused;
    }

    @SagaEventHandler(associationProperty = ACCOUNT, associationResolver = AccountAtRiskAssociation.class)
    void on(RetentionOfferDeclined event, DeadlineManager deadlines) {
        deadlines.cancelAllWithinScope(OFFER + event.offer());
    }

    @SagaEventHandler(associationProperty = ACCOUNT, associationResolver = AccountAtRiskAssociation.class)
    void on(RetentionOfferLapsed event, DeadlineManager deadlines) {
        deadlines.cancelAllWithinScope(OFFER + event.offer());
    }

    @SagaEventHandler(associationProperty = ACCOUNT, associationResolver = AccountAtRiskAssociation.class)
    void on(RetentionOfferWithdrawn event, DeadlineManager deadlines) {
        deadlines.cancelAllWithinScope(OFFER + event.offer());
    }

    @SagaEventHandler(associationProperty = ACCOUNT, associationResolver = AccountAtRiskAssociation.class)
    void on(CancellationScheduled event, ProcessCommands commands) {
        if (caseNumber > 0) {
            commands.send(new OfferPause(event.tenantId(), event.accountId(), caseNumber, event.subscriptionId()));
        }
    }

    @SagaEventHandler(associationProperty = ACCOUNT, associationResolver = AccountAtRiskAssociation.class)
    void on(ScheduledCancellationRevoked event, ProcessCommands commands) {
        withdraw(event.subscriptionId(), OfferWithdrawal.CANCELLATION_REVOKED, commands);
    }

    @SagaEventHandler(associationProperty = ACCOUNT, associationResolver = AccountAtRiskAssociation.class)
    void on(SubscriptionCancelled event, ProcessCommands commands) {
        withdraw(event.subscriptionId(), OfferWithdrawal.SUBSCRIPTION_CANCELLED, commands);
    }

    /** What became of the account is measured all the same, at the days at which it is measured of others. */
    @SagaEventHandler(associationProperty = ACCOUNT, associationResolver = AccountAtRiskAssociation.class)
    void on(AccountClosed event, ProcessCommands commands) {
        withdraw(null, OfferWithdrawal.ACCOUNT_CLOSED, commands);
    }

    @SagaEventHandler(associationProperty = ACCOUNT, associationResolver = AccountAtRiskAssociation.class)
    void on(PersonalDataErased event, ProcessCommands commands) {
        withdraw(null, OfferWithdrawal.PERSONAL_DATA_ERASED, commands);
    }

    private void withdraw(@Nullable SubscriptionId subscriptionId, OfferWithdrawal cause, ProcessCommands commands) {
        if (tenantId != null && accountId != null && caseNumber > 0) {
            commands.send(new WithdrawRetentionOffers(tenantId, accountId, caseNumber, subscriptionId, cause));
        }
    }

    @DeadlineHandler(deadlineName = OUTCOME)
    void measure(OutcomeDue due, ProcessCommands commands) {
        if (tenantId != null && accountId != null) {
            commands.send(new MeasureRetention(tenantId, accountId, caseNumber, due.day()));
        }
    }

    @SagaEventHandler(associationProperty = ACCOUNT, associationResolver = AccountAtRiskAssociation.class)
    void on(RetentionOutcomeMeasured event, DeadlineManager deadlines) {
        if (event.nextDay() != null && event.nextOutcomeAt() != null) {
            deadlines.schedule(event.nextOutcomeAt(), OUTCOME, new OutcomeDue(event.nextDay()));
        }
    }

    @EndSaga
    @SagaEventHandler(associationProperty = ACCOUNT, associationResolver = AccountAtRiskAssociation.class)
    void on(RetentionCaseClosed event) {}
}
