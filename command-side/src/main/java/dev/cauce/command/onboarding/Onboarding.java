package dev.cauce.command.onboarding;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.account.OnboardingStep;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.metadata.MetadataKey;
import dev.cauce.contracts.onboarding.CloseOnboarding;
import dev.cauce.contracts.onboarding.FollowUpOnboarding;
import dev.cauce.contracts.onboarding.NudgeMailRequested;
import dev.cauce.contracts.onboarding.OnboardingAbandoned;
import dev.cauce.contracts.onboarding.OnboardingClosed;
import dev.cauce.contracts.onboarding.OnboardingCompleted;
import dev.cauce.contracts.onboarding.OnboardingMailSent;
import dev.cauce.contracts.onboarding.OnboardingStalled;
import dev.cauce.contracts.onboarding.OnboardingStarted;
import dev.cauce.contracts.onboarding.OnboardingStatus;
import dev.cauce.contracts.onboarding.OnboardingStepTracked;
import dev.cauce.contracts.onboarding.RecordOnboardingMailSent;
import dev.cauce.contracts.onboarding.RequestWelcomeMail;
import dev.cauce.contracts.onboarding.StartOnboarding;
import dev.cauce.contracts.onboarding.TrackOnboardingStep;
import dev.cauce.contracts.onboarding.WelcomeMailRequested;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.command.Answer;
import dev.cauce.platform.rejection.Rejected;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/**
 * The way of an account through its checklist. Its commands come from a process that may repeat itself or come late:
 * what was done already, or comes after the end, changes nothing.
 */
@JsonAutoDetect(fieldVisibility = Visibility.ANY)
public final class Onboarding {

    private static final OnboardingPolicy POLICY = OnboardingPolicy.CURRENT;

    @AggregateIdentifier
    private @Nullable String streamId;

    private OnboardingStatus status = OnboardingStatus.RUNNING;
    private boolean welcomes;
    private int followUps;
    private Set<OnboardingStep> completedSteps = EnumSet.noneOf(OnboardingStep.class);
    private Set<String> mailsRequested = new HashSet<>();
    private Set<String> mailsSent = new HashSet<>();

    Onboarding() {}

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Answer decide(StartOnboarding command, Clock clock) {
        if (streamId != null) {
            return answer(command.accountId());
        }
        Instant now = clock.instant();
        boolean past = POLICY.isPast(command.origin(), command.customerSince(), now);
        boolean greets = POLICY.greets(command.origin());
        Set<OnboardingStep> done = past ? EnumSet.allOf(OnboardingStep.class) : EnumSet.noneOf(OnboardingStep.class);
        apply(
                new OnboardingStarted(
                        command.tenantId(),
                        command.accountId(),
                        command.origin(),
                        greets,
                        greets,
                        done,
                        POLICY.version(),
                        past ? null : POLICY.nextAfter(0, now)),
                decidedByPolicy());
        if (past) {
            apply(new OnboardingCompleted(command.tenantId(), command.accountId()), decidedByPolicy());
        }
        return answer(command.accountId());
    }

    @EventSourcingHandler
    void evolve(OnboardingStarted event) {
        streamId =
                StreamId.of("onboarding", event.tenantId(), event.accountId()).value();
        welcomes = event.welcomes();
        completedSteps.addAll(event.completedSteps());
    }

    @CommandHandler
    Answer decide(RequestWelcomeMail command) {
        String mailId = mailId(command.tenantId(), command.accountId(), "welcome");
        if (inProgress() && welcomes && !mailsRequested.contains(mailId)) {
            apply(new WelcomeMailRequested(command.tenantId(), command.accountId(), mailId));
        }
        return answer(command.accountId());
    }

    @EventSourcingHandler
    void evolve(WelcomeMailRequested event) {
        mailsRequested.add(event.mailId());
    }

    /** A mail that went out is a fact even after the end. */
    @CommandHandler
    Answer decide(RecordOnboardingMailSent command) {
        if (!mailsRequested.contains(command.mailId())) {
            throw new Rejected(ErrorCode.NOT_FOUND, "This onboarding asked for no such mail.");
        }
        if (!mailsSent.contains(command.mailId())) {
            apply(new OnboardingMailSent(command.tenantId(), command.accountId(), command.mailId()));
        }
        return answer(command.accountId());
    }

    @EventSourcingHandler
    void evolve(OnboardingMailSent event) {
        mailsSent.add(event.mailId());
    }

    @CommandHandler
    Answer decide(TrackOnboardingStep command) {
        if (inProgress() && !completedSteps.contains(command.step())) {
            Set<OnboardingStep> completed = EnumSet.of(command.step());
            completed.addAll(completedSteps);
            apply(new OnboardingStepTracked(command.tenantId(), command.accountId(), command.step(), completed));
            if (openSteps().isEmpty()) {
                apply(new OnboardingCompleted(command.tenantId(), command.accountId()));
            }
        }
        return answer(command.accountId());
    }

    @EventSourcingHandler
    void evolve(OnboardingStepTracked event) {
        completedSteps = EnumSet.copyOf(event.completedSteps());
    }

    @EventSourcingHandler
    void evolve(OnboardingCompleted event) {
        status = OnboardingStatus.COMPLETED;
    }

    @CommandHandler
    Answer decide(FollowUpOnboarding command, Clock clock) {
        int number = command.followUp();
        if (!inProgress() || number <= followUps) {
            return answer(command.accountId());
        }
        if (number > followUps + 1) {
            throw new Rejected(ErrorCode.INVALID_REQUEST, "Follow-up " + (followUps + 1) + " comes first.");
        }
        TenantId tenantId = command.tenantId();
        AccountId accountId = command.accountId();
        Object followedUp = switch (POLICY.followUp(number)) {
            case NUDGE ->
                new NudgeMailRequested(
                        tenantId,
                        accountId,
                        mailId(tenantId, accountId, "nudge-" + number),
                        number,
                        openSteps(),
                        POLICY.nextAfter(number, clock.instant()));
            case CALL_A_PERSON ->
                new OnboardingStalled(
                        tenantId, accountId, number, openSteps(), POLICY.nextAfter(number, clock.instant()));
            case GIVE_UP -> new OnboardingAbandoned(tenantId, accountId, openSteps());
        };
        apply(followedUp, decidedByPolicy());
        return answer(accountId);
    }

    @EventSourcingHandler
    void evolve(NudgeMailRequested event) {
        followUps = event.followUp();
        mailsRequested.add(event.mailId());
    }

    @EventSourcingHandler
    void evolve(OnboardingStalled event) {
        followUps = event.followUp();
        status = OnboardingStatus.STALLED;
    }

    @EventSourcingHandler
    void evolve(OnboardingAbandoned event) {
        status = OnboardingStatus.ABANDONED;
    }

    @CommandHandler
    Answer decide(CloseOnboarding command) {
        if (inProgress()) {
            apply(new OnboardingClosed(command.tenantId(), command.accountId()));
        }
        return answer(command.accountId());
    }

    @EventSourcingHandler
    void evolve(OnboardingClosed event) {
        status = OnboardingStatus.CLOSED;
    }

    private boolean inProgress() {
        return status == OnboardingStatus.RUNNING || status == OnboardingStatus.STALLED;
    }

    private Set<OnboardingStep> openSteps() {
        Set<OnboardingStep> open = EnumSet.allOf(OnboardingStep.class);
        open.removeAll(completedSteps);
        return open;
    }

    private Answer answer(AccountId accountId) {
        return Answer.of("accountId", accountId, "status", status);
    }

    private static MetaData decidedByPolicy() {
        return MetaData.with(MetadataKey.POLICY_VERSION, POLICY.version());
    }

    /** The same for the same cause, so that a mail asked for twice is the same mail. */
    private static String mailId(TenantId tenantId, AccountId accountId, String what) {
        return StreamId.of("onboarding", tenantId, accountId) + "/" + what;
    }
}
