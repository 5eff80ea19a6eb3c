package dev.cauce.benchmarks.plain;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;

/** An account, as a tutorial of Axon has one. */
@Aggregate
class PlainAccount {

    // Read by Axon alone.
    @SuppressWarnings("UnusedVariable")
    @AggregateIdentifier
    private String accountId;

    /** Filled by the first event. */
    @SuppressWarnings("NullAway.Init")
    PlainAccount() {}

    @CommandHandler
    @SuppressWarnings("NullAway.Init")
    PlainAccount(RegisterPlainAccount command) {
        apply(new PlainAccountRegistered(
                command.accountId(),
                command.companyName(),
                command.contactName(),
                command.email(),
                command.timeZone(),
                command.country(),
                command.origin(),
                command.attributes()));
    }

    @EventSourcingHandler
    void on(PlainAccountRegistered event) {
        accountId = event.accountId();
    }
}
