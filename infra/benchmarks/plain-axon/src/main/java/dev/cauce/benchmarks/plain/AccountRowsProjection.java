package dev.cauce.benchmarks.plain;

import java.time.Instant;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.Timestamp;
import org.springframework.stereotype.Component;

/** Keeps the view, in the processor that Axon chooses by itself. */
@Component
@ProcessingGroup(AccountRowsProjection.NAME)
class AccountRowsProjection {

    static final String NAME = "accounts";

    private final AccountRows rows;

    AccountRowsProjection(AccountRows rows) {
        this.rows = rows;
    }

    @EventHandler
    void on(PlainAccountRegistered event, @Timestamp Instant at) {
        rows.save(new AccountRow(event, at));
    }

    @ResetHandler
    void reset() {
        rows.deleteAllInBatch();
    }
}
