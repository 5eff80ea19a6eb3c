package dev.cauce.sagas.onboarding;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import dev.cauce.contracts.account.AccountClosed;
import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.account.AccountRegistered;
import dev.cauce.contracts.account.OnboardingStepCompleted;
import dev.cauce.contracts.onboarding.CloseOnboarding;
import dev.cauce.contracts.onboarding.FollowUpOnboarding;
import dev.cauce.contracts.onboarding.NudgeMailRequested;
import dev.cauce.contracts.onboarding.OnboardingAbandoned;
import dev.cauce.contracts.onboarding.OnboardingClosed;
import dev.cauce.contracts.onboarding.OnboardingCompleted;
import dev.cauce.contracts.onboarding.OnboardingStalled;
import dev.cauce.contracts.onboarding.OnboardingStarted;
import dev.cauce.contracts.onboarding.RequestWelcomeMail;
import dev.cauce.contracts.onboarding.StartOnboarding;
import dev.cauce.contracts.onboarding.TrackOnboardingStep;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.contracts.ticket.OpenTicket;
import dev.cauce.contracts.ticket.Priority;
import dev.cauce.contracts.ticket.TicketChannel;
import dev.cauce.contracts.ticket.TicketId;
import dev.cauce.platform.command.ProcessCommands;
import dev.cauce.platform.idempotency.RequestStream;
import java.time.Instant;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.deadline.DeadlineManager;
import org.axonframework.deadline.annotation.DeadlineHandler;
import org.axonframework.modelling.saga.EndSaga;
import org.axonframework.modelling.saga.SagaEventHandler;
import org.axonframework.modelling.saga.StartSaga;
import org.jspecify.annotations.Nullable;

/**
 * Walks one account through its onboarding. Every command that it sends may be repeated: the aggregates answer a
 * repetition with nothing.
 */
@ProcessingGroup(OnboardingSaga.GROUP)
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
public class OnboardingSaga {

    /** The processing group. */
    public static final String GROUP = "onboarding-saga";

    /** The association property that every one of these sagas starts with, and never has a second value of. */
    public static final String ASSOCIATION = "accountId";

    static final String FOLLOW_UP = "onboarding-follow-up";

    private @Nullable TenantId tenantId;
    private @Nullable AccountId accountId;

    @StartSaga
    @SagaEventHandler(associationProperty = ASSOCIATION, associationResolver = AccountAssociation.class)
    void on(AccountRegistered event, ProcessCommands commands) {
        tenantId = event.tenantId();
        accountId = event.accountId();
        commands.send(new StartOnboarding(event.tenantId(), event.accountId(), event.origin(), event.customerSince()));
    }

    @SagaEventHandler(associationProperty = ASSOCIATION, associationResolver = AccountAssociation.class)
    void on(OnboardingStarted event, ProcessCommands commands, DeadlineManager deadlines, FirstTrial trial) {
        followUpAt(event.nextFollowUpAt(), 1, deadlines);
        if (event.startsTrial()) {
            commands.send(trial.of(event.tenantId(), event.accountId()));
        }
        if (event.welcomes()) {
            commands.send(new RequestWelcomeMail(event.tenantId(), event.accountId()));
        }
    }

    @SagaEventHandler(associationProperty = ASSOCIATION, associationResolver = AccountAssociation.class)
    void on(OnboardingStepCompleted event, ProcessCommands commands) {
        commands.send(new TrackOnboardingStep(event.tenantId(), event.accountId(), event.step()));
    }

    @SagaEventHandler(associationProperty = ASSOCIATION, associationResolver = AccountAssociation.class)
    void on(NudgeMailRequested event, DeadlineManager deadlines) {
        followUpAt(event.nextFollowUpAt(), event.followUp() + 1, deadlines);
    }

    @SagaEventHandler(associationProperty = ASSOCIATION, associationResolver = AccountAssociation.class)
    void on(OnboardingStalled event, ProcessCommands commands, DeadlineManager deadlines) {
        followUpAt(event.nextFollowUpAt(), event.followUp() + 1, deadlines);
        commands.send(new OpenTicket(
                event.tenantId(),
                ticketOf(event.accountId()),
                event.accountId(),
                "Onboarding stalled",
                "Reminders did not help; still open: " + event.openSteps() + ".",
                Priority.HIGH,
                TicketChannel.SYSTEM));
    }

    @DeadlineHandler(deadlineName = FOLLOW_UP)
    void followUp(FollowUpDue due, ProcessCommands commands) {
        if (tenantId != null && accountId != null) {
            commands.send(new FollowUpOnboarding(tenantId, accountId, due.followUp()));
        }
    }

    @SagaEventHandler(associationProperty = ASSOCIATION, associationResolver = AccountAssociation.class)
    void on(AccountClosed event, ProcessCommands commands) {
        commands.send(new CloseOnboarding(event.tenantId(), event.accountId()));
    }

    @EndSaga
    @SagaEventHandler(associationProperty = ASSOCIATION, associationResolver = AccountAssociation.class)
    void on(OnboardingCompleted event, DeadlineManager deadlines) {
        deadlines.cancelAllWithinScope(FOLLOW_UP);
    }

    @EndSaga
    @SagaEventHandler(associationProperty = ASSOCIATION, associationResolver = AccountAssociation.class)
    void on(OnboardingAbandoned event, DeadlineManager deadlines) {
        deadlines.cancelAllWithinScope(FOLLOW_UP);
    }

    @EndSaga
    @SagaEventHandler(associationProperty = ASSOCIATION, associationResolver = AccountAssociation.class)
    void on(OnboardingClosed event, DeadlineManager deadlines) {
        deadlines.cancelAllWithinScope(FOLLOW_UP);
    }

    /**
     * The one ticket of an account's onboarding; a long account id is hashed, since an id has 64 characters at most.
     */
    static TicketId ticketOf(AccountId accountId) {
        String readable = "onboarding-" + accountId;
        return new TicketId(
                readable.length() <= 64 ? readable : "onboarding-" + RequestStream.sha256(accountId.value()));
    }

    private static void followUpAt(@Nullable Instant at, int followUp, DeadlineManager deadlines) {
        if (at != null) {
            deadlines.schedule(at, FOLLOW_UP, new FollowUpDue(followUp));
        }
    }
}
