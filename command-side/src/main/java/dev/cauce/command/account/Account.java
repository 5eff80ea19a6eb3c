package dev.cauce.command.account;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import dev.cauce.command.EffectiveTime;
import dev.cauce.contracts.account.AccountClosed;
import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.account.AccountReactivated;
import dev.cauce.contracts.account.AccountRegistered;
import dev.cauce.contracts.account.AccountStatus;
import dev.cauce.contracts.account.AccountSuspended;
import dev.cauce.contracts.account.ActivityRecorded;
import dev.cauce.contracts.account.CloseAccount;
import dev.cauce.contracts.account.CompleteOnboardingStep;
import dev.cauce.contracts.account.EmailVerified;
import dev.cauce.contracts.account.ErasePersonalData;
import dev.cauce.contracts.account.OnboardingStep;
import dev.cauce.contracts.account.OnboardingStepCompleted;
import dev.cauce.contracts.account.PersonalDataErased;
import dev.cauce.contracts.account.ReactivateAccount;
import dev.cauce.contracts.account.RecordActivity;
import dev.cauce.contracts.account.RegisterAccount;
import dev.cauce.contracts.account.SuspendAccount;
import dev.cauce.contracts.account.VerifyEmail;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.command.Answer;
import dev.cauce.platform.personaldata.EmailVerification;
import dev.cauce.platform.personaldata.ErasureCertificate;
import dev.cauce.platform.personaldata.Fingerprints;
import dev.cauce.platform.rejection.Rejected;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** A customer company from registration to its end. Its state knows nothing of the person behind it. */
@JsonAutoDetect(fieldVisibility = Visibility.ANY)
public final class Account {

    /** Kinds of activity come from clients; a stream of ever new ones must not grow the state without bound. */
    private static final int MOST_ACTIVITY_KINDS = 1_000;

    @AggregateIdentifier
    private @Nullable String streamId;

    private AccountStatus status = AccountStatus.ACTIVE;
    private @Nullable String emailFingerprint;
    private String timeZone = "UTC";
    private boolean emailVerified;
    private Set<OnboardingStep> completedSteps = EnumSet.noneOf(OnboardingStep.class);
    private Map<String, Long> activityTotals = new HashMap<>();
    private @Nullable Instant erasedAt;

    Account() {}

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Answer decide(RegisterAccount command, Clock clock, Fingerprints fingerprints, EmailReservations emails) {
        if (streamId != null) {
            throw new Rejected(ErrorCode.ALREADY_EXISTS, "The account is registered already.");
        }
        Instant since = command.customerSince();
        if (since != null) {
            EffectiveTime.orNow(since, clock, "customerSince");
        }
        TenantId tenantId = command.tenantId();
        String fingerprint = fingerprints.of(tenantId, "email", EmailAddress.normalised(command.email()));
        emails.reserve(tenantId, fingerprint, command.accountId());
        apply(
                new AccountRegistered(
                        tenantId,
                        command.accountId(),
                        command.companyName(),
                        command.contactName(),
                        command.email().strip(),
                        fingerprint,
                        command.timeZone(),
                        command.country(),
                        command.origin(),
                        since,
                        command.attributes()),
                EffectiveTime.metadata(since));
        return answer(command.accountId());
    }

    @EventSourcingHandler
    void evolve(AccountRegistered event) {
        streamId = StreamId.of("account", event.tenantId(), event.accountId()).value();
        emailFingerprint = event.emailFingerprint();
        timeZone = event.timeZone();
    }

    /** The token is a keyed hash of the account and its address, as the welcome mail carries it. */
    @CommandHandler
    Answer decide(VerifyEmail command, Fingerprints fingerprints) {
        refuseClosed();
        String expected = EmailVerification.token(
                fingerprints, command.tenantId(), command.accountId(), String.valueOf(emailFingerprint));
        if (!MessageDigest.isEqual(bytes(expected), bytes(command.token()))) {
            throw new Rejected(ErrorCode.EMAIL_TOKEN_WRONG, "The token does not belong to this account's address.");
        }
        if (!emailVerified) {
            apply(new EmailVerified(command.tenantId(), command.accountId()));
        }
        return answer(command.accountId());
    }

    @EventSourcingHandler
    void evolve(EmailVerified event) {
        emailVerified = true;
    }

    @CommandHandler
    Answer decide(CompleteOnboardingStep command) {
        refuseClosed();
        if (!completedSteps.contains(command.step())) {
            Set<OnboardingStep> completed = EnumSet.of(command.step());
            completed.addAll(completedSteps);
            apply(new OnboardingStepCompleted(command.tenantId(), command.accountId(), command.step(), completed));
        }
        return answer(command.accountId());
    }

    @EventSourcingHandler
    void evolve(OnboardingStepCompleted event) {
        completedSteps = EnumSet.copyOf(event.completedSteps());
    }

    /** A suspended account may still report what was done before: activity is a fact, not a wish. */
    @CommandHandler
    Answer decide(RecordActivity command, Clock clock) {
        refuseClosed();
        Instant occurredAt = EffectiveTime.orNow(command.occurredAt(), clock, "occurredAt");
        if (!activityTotals.containsKey(command.kind()) && activityTotals.size() >= MOST_ACTIVITY_KINDS) {
            throw new Rejected(
                    ErrorCode.INVALID_REQUEST, "An account has at most " + MOST_ACTIVITY_KINDS + " kinds of activity.");
        }
        long total = Math.addExact(activityTotals.getOrDefault(command.kind(), 0L), command.count());
        apply(
                new ActivityRecorded(
                        command.tenantId(), command.accountId(), command.kind(), command.count(), occurredAt, total),
                EffectiveTime.metadata(command.occurredAt()));
        return answer(command.accountId());
    }

    @EventSourcingHandler
    void evolve(ActivityRecorded event) {
        activityTotals.put(event.kind(), event.totalCount());
    }

    @CommandHandler
    Answer decide(SuspendAccount command) {
        refuseClosed();
        if (status == AccountStatus.SUSPENDED) {
            throw new Rejected(ErrorCode.ACCOUNT_SUSPENDED, "The account is suspended already.");
        }
        apply(new AccountSuspended(command.tenantId(), command.accountId(), command.reason()));
        return answer(command.accountId());
    }

    @EventSourcingHandler
    void evolve(AccountSuspended event) {
        status = AccountStatus.SUSPENDED;
    }

    @CommandHandler
    Answer decide(ReactivateAccount command) {
        refuseClosed();
        if (status != AccountStatus.SUSPENDED) {
            throw new Rejected(ErrorCode.ACCOUNT_NOT_SUSPENDED, "The account is not suspended.");
        }
        apply(new AccountReactivated(command.tenantId(), command.accountId()));
        return answer(command.accountId());
    }

    @EventSourcingHandler
    void evolve(AccountReactivated event) {
        status = AccountStatus.ACTIVE;
    }

    @CommandHandler
    Answer decide(CloseAccount command, EmailReservations emails) {
        refuseClosed();
        close(command.tenantId(), command.accountId(), command.reason(), emails);
        return answer(command.accountId());
    }

    @EventSourcingHandler
    void evolve(AccountClosed event) {
        status = AccountStatus.CLOSED;
        // The address is released: nothing is kept that leads back to it.
        emailFingerprint = null;
    }

    /**
     * Erases the person. An account that is still open is closed first: nobody is left to write to. Erasing again gives
     * the same certificate, and destroys the key again where a crash came in between.
     */
    @CommandHandler
    Answer decide(ErasePersonalData command, EmailReservations emails, KeyDestruction keys) {
        if (status != AccountStatus.CLOSED) {
            close(command.tenantId(), command.accountId(), "ERASED", emails);
        }
        String certificateId =
                ErasureCertificate.idFor(command.tenantId(), command.accountId().value());
        if (erasedAt == null) {
            apply(new PersonalDataErased(command.tenantId(), command.accountId(), certificateId));
        }
        keys.afterCommit(command.tenantId(), command.accountId());
        return new Answer(Map.of(
                "accountId", command.accountId().value(),
                "certificateId", certificateId,
                "erasedAt", String.valueOf(erasedAt)));
    }

    @EventSourcingHandler
    void evolve(PersonalDataErased event, @Timestamp Instant recordedAt) {
        erasedAt = recordedAt;
    }

    AccountStanding standing() {
        return new AccountStanding(status, erasedAt != null, timeZone);
    }

    private void close(TenantId tenantId, AccountId accountId, String reason, EmailReservations emails) {
        if (emailFingerprint != null) {
            emails.release(tenantId, emailFingerprint, accountId);
        }
        apply(new AccountClosed(tenantId, accountId, reason));
    }

    private void refuseClosed() {
        if (status == AccountStatus.CLOSED) {
            throw new Rejected(ErrorCode.ACCOUNT_IS_CLOSED, "The account is closed.");
        }
    }

    private Answer answer(AccountId accountId) {
        return Answer.of("accountId", accountId, "status", status);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
