package dev.cauce.command.account;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.account.PersonalDataErased;
import dev.cauce.contracts.identity.UserErased;
import dev.cauce.contracts.tenant.TenantId;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;

/**
 * Destroys the key of an erased person, after the event that says so is stored: first before the command is answered,
 * and once more from the event, in case the process died in between. Destroying a key again changes nothing.
 */
@ProcessingGroup(KeyDestruction.GROUP)
public final class KeyDestruction {

    /** The processing group; an effect, never reset. */
    public static final String GROUP = "personal-data-erasure";

    /** Where the keys are. */
    @FunctionalInterface
    public interface Keys {
        /** Destroys the key of the subject for good; nothing happens where there is none. */
        void destroy(TenantId tenantId, String subject);
    }

    private final Keys keys;

    public KeyDestruction(Keys keys) {
        this.keys = keys;
    }

    void afterCommit(TenantId tenantId, AccountId accountId) {
        afterCommit(tenantId, accountId.value());
    }

    /** Destroys the key of a subject once what the current unit of work has applied is stored. */
    public void afterCommit(TenantId tenantId, String subject) {
        CurrentUnitOfWork.get().afterCommit(committed -> keys.destroy(tenantId, subject));
    }

    @EventHandler
    @DisallowReplay
    void on(PersonalDataErased event) {
        keys.destroy(event.tenantId(), event.accountId().value());
    }

    @EventHandler
    @DisallowReplay
    void on(UserErased event) {
        keys.destroy(event.tenantId(), event.subjectId());
    }
}
