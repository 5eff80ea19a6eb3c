package dev.cauce.application.development;

import dev.cauce.adapters.mail.Outbox;
import dev.cauce.contracts.account.PersonalDataErased;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;

/**
 * Removes the kept mails to a person who was erased. An effect with a group of its own: the outbox is no view, and no
 * replay would bring a mail back.
 */
@ProcessingGroup(OutboxErasure.GROUP)
final class OutboxErasure {

    static final String GROUP = "outbox-erasure";

    private final Outbox outbox;

    OutboxErasure(Outbox outbox) {
        this.outbox = outbox;
    }

    @EventHandler
    void on(PersonalDataErased event) {
        outbox.forget(event.tenantId() + "/" + event.accountId());
    }
}
