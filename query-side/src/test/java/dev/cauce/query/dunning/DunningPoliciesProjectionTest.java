package dev.cauce.query.dunning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cauce.contracts.dunning.DunningPolicyApproved;
import dev.cauce.contracts.dunning.DunningPolicyEvent;
import dev.cauce.contracts.dunning.DunningPolicyProposed;
import dev.cauce.contracts.dunning.DunningPolicyView;
import dev.cauce.contracts.dunning.DunningTerms;
import dev.cauce.contracts.dunning.FinalAction;
import dev.cauce.contracts.dunning.ListDunningPolicies;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.projection.Views;
import dev.cauce.query.ProjectionContract;
import dev.cauce.query.ProjectionFixture.History;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.axonframework.eventhandling.DomainEventMessage;
import org.junit.jupiter.api.Test;

class DunningPoliciesProjectionTest extends ProjectionContract {

    private static final Instant NOON = Instant.parse("2026-02-01T12:00:00Z");
    private static final DunningTerms TERMS =
            new DunningTerms(28, 8, 4, 24, 7, 14, FinalAction.CANCEL, 4, 6, 20, 8, 9, Set.of(1, 15), 0.1);

    @Override
    protected Object projection(Views views) {
        return new DunningPoliciesProjection(views);
    }

    @Override
    protected List<String> views() {
        return List.of(DunningPoliciesProjection.NAME);
    }

    @Override
    protected List<Class<?>> feeds() {
        return List.of(DunningPolicyEvent.class);
    }

    @Override
    protected Set<Class<?>> ignored() {
        return Set.of();
    }

    @Override
    protected List<DomainEventMessage<?>> history(TenantId tenant) {
        return new History()
                .add("policy", new DunningPolicyProposed(tenant, "v.2", TERMS, NOON.plusSeconds(9), "ann@web"))
                .add("policy", new DunningPolicyProposed(tenant, "v.1", TERMS, NOON, "ann@web"))
                .add("policy", new DunningPolicyApproved(tenant, "v.1", NOON.plusSeconds(1), "ben@web"))
                .events();
    }

    @Test
    void listsTheVersionsByTheirTime() {
        live();
        DunningQueries queries = new DunningQueries(fixture.mongo());

        assertThat(queries.handle(new ListDunningPolicies(ACME)).items())
                .containsExactly(
                        new DunningPolicyView("v.1", TERMS, NOON.plusSeconds(1), true),
                        new DunningPolicyView("v.2", TERMS, NOON.plusSeconds(9), false));
        assertThat(queries.handle(new ListDunningPolicies(OTHER)).items()).isEmpty();
    }
}
