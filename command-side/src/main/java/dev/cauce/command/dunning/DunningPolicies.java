package dev.cauce.command.dunning;

import dev.cauce.command.StreamFold;
import dev.cauce.contracts.dunning.DunningPolicyEvent;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.tenant.TenantId;
import java.time.Instant;
import org.axonframework.eventsourcing.eventstore.EventStore;

/** Which dunning policy holds when. */
public final class DunningPolicies {

    private final StreamFold<PolicyVersions> policies;

    public DunningPolicies(EventStore events) {
        this.policies = new StreamFold<>(events, (before, payload) -> {
            if (payload instanceof DunningPolicy snapshot) {
                return snapshot.versions();
            }
            return (before == null ? PolicyVersions.NONE : before).after((DunningPolicyEvent) payload);
        });
    }

    /** The version that holds at the time; the standard one where the tenant approved none. */
    public PolicyVersions.Version effectiveAt(TenantId tenantId, Instant at) {
        return policies.current(StreamId.of("dunning-policy", tenantId, "current"))
                .orElse(PolicyVersions.NONE)
                .effectiveAt(at);
    }
}
