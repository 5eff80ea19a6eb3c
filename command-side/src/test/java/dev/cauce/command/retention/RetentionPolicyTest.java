package dev.cauce.command.retention;

import static dev.cauce.command.Fixtures.NOW;
import static dev.cauce.command.Fixtures.TENANT;
import static dev.cauce.command.Fixtures.rejected;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cauce.command.Fixtures;
import dev.cauce.command.History;
import dev.cauce.command.catalogue.Plans;
import dev.cauce.contracts.catalogue.BillingInterval;
import dev.cauce.contracts.catalogue.PlanDefined;
import dev.cauce.contracts.catalogue.PlanId;
import dev.cauce.contracts.catalogue.PlanPrice;
import dev.cauce.contracts.catalogue.PlanRetired;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.metadata.MetadataKey;
import dev.cauce.contracts.model.ChurnBand;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.contracts.retention.ApplyRetentionPolicy;
import dev.cauce.contracts.retention.ApproveRetentionPolicy;
import dev.cauce.contracts.retention.ChurnThresholds;
import dev.cauce.contracts.retention.ProposeRetentionPolicy;
import dev.cauce.contracts.retention.RetentionAct;
import dev.cauce.contracts.retention.RetentionPlay;
import dev.cauce.contracts.retention.RetentionPolicyApproved;
import dev.cauce.contracts.retention.RetentionPolicyProposed;
import dev.cauce.contracts.retention.RetentionPolicyTookEffect;
import dev.cauce.contracts.retention.RetentionTerms;
import dev.cauce.platform.command.Answer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RetentionPolicyTest {

    private static final Instant LATER = NOW.plusSeconds(86_400);
    private static final ChurnThresholds THRESHOLDS = new ChurnThresholds(0.2, 0.4, 0.6);
    private static final PlanId LOYAL = new PlanId("loyal");
    private static final RetentionTerms TERMS = terms(THRESHOLDS, play(ChurnBand.HIGH, "loyal"));
    private static final RetentionPolicyProposed PROPOSED =
            new RetentionPolicyProposed(TENANT, "v1", TERMS, LATER, "ann@web");
    private static final RetentionPolicyApproved APPROVED = new RetentionPolicyApproved(TENANT, "v1", LATER, "ben@web");

    private final History history = new History()
            .holds(
                    StreamId.of("plan", TENANT, "loyal"),
                    new PlanDefined(
                            TENANT, LOYAL, "Loyal", List.of(new PlanPrice("EUR", BillingInterval.MONTH, 2_900)), 0))
            .holds(
                    StreamId.of("plan", TENANT, "retired"),
                    new PlanDefined(
                            TENANT,
                            new PlanId("retired"),
                            "Old",
                            List.of(new PlanPrice("EUR", BillingInterval.MONTH, 2_900)),
                            0),
                    new PlanRetired(TENANT, new PlanId("retired")));
    /** One for each account and history: a fixture knows the stream that it was given first. */
    private FixtureConfiguration<RetentionPolicy> fixture() {
        return Fixtures.of(RetentionPolicy.class, new Plans(history.store()));
    }

    private static RetentionPlay play(ChurnBand band, String plan) {
        return new RetentionPlay(band, Set.of(RetentionAct.PLAN_OFFER), new PlanId(plan), 14, 60);
    }

    private static RetentionTerms terms(ChurnThresholds thresholds, RetentionPlay... plays) {
        return new RetentionTerms(thresholds, List.of(plays), 90, 0.1);
    }

    private static Map<String, String> by(String actor) {
        return Map.of(MetadataKey.ACTOR, actor);
    }

    @Test
    void isProposedByOneAndApprovedByAnother() {
        fixture()
                .givenNoPriorActivity()
                .when(new ProposeRetentionPolicy(TENANT, "v1", TERMS, LATER), by("ann@web"))
                .expectEvents(PROPOSED);
        fixture()
                .given(PROPOSED)
                .when(new ApproveRetentionPolicy(TENANT, "v1"), by("ben@web"))
                .expectEvents(APPROVED);
        fixture()
                .given(PROPOSED)
                .when(new ApproveRetentionPolicy(TENANT, "v1"), by("ann@other"))
                .expectException(rejected(ErrorCode.SECOND_PERSON_NEEDED));
    }

    @Test
    void takesEffectAtOnceWhereItsTimeHasCome() {
        fixture()
                .given(new RetentionPolicyProposed(TENANT, "v1", TERMS, NOW.minusSeconds(9), "ann@web"))
                .when(new ApproveRetentionPolicy(TENANT, "v1"), by("ben@web"))
                .expectEvents(
                        new RetentionPolicyApproved(TENANT, "v1", NOW, "ben@web"),
                        new RetentionPolicyTookEffect(TENANT, "v1", THRESHOLDS, NOW));
    }

    @Test
    void takesEffectOnceWhenItsTimeComes() {
        RetentionPolicyApproved due = new RetentionPolicyApproved(TENANT, "v1", NOW, "ben@web");
        RetentionPolicyTookEffect effect = new RetentionPolicyTookEffect(TENANT, "v1", THRESHOLDS, NOW);
        fixture()
                .given(PROPOSED, APPROVED)
                .when(new ApplyRetentionPolicy(TENANT))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        fixture().given(PROPOSED, due).when(new ApplyRetentionPolicy(TENANT)).expectEvents(effect);
        fixture()
                .given(PROPOSED, due, effect)
                .when(new ApplyRetentionPolicy(TENANT))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents()
                .expectResultMessagePayload(Answer.of("policyVersion", "v1"));
        fixture()
                .givenNoPriorActivity()
                .when(new ApplyRetentionPolicy(TENANT))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents()
                .expectResultMessagePayload(Answer.of("policyVersion", "retention-standard-1"));
    }

    @Test
    void doesNotChange() {
        fixture()
                .given(PROPOSED)
                .when(new ProposeRetentionPolicy(TENANT, "v1", terms(ChurnThresholds.STANDARD), LATER), by("ann@web"))
                .expectException(rejected(ErrorCode.ALREADY_EXISTS));
        fixture()
                .given(PROPOSED)
                .when(new ProposeRetentionPolicy(TENANT, "v1", TERMS, LATER), by("ann@web"))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        fixture()
                .givenNoPriorActivity()
                .when(new ProposeRetentionPolicy(TENANT, "retention-standard-1", TERMS, LATER), by("ann@web"))
                .expectException(rejected(ErrorCode.ALREADY_EXISTS));
        fixture()
                .given(PROPOSED, APPROVED)
                .when(new ApproveRetentionPolicy(TENANT, "v1"), by("ann@web"))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    static Stream<RetentionTerms> refusesWhatMakesNoSense() {
        return Stream.of(
                terms(new ChurnThresholds(0.5, 0.5, 0.6)),
                terms(new ChurnThresholds(0.2, 0.6, 0.6)),
                terms(THRESHOLDS, play(ChurnBand.LOW, "loyal")),
                terms(THRESHOLDS, play(ChurnBand.HIGH, "loyal"), play(ChurnBand.HIGH, "loyal")),
                terms(THRESHOLDS, new RetentionPlay(ChurnBand.HIGH, Set.of(RetentionAct.PLAN_OFFER), null, 14, 60)),
                terms(THRESHOLDS, new RetentionPlay(ChurnBand.HIGH, Set.of(RetentionAct.SUCCESS_TASK), LOYAL, 14, 60)));
    }

    @ParameterizedTest
    @MethodSource
    void refusesWhatMakesNoSense(RetentionTerms terms) {
        fixture()
                .givenNoPriorActivity()
                .when(new ProposeRetentionPolicy(TENANT, "v1", terms, LATER), by("ann@web"))
                .expectException(rejected(ErrorCode.RETENTION_POLICY_INVALID));
    }

    @Test
    void offersOnlyPlansThatAreSold() {
        fixture()
                .givenNoPriorActivity()
                .when(
                        new ProposeRetentionPolicy(
                                TENANT, "v1", terms(THRESHOLDS, play(ChurnBand.HIGH, "unknown")), LATER),
                        by("ann@web"))
                .expectException(rejected(ErrorCode.PLAN_NOT_FOUND));
        fixture()
                .givenNoPriorActivity()
                .when(
                        new ProposeRetentionPolicy(
                                TENANT, "v1", terms(THRESHOLDS, play(ChurnBand.HIGH, "retired")), LATER),
                        by("ann@web"))
                .expectException(rejected(ErrorCode.PLAN_RETIRED));
    }

    @Test
    void approvingWhatWasNeverProposedFails() {
        fixture()
                .given(PROPOSED)
                .when(new ApproveRetentionPolicy(TENANT, "v2"), by("ben@web"))
                .expectException(rejected(ErrorCode.RETENTION_POLICY_NOT_FOUND));
    }

    @Test
    void theApprovedVersionThatBeganLastHolds() {
        RetentionPolicies policies = new RetentionPolicies(history.store());
        assertThat(policies.effectiveAt(TENANT, NOW).policyVersion()).isEqualTo("retention-standard-1");

        history.holds(
                StreamId.of("retention-policy", TENANT, "current"),
                PROPOSED,
                new RetentionPolicyProposed(TENANT, "v2", TERMS, NOW, "ann@web"),
                APPROVED);

        assertThat(policies.effectiveAt(TENANT, NOW).policyVersion()).isEqualTo("retention-standard-1");
        assertThat(policies.effectiveAt(TENANT, LATER).policyVersion()).isEqualTo("v1");
    }
}
