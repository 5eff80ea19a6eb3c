package dev.cauce.command.account;

import dev.cauce.contracts.account.AccountClosed;
import dev.cauce.contracts.account.AccountEvent;
import dev.cauce.contracts.account.AccountReactivated;
import dev.cauce.contracts.account.AccountRegistered;
import dev.cauce.contracts.account.AccountStatus;
import dev.cauce.contracts.account.AccountSuspended;
import dev.cauce.contracts.account.ActivityRecorded;
import dev.cauce.contracts.account.EmailVerified;
import dev.cauce.contracts.account.OnboardingStepCompleted;
import dev.cauce.contracts.account.PersonalDataErased;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.platform.rejection.Rejected;
import org.jspecify.annotations.Nullable;

/**
 * What other aggregates need to know of an account.
 *
 * @param timeZone a region of the IANA database, or {@code UTC}
 */
public record AccountStanding(AccountStatus status, boolean erased, String timeZone) {

    /**
     * Lets pass what is not closed.
     *
     * @throws Rejected with {@code ACCOUNT_IS_CLOSED}
     */
    public void refuseClosed() {
        if (status == AccountStatus.CLOSED) {
            throw new Rejected(ErrorCode.ACCOUNT_IS_CLOSED, "The account is closed.");
        }
    }

    /**
     * Lets pass what has its service.
     *
     * @throws Rejected with {@code ACCOUNT_IS_CLOSED} or {@code ACCOUNT_SUSPENDED}
     */
    public void refuseUnlessActive() {
        refuseClosed();
        if (status == AccountStatus.SUSPENDED) {
            throw new Rejected(ErrorCode.ACCOUNT_SUSPENDED, "The account is suspended.");
        }
    }

    /**
     * Lets pass whose personal data may still be written.
     *
     * @throws Rejected with {@code ACCOUNT_IS_CLOSED}
     */
    public void refuseErased() {
        if (erased) {
            throw new Rejected(ErrorCode.ACCOUNT_IS_CLOSED, "The account was erased.");
        }
    }

    static AccountStanding after(@Nullable AccountStanding before, Object payload) {
        if (payload instanceof Account snapshot) {
            return snapshot.standing();
        }
        AccountStanding standing = before == null ? new AccountStanding(AccountStatus.ACTIVE, false, "UTC") : before;
        return switch ((AccountEvent) payload) {
            case AccountRegistered event -> new AccountStanding(AccountStatus.ACTIVE, false, event.timeZone());
            case AccountReactivated _ -> standing.with(AccountStatus.ACTIVE);
            case AccountSuspended _ -> standing.with(AccountStatus.SUSPENDED);
            case AccountClosed _ -> standing.with(AccountStatus.CLOSED);
            case PersonalDataErased _ -> new AccountStanding(standing.status(), true, standing.timeZone());
            case EmailVerified _, OnboardingStepCompleted _, ActivityRecorded _ -> standing;
        };
    }

    private AccountStanding with(AccountStatus newStatus) {
        return new AccountStanding(newStatus, erased, timeZone);
    }
}
