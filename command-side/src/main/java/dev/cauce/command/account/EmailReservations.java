package dev.cauce.command.account;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.tenant.TenantId;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.axonframework.modelling.command.Repository;

/** Reserves and releases mail addresses in the unit of work of the account that asks. */
public final class EmailReservations {

    private final Supplier<Repository<EmailReservation>> reservations;

    /** Takes a supplier, since the repository is built from a configuration that needs this object first. */
    public EmailReservations(Supplier<Repository<EmailReservation>> reservations) {
        this.reservations = reservations;
    }

    /**
     * Gives the address to the account, which has none yet.
     *
     * @throws dev.cauce.platform.rejection.Rejected with {@code EMAIL_TAKEN} where an account has it
     */
    void reserve(TenantId tenantId, String emailFingerprint, AccountId accountId) {
        within(tenantId, emailFingerprint, held -> held.reserve(tenantId, emailFingerprint, accountId));
    }

    /** Makes the address free; nothing changes where another account has it by now. */
    void release(TenantId tenantId, String emailFingerprint, AccountId accountId) {
        within(tenantId, emailFingerprint, held -> held.release(tenantId, emailFingerprint, accountId));
    }

    private void within(TenantId tenantId, String emailFingerprint, Consumer<EmailReservation> act) {
        String stream = EmailReservation.streamOf(tenantId, emailFingerprint).value();
        try {
            reservations.get().loadOrCreate(stream, EmailReservation::new).execute(act);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            // Axon declares it for factories that throw; this one is a constructor that does not.
            throw new IllegalStateException("the reservation could not be created", e);
        }
    }
}
