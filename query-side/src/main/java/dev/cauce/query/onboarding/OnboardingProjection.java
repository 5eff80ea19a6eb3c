package dev.cauce.query.onboarding;

import static dev.cauce.platform.projection.Views.documentId;

import dev.cauce.contracts.account.OnboardingStep;
import dev.cauce.contracts.onboarding.NudgeMailRequested;
import dev.cauce.contracts.onboarding.OnboardingAbandoned;
import dev.cauce.contracts.onboarding.OnboardingClosed;
import dev.cauce.contracts.onboarding.OnboardingCompleted;
import dev.cauce.contracts.onboarding.OnboardingEvent;
import dev.cauce.contracts.onboarding.OnboardingMailSent;
import dev.cauce.contracts.onboarding.OnboardingStalled;
import dev.cauce.contracts.onboarding.OnboardingStarted;
import dev.cauce.contracts.onboarding.OnboardingStatus;
import dev.cauce.contracts.onboarding.OnboardingStepTracked;
import dev.cauce.contracts.onboarding.WelcomeMailRequested;
import dev.cauce.platform.projection.ViewChange;
import dev.cauce.platform.projection.Views;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;

/** Answers: how far is each new customer, and who is stuck? */
@ProcessingGroup(OnboardingProjection.NAME)
public final class OnboardingProjection {

    /** The projection, its processing group and its collection. */
    public static final String NAME = "onboarding";

    static final String ONBOARDING = "onboarding";

    private final Views views;

    public OnboardingProjection(Views views) {
        this.views = views;
    }

    @EventHandler
    void on(OnboardingStarted event, @SequenceNumber long sequence, @Timestamp Instant at) {
        steps(change(event, event.accountId(), sequence, at), event.completedSteps())
                .set("tenantId", event.tenantId().value())
                .set("accountId", event.accountId().value())
                .set("status", OnboardingStatus.RUNNING)
                .set("origin", event.origin())
                .set("followUps", 0)
                .set("nextFollowUpAt", event.nextFollowUpAt())
                .set("welcomed", false)
                .set("startedAt", at);
    }

    @EventHandler
    void on(WelcomeMailRequested event, @SequenceNumber long sequence, @Timestamp Instant at) {
        change(event, event.accountId(), sequence, at).set("welcomeMailId", event.mailId());
    }

    @EventHandler
    void on(OnboardingMailSent event, @SequenceNumber long sequence, @Timestamp Instant at) {
        change(event, event.accountId(), sequence, at).set("welcomed", true);
    }

    @EventHandler
    void on(NudgeMailRequested event, @SequenceNumber long sequence, @Timestamp Instant at) {
        change(event, event.accountId(), sequence, at)
                .set("followUps", event.followUp())
                .set("nextFollowUpAt", event.nextFollowUpAt());
    }

    @EventHandler
    void on(OnboardingStepTracked event, @SequenceNumber long sequence, @Timestamp Instant at) {
        steps(change(event, event.accountId(), sequence, at), event.completedSteps());
    }

    @EventHandler
    void on(OnboardingStalled event, @SequenceNumber long sequence, @Timestamp Instant at) {
        change(event, event.accountId(), sequence, at)
                .set("status", OnboardingStatus.STALLED)
                .set("followUps", event.followUp())
                .set("nextFollowUpAt", event.nextFollowUpAt());
    }

    @EventHandler
    void on(OnboardingCompleted event, @SequenceNumber long sequence, @Timestamp Instant at) {
        steps(
                end(event, event.accountId(), OnboardingStatus.COMPLETED, sequence, at),
                EnumSet.allOf(OnboardingStep.class));
    }

    @EventHandler
    void on(OnboardingAbandoned event, @SequenceNumber long sequence, @Timestamp Instant at) {
        end(event, event.accountId(), OnboardingStatus.ABANDONED, sequence, at);
    }

    @EventHandler
    void on(OnboardingClosed event, @SequenceNumber long sequence, @Timestamp Instant at) {
        end(event, event.accountId(), OnboardingStatus.CLOSED, sequence, at);
    }

    @ResetHandler
    void reset() {
        views.clear(NAME);
    }

    private ViewChange end(
            OnboardingEvent event, Object accountId, OnboardingStatus status, long sequence, Instant at) {
        return change(event, accountId, sequence, at)
                .set("status", status)
                .set("nextFollowUpAt", null)
                .set("endedAt", at);
    }

    private ViewChange change(OnboardingEvent event, Object accountId, long sequence, Instant at) {
        return views.change(NAME, documentId(event.tenantId(), accountId), ONBOARDING, sequence)
                .set("updatedAt", at);
    }

    private static ViewChange steps(ViewChange change, Set<OnboardingStep> completed) {
        Set<OnboardingStep> open = EnumSet.allOf(OnboardingStep.class);
        open.removeAll(completed);
        return change.set("completedSteps", completed).set("openSteps", open);
    }
}
