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

/** What other aggregates need to know of an account. */
public record AccountStanding(AccountStatus status, boolean erased) {

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
        AccountStanding standing = before == null ? new AccountStanding(AccountStatus.ACTIVE, false) : before;
        return switch ((AccountEvent) payload) {
            case AccountRegistered _, AccountReactivated _ -> new AccountStanding(AccountStatus.ACTIVE, false);
            case AccountSuspended _ -> new AccountStanding(AccountStatus.SUSPENDED, false);
            case AccountClosed _ -> new AccountStanding(AccountStatus.CLOSED, standing.erased());
            case PersonalDataErased _ -> new AccountStanding(standing.status(), true);
            case EmailVerified _, OnboardingStepCompleted _, ActivityRecorded _ -> standing;
        };
    }
}
