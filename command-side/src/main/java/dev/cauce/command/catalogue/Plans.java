package dev.cauce.command.catalogue;

import dev.cauce.command.StreamFold;
import dev.cauce.contracts.catalogue.PlanId;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.rejection.Rejected;
import org.axonframework.eventsourcing.eventstore.EventStore;

/** The catalogue as subscriptions read it. */
public final class Plans {

    private final StreamFold<PlanTerms> terms;

    public Plans(EventStore events) {
        this.terms = new StreamFold<>(events, PlanTerms::after);
    }

    /**
     * The terms of a plan.
     *
     * @throws Rejected with {@code PLAN_NOT_FOUND}
     */
    public PlanTerms require(TenantId tenantId, PlanId planId) {
        return terms.current(StreamId.of("plan", tenantId, planId))
                .orElseThrow(() -> new Rejected(ErrorCode.PLAN_NOT_FOUND, "There is no plan of this id."));
    }
}
