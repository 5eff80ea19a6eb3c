package dev.cauce.command.retention;

import dev.cauce.command.StreamFold;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.retention.RetentionPolicyEvent;
import dev.cauce.contracts.tenant.TenantId;
import java.time.Instant;
import org.axonframework.eventsourcing.eventstore.EventStore;

/** Which retention policy holds when. */
public final class RetentionPolicies {

    private final StreamFold<RetentionPolicyVersions> policies;

    public RetentionPolicies(EventStore events) {
        this.policies = new StreamFold<>(events, (before, payload) -> {
            if (payload instanceof RetentionPolicy snapshot) {
                return snapshot.versions();
            }
            return (before == null ? RetentionPolicyVersions.NONE : before).after((RetentionPolicyEvent) payload);
        });
    }

    /** The version that holds at the time; the standard one where the tenant approved none. */
    public RetentionPolicyVersions.Version effectiveAt(TenantId tenantId, Instant at) {
        return policies.current(StreamId.of("retention-policy", tenantId, "current"))
                .orElse(RetentionPolicyVersions.NONE)
                .effectiveAt(at);
    }
}
