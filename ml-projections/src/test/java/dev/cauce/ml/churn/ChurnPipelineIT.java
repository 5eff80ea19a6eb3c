package dev.cauce.ml.churn;

import static dev.cauce.ml.churn.Histories.AS_OF;
import static dev.cauce.ml.churn.Histories.TENANT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.account.ActivityRecorded;
import dev.cauce.contracts.account.PersonalDataErased;
import dev.cauce.contracts.model.ChurnBand;
import dev.cauce.contracts.model.ChurnModelTrained;
import dev.cauce.contracts.model.ChurnModelView;
import dev.cauce.contracts.model.ChurnRiskPage;
import dev.cauce.contracts.model.ChurnRiskView;
import dev.cauce.contracts.model.ChurnTrainingFailed;
import dev.cauce.contracts.model.ChurnTrainingRequested;
import dev.cauce.contracts.model.FeatureContribution;
import dev.cauce.contracts.model.FindChurnModel;
import dev.cauce.contracts.model.FindChurnRisk;
import dev.cauce.contracts.model.ListChurnRisks;
import dev.cauce.contracts.retention.ChurnThresholds;
import dev.cauce.contracts.retention.RecordChurnScore;
import dev.cauce.contracts.retention.RetentionPolicyApproved;
import dev.cauce.contracts.retention.RetentionPolicyTookEffect;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.ml.churn.scoring.ChurnCrossings;
import dev.cauce.ml.churn.training.TrainingConfiguration;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From events to explained scores, on real processors. */
class ChurnPipelineIT {
    private static final TrainingConfiguration QUICK =
            new TrainingConfiguration(5, 50, 10, 5, 20, 3, 1.0, 20, 0.1, 3, 1, 0.8, 0.8, 1, 5);
    private static final int CUSTOMERS = 300;
    private static final Instant REQUESTED_AT = Instant.parse("2026-05-30T00:00:00Z");

    @Test
    void trainsOnRequestAndScoresEveryCustomer() {
        try (ChurnPipeline pipeline = trained(100)) {
            ChurnModelView model = pipeline.ask(new FindChurnModel(TENANT)).orElseThrow();
            assertThat(model.rows()).isEqualTo(CUSTOMERS);
            assertThat(model.auc()).isBetween(0.7, 0.99).isBetween(model.aucLow(), model.aucHigh());
            assertThat(model.logLoss()).isLessThan(model.baselineLogLoss());
            assertThat(model.folds()).isEqualTo(5);
            assertThat(model.provenance()).contains("XGBoost", "LibLinear", model.modelVersion());
            assertThat(model.trainedAt()).isEqualTo(ChurnPipeline.TRAINED_AT);

            List<ChurnRiskView> risks = all(pipeline, TENANT, null);
            assertThat(risks).hasSize(CUSTOMERS - (int) model.churned());
            assertThat(risks).isSortedAccordingTo((a, b) -> Double.compare(b.score(), a.score()));
            assertThat(risks).allSatisfy(risk -> {
                assertThat(risk.modelVersion()).isEqualTo(model.modelVersion());
                double logOdds = risk.baseLogOdds()
                        + risk.contributions().stream()
                                .mapToDouble(FeatureContribution::contribution)
                                .sum();
                assertThat(1 / (1 + Math.exp(-logOdds))).isCloseTo(risk.score(), within(1e-9));
                assertThat(risk.scoredAt()).isEqualTo(ChurnPipeline.TRAINED_AT);
            });
            assertThat(all(pipeline, TENANT, "HIGH"))
                    .isEqualTo(risks.stream()
                            .filter(risk -> risk.band().equals("HIGH"))
                            .toList());
        }
    }

    @Test
    void reportsEachCrossingOnceAndNothingOnReplay() {
        try (ChurnPipeline pipeline = trained(100)) {
            List<ChurnRiskView> risks = all(pipeline, TENANT, null);
            List<String> expected = risks.stream()
                    .filter(risk -> !risk.band().equals("LOW"))
                    .map(risk -> risk.accountId() + " " + risk.band())
                    .sorted()
                    .toList();
            ChurnCrossings crossings = pipeline.crossings();

            reportAll(pipeline, crossings);

            assertThat(expected).hasSizeBetween(20, risks.size() - 1);
            assertThat(pipeline.crossed().stream()
                            .map(each -> each.accountId() + " " + each.band())
                            .sorted())
                    .containsExactlyElementsOf(expected);
            RecordChurnScore first = pipeline.crossed().getFirst();
            ChurnRiskView risk = risk(pipeline, first.accountId().value());
            assertThat(first.score()).isEqualTo(risk.score());
            assertThat(first.modelVersion()).isEqualTo(risk.modelVersion());
            assertThat(first.featureHash()).isEqualTo(risk.featureHash());
            assertThat(first.policyVersion()).isEqualTo("retention-standard-1");
            assertThat(first.reasons()).hasSizeBetween(1, 5);
            assertThat(first.reasons().getFirst().feature())
                    .isEqualTo(risk.contributions().getFirst().feature());
            assertThat(first.subscriptionIds()).hasSize(1);

            pipeline.replay();
            reportAll(pipeline, crossings);
            reportAll(pipeline, pipeline.crossings());

            assertThat(pipeline.crossed()).hasSize(expected.size());
        }
    }

    @Test
    void reportsNothingOfAViewThatIsBehind() {
        try (ChurnPipeline pipeline = trained(100)) {
            long[] position = {0};
            ChurnCrossings crossings = pipeline.crossings(() -> position[0]);

            assertThat(crossings.report()).isZero();
            position[0] = Long.MAX_VALUE;
            assertThat(crossings.report()).isPositive();
        }
    }

    @Test
    void otherThresholdsMoveEverybodysBand() {
        try (ChurnPipeline pipeline = trained(100)) {
            reportAll(pipeline, pipeline.crossings());
            int before = pipeline.crossed().size();
            pipeline.record(
                    "retention-policy",
                    ChurnPipeline.TRAINED_AT,
                    new RetentionPolicyTookEffect(
                            TENANT, "all-critical", new ChurnThresholds(0.0001, 0.0002, 0.0003), AS_OF));
            pipeline.settle();

            reportAll(pipeline, pipeline.crossings());

            List<ChurnRiskView> risks = all(pipeline, TENANT, null);
            assertThat(risks).allSatisfy(risk -> assertThat(risk.band()).isEqualTo("CRITICAL"));
            List<RecordChurnScore> since =
                    pipeline.crossed().subList(before, pipeline.crossed().size());
            assertThat(since).hasSizeGreaterThan(50).allSatisfy(each -> {
                assertThat(each.band()).isEqualTo(ChurnBand.CRITICAL);
                assertThat(each.policyVersion()).isEqualTo("all-critical");
            });
            assertThat(since.stream().filter(each -> each.afterRecords() == 1)).isNotEmpty();
        }
    }

    @Test
    void tellsWhenTheTimeOfAPolicyHasComeAndNotAgain() {
        try (ChurnPipeline pipeline = new ChurnPipeline(100, QUICK)) {
            Instant now = ChurnPipeline.TRAINED_AT;
            pipeline.record(
                    "retention-policy",
                    now.minusSeconds(9),
                    new RetentionPolicyApproved(TENANT, "later", now.plusSeconds(1), "ben@web"));
            pipeline.settle();
            ChurnCrossings crossings = pipeline.crossings();
            assertThat(crossings.report()).isZero();

            pipeline.record("retention-policy", now, new RetentionPolicyApproved(TENANT, "due", now, "ben@web"));
            pipeline.settle();
            crossings.report();
            assertThat(pipeline.applied()).hasSize(1);

            pipeline.record(
                    "retention-policy",
                    now,
                    new RetentionPolicyTookEffect(TENANT, "due", ChurnThresholds.STANDARD, now));
            pipeline.settle();
            crossings.report();
            assertThat(pipeline.applied()).hasSize(1);
        }
    }

    private static void reportAll(ChurnPipeline pipeline, ChurnCrossings crossings) {
        do {
            pipeline.settle();
        } while (crossings.report() > 0);
    }

    @Test
    void scoresWhoLeftAsOfThatDayAndListsThemNoMore() {
        try (ChurnPipeline pipeline = trained(100)) {
            Set<String> listed = new HashSet<>();
            all(pipeline, TENANT, null).forEach(risk -> listed.add(risk.accountId()));
            String gone = MadeUpCustomers.rows(CUSTOMERS, 5).stream()
                    .filter(row -> Boolean.TRUE.equals(row.outcome()))
                    .findFirst()
                    .orElseThrow()
                    .accountId();

            assertThat(listed).doesNotContain(gone);
            assertThat(risk(pipeline, gone).asOf()).isEqualTo(AS_OF);
        }
    }

    @Test
    void scoresAgainWhenAFactIsAdded() {
        try (ChurnPipeline pipeline = trained(100)) {
            String account = all(pipeline, TENANT, null).getFirst().accountId();
            ChurnRiskView before = risk(pipeline, account);
            Instant at = Instant.parse("2026-06-02T00:00:00Z");

            pipeline.record(
                    "account:" + account, at, new ActivityRecorded(TENANT, new AccountId(account), "login", 3, at, 3));
            pipeline.settle();

            ChurnRiskView after = risk(pipeline, account);
            assertThat(after.featureHash()).isNotEqualTo(before.featureHash());
            assertThat(after.asOf()).isEqualTo(at);
            assertThat(after.modelVersion()).isEqualTo(before.modelVersion());
        }
    }

    @Test
    void learnsNothingFromWhatComesAfterTheCut() {
        try (ChurnPipeline pipeline = trained(100)) {
            String version = ((ChurnModelTrained) pipeline.reported().getFirst()).modelVersion();
            for (var row : MadeUpCustomers.rows(CUSTOMERS, 5)) {
                // A tell-tale of the outcome: recorded late, said to have happened before, at and after the cut.
                if (Boolean.TRUE.equals(row.outcome())) {
                    AccountId account = new AccountId(row.accountId());
                    Instant late = Instant.parse("2026-06-03T00:00:00Z");
                    for (Instant happened :
                            List.of(AS_OF.minus(Duration.ofDays(3)), AS_OF, AS_OF.plus(Duration.ofDays(3)))) {
                        pipeline.record(
                                "account:" + row.accountId(),
                                late,
                                new ActivityRecorded(TENANT, account, "export", 99, happened, 99));
                    }
                }
            }

            request(pipeline, "t-2", AS_OF, 30);
            pipeline.settle();

            assertThat(pipeline.reported()).hasSize(2);
            assertThat(((ChurnModelTrained) pipeline.reported().get(1)).modelVersion())
                    .isEqualTo(version);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 200})
    void comesOutTheSameInWhateverBatchesAndOnReplay(int batchSize) {
        Map<String, String> expected;
        try (ChurnPipeline pipeline = lively(50)) {
            expected = pipeline.hashes();
        }
        try (ChurnPipeline pipeline = lively(batchSize)) {
            assertThat(pipeline.hashes()).isEqualTo(expected);

            pipeline.replay();

            assertThat(pipeline.hashes()).isEqualTo(expected);
            assertThat(pipeline.reported()).as("an effect is never replayed").hasSize(1);
        }
    }

    @Test
    void forgetsTheAttributesOfAnErasedPerson() {
        try (ChurnPipeline pipeline = trained(100)) {
            String account = all(pipeline, TENANT, null).getFirst().accountId();
            assertThat(value(risk(pipeline, account), "contract")).isIn("monthly", "yearly");

            pipeline.record(
                    "account:" + account,
                    Instant.parse("2026-06-04T00:00:00Z"),
                    new PersonalDataErased(TENANT, new AccountId(account), "certificate"));
            pipeline.settle();

            assertThat(value(risk(pipeline, account), "contract")).isEmpty();
            assertThat(pipeline.facts()
                            .of(TENANT, List.of(account))
                            .getFirst()
                            .rowAsOf(AS_OF)
                            .categorical())
                    .doesNotContainKey("contract");
        }
    }

    @Test
    void saysWhyThereIsNoModel() {
        try (ChurnPipeline pipeline = new ChurnPipeline(100, QUICK)) {
            Histories.recordMadeUp(pipeline, 20, 5);
            request(pipeline, "few", AS_OF, 30);
            request(pipeline, "open", REQUESTED_AT.minus(Duration.ofDays(1)), 30);
            pipeline.settle();

            assertThat(pipeline.reported())
                    .containsExactly(
                            new ChurnTrainingFailed(TENANT, "few", "CHURN_TRAINING_TOO_FEW_ROWS"),
                            new ChurnTrainingFailed(TENANT, "open", "CHURN_TRAINING_WINDOW_OPEN"));
            assertThat(pipeline.ask(new FindChurnModel(TENANT))).isEmpty();
            assertThat(all(pipeline, TENANT, null)).isEmpty();
        }
    }

    @Test
    void showsNothingToAnotherTenant() {
        try (ChurnPipeline pipeline = trained(100)) {
            TenantId other = new TenantId("other");
            String account = all(pipeline, TENANT, null).getFirst().accountId();

            assertThat(pipeline.ask(new FindChurnModel(other))).isEmpty();
            assertThat(pipeline.ask(new FindChurnRisk(other, new AccountId(account))))
                    .isEmpty();
            assertThat(all(pipeline, other, null)).isEmpty();
        }
    }

    /** With facts before and after the training, an erasure, and an account without a subscription. */
    private static ChurnPipeline lively(int batchSize) {
        ChurnPipeline pipeline = new ChurnPipeline(batchSize, QUICK);
        Histories.recordMadeUp(pipeline, 120, 6);
        request(pipeline, "t-1", AS_OF, 30);
        pipeline.settle();
        for (int i = 0; i < 30; i++) {
            String account = "made-up-%05d".formatted(i);
            Instant at = Instant.parse("2026-06-02T00:00:00Z").plusSeconds(i);
            pipeline.record(
                    "account:" + account, at, new ActivityRecorded(TENANT, new AccountId(account), "login", i, at, i));
            if (i % 10 == 0) {
                pipeline.record(
                        "account:" + account, at, new PersonalDataErased(TENANT, new AccountId(account), "c" + i));
            }
        }
        pipeline.settle();
        return pipeline;
    }

    private static ChurnPipeline trained(int batchSize) {
        ChurnPipeline pipeline = new ChurnPipeline(batchSize, QUICK);
        Histories.recordMadeUp(pipeline, CUSTOMERS, 5);
        request(pipeline, "t-1", AS_OF, 30);
        pipeline.settle();
        assertThat(pipeline.reported()).singleElement().isInstanceOf(ChurnModelTrained.class);
        return pipeline;
    }

    private static void request(ChurnPipeline pipeline, String trainingId, Instant asOf, int horizonDays) {
        pipeline.record(
                "model:" + TENANT, REQUESTED_AT, new ChurnTrainingRequested(TENANT, trainingId, asOf, horizonDays));
    }

    private static ChurnRiskView risk(ChurnPipeline pipeline, String account) {
        return pipeline.ask(new FindChurnRisk(TENANT, new AccountId(account))).orElseThrow();
    }

    private static String value(ChurnRiskView risk, String feature) {
        return risk.contributions().stream()
                .filter(c -> c.feature().equals(feature))
                .findFirst()
                .orElseThrow()
                .value();
    }

    private static List<ChurnRiskView> all(ChurnPipeline pipeline, TenantId tenant, String band) {
        List<ChurnRiskView> risks = new ArrayList<>();
        String cursor = null;
        do {
            ChurnRiskPage page =
                    pipeline.ask(new ListChurnRisks(tenant, band, cursor, 37)).orElseThrow();
            risks.addAll(page.items());
            cursor = page.nextCursor();
        } while (cursor != null);
        return risks;
    }
}
