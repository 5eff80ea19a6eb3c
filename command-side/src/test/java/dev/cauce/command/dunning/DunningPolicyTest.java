package dev.cauce.command.dunning;

import static dev.cauce.command.Fixtures.NOW;
import static dev.cauce.command.Fixtures.TENANT;
import static dev.cauce.command.Fixtures.rejected;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cauce.command.Fixtures;
import dev.cauce.command.History;
import dev.cauce.contracts.dunning.ApproveDunningPolicy;
import dev.cauce.contracts.dunning.DunningPolicyApproved;
import dev.cauce.contracts.dunning.DunningPolicyProposed;
import dev.cauce.contracts.dunning.DunningTerms;
import dev.cauce.contracts.dunning.FinalAction;
import dev.cauce.contracts.dunning.ProposeDunningPolicy;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.metadata.MetadataKey;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.platform.command.Answer;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;

class DunningPolicyTest {

    private static final Instant LATER = NOW.plusSeconds(86_400);
    private static final DunningTerms TERMS = terms(7, 14, 28);
    private static final DunningPolicyProposed PROPOSED =
            new DunningPolicyProposed(TENANT, "v1", TERMS, LATER, "ann@web");

    private final FixtureConfiguration<DunningPolicy> fixture = Fixtures.of(DunningPolicy.class);

    private static DunningTerms terms(int grace, int suspend, int window) {
        return new DunningTerms(window, 8, 4, 24, grace, suspend, FinalAction.KEEP, 4, 6, 20, 8, 9, Set.of(1), 0.1);
    }

    private static Map<String, String> by(String actor) {
        return Map.of(MetadataKey.ACTOR, actor);
    }

    @Test
    void isProposedByOneAndApprovedByAnother() {
        fixture.givenNoPriorActivity()
                .when(new ProposeDunningPolicy(TENANT, "v1", TERMS, LATER), by("ann@web"))
                .expectEvents(PROPOSED);
        fixture.given(PROPOSED)
                .when(new ApproveDunningPolicy(TENANT, "v1"), by("ben@web"))
                .expectEvents(new DunningPolicyApproved(TENANT, "v1", LATER, "ben@web"));
    }

    @Test
    void isNotApprovedByWhoProposedItWhateverApplicationTheyUse() {
        fixture.given(PROPOSED)
                .when(new ApproveDunningPolicy(TENANT, "v1"), by("ann@other"))
                .expectException(rejected(ErrorCode.SECOND_PERSON_NEEDED));
    }

    @Test
    void neverHoldsBeforeItWasApproved() {
        fixture.given(new DunningPolicyProposed(TENANT, "v1", TERMS, NOW.minusSeconds(9), "ann@web"))
                .when(new ApproveDunningPolicy(TENANT, "v1"), by("ben@web"))
                .expectEvents(new DunningPolicyApproved(TENANT, "v1", NOW, "ben@web"));
    }

    @Test
    void doesNotChange() {
        fixture.given(PROPOSED)
                .when(new ProposeDunningPolicy(TENANT, "v1", terms(1, 2, 3), LATER), by("ann@web"))
                .expectException(rejected(ErrorCode.ALREADY_EXISTS));
        fixture.given(PROPOSED)
                .when(new ProposeDunningPolicy(TENANT, "v1", TERMS, LATER), by("ann@web"))
                .expectNoEvents();
        fixture.givenNoPriorActivity()
                .when(new ProposeDunningPolicy(TENANT, "dunning-standard-1", TERMS, LATER), by("ann@web"))
                .expectException(rejected(ErrorCode.ALREADY_EXISTS));
    }

    @Test
    void refusesStepsOutOfOrder() {
        fixture.givenNoPriorActivity()
                .when(new ProposeDunningPolicy(TENANT, "v1", terms(15, 14, 28), LATER), by("ann@web"))
                .expectException(rejected(ErrorCode.DUNNING_POLICY_INVALID));
        fixture.givenNoPriorActivity()
                .when(new ProposeDunningPolicy(TENANT, "v1", terms(7, 29, 28), LATER), by("ann@web"))
                .expectException(rejected(ErrorCode.DUNNING_POLICY_INVALID));
    }

    @Test
    void stepsMayFallOnOneDay() {
        fixture.givenNoPriorActivity()
                .when(new ProposeDunningPolicy(TENANT, "v1", terms(28, 28, 28), LATER), by("ann@web"))
                .expectSuccessfulHandlerExecution()
                .expectResultMessagePayload(Answer.of("policyVersion", "v1"));
    }

    @Test
    void approvingAgainChangesNothing() {
        fixture.given(PROPOSED, new DunningPolicyApproved(TENANT, "v1", LATER, "ben@web"))
                .when(new ApproveDunningPolicy(TENANT, "v1"), by("ann@web"))
                .expectNoEvents()
                .expectResultMessagePayload(Answer.of("policyVersion", "v1"));
    }

    @Test
    void approvingWhatWasNeverProposedFails() {
        fixture.given(PROPOSED)
                .when(new ApproveDunningPolicy(TENANT, "v2"), by("ben@web"))
                .expectException(rejected(ErrorCode.DUNNING_POLICY_NOT_FOUND));
    }

    @Test
    void theApprovedVersionThatBeganLastHolds() {
        History history = new History();
        DunningPolicies policies = new DunningPolicies(history.store());
        assertThat(policies.effectiveAt(TENANT, NOW).policyVersion()).isEqualTo("dunning-standard-1");

        history.holds(
                StreamId.of("dunning-policy", TENANT, "current"),
                PROPOSED,
                new DunningPolicyProposed(TENANT, "v2", TERMS, NOW, "ann@web"),
                new DunningPolicyApproved(TENANT, "v1", LATER, "ben@web"));

        assertThat(policies.effectiveAt(TENANT, NOW).policyVersion()).isEqualTo("dunning-standard-1");
        assertThat(policies.effectiveAt(TENANT, LATER).policyVersion()).isEqualTo("v1");
    }
}
