package dev.cauce.command.account;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.account.EmailReleased;
import dev.cauce.contracts.account.EmailReserved;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.rejection.Rejected;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Who holds a mail address within its tenant: a stream of its own per address, known by its keyed hash. It is written
 * in the same append as the account's event, so two accounts never share an address, whatever runs in parallel.
 */
@JsonAutoDetect(fieldVisibility = Visibility.ANY)
public final class EmailReservation {

    // Read by Axon alone.
    @SuppressWarnings("UnusedVariable")
    @AggregateIdentifier
    private String streamId;

    private @Nullable AccountId holder;

    /** Filled by the first event. */
    @SuppressWarnings("NullAway.Init")
    EmailReservation() {}

    static StreamId streamOf(TenantId tenantId, String emailFingerprint) {
        return StreamId.of("email", tenantId, emailFingerprint);
    }

    void reserve(TenantId tenantId, String emailFingerprint, AccountId accountId) {
        if (holder != null) {
            throw new Rejected(ErrorCode.EMAIL_TAKEN, "Another account has this mail address.");
        }
        apply(new EmailReserved(tenantId, emailFingerprint, accountId));
    }

    @EventSourcingHandler
    void evolve(EmailReserved event) {
        streamId = streamOf(event.tenantId(), event.emailFingerprint()).value();
        holder = event.accountId();
    }

    void release(TenantId tenantId, String emailFingerprint, AccountId accountId) {
        if (accountId.equals(holder)) {
            apply(new EmailReleased(tenantId, emailFingerprint, accountId));
        }
    }

    @EventSourcingHandler
    void evolve(EmailReleased event) {
        holder = null;
    }
}
