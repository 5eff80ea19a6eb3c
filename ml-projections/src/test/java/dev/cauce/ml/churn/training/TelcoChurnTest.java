package dev.cauce.ml.churn.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cauce.ml.churn.TelcoCustomers;
import dev.cauce.ml.churn.model.ChurnModel;
import dev.cauce.ml.churn.model.ChurnScore;
import dev.cauce.ml.churn.model.FeatureContribution;
import dev.cauce.ml.churn.model.FeatureRow;
import dev.cauce.ml.churn.model.ModelQuality;
import dev.cauce.ml.churn.training.TrainingOutcome.Trained;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The real customers: 7,043 of a telephone company, of whom 1,869 left. */
class TelcoChurnTest {
    private static final long SEED = 20261124;

    private static List<FeatureRow> customers;
    private static ChurnModel model;

    @BeforeAll
    static void train() throws IOException {
        customers = TelcoCustomers.rows();
        long start = System.nanoTime();
        model = ((Trained) ChurnTrainer.train(customers, TrainingConfiguration.standard(), SEED)).model();
        System.out.printf(
                "Telco: trained and validated in %.2f s, %d bytes, %s, stack %s%n",
                (System.nanoTime() - start) / 1e9,
                model.toBytes().length,
                model.quality(),
                model.header().stack());
    }

    @Test
    void ranksCustomersItHasNotSeenAsWellAsHonestPublishedResults() {
        ModelQuality quality = model.quality();

        assertThat(quality.rows()).isEqualTo(7043);
        assertThat(quality.churned()).isEqualTo(1869);
        assertThat(quality.foldAuc()).hasSize(5);
        // Above 0.87 something of the outcome would have leaked into the row.
        assertThat(quality.auc().estimate()).isBetween(0.845, 0.87);
        assertThat(quality.auc().low()).isBetween(0.83, quality.auc().estimate());
        assertThat(quality.auc().high()).isBetween(quality.auc().estimate(), 0.87);
    }

    @Test
    void beatsTheBaseRateAndIsCalibrated() {
        ModelQuality quality = model.quality();

        assertThat(quality.logLoss()).isLessThan(0.415).isLessThan(quality.baselineLogLoss());
        assertThat(quality.brier()).isLessThan(0.135).isLessThan(quality.baselineBrier());
        assertThat(quality.expectedCalibrationError()).isLessThan(0.02);
        assertThat(quality.calibration())
                .hasSize(10)
                .allSatisfy(bin -> assertThat(bin.observedRate())
                        .isBetween(bin.meanPredicted() - 0.06, bin.meanPredicted() + 0.06));
    }

    @Test
    void findsWhatIsKnownToDriveChurn() {
        FeatureRow newcomer = customers.stream()
                .filter(row -> "7590-VHVEG".equals(row.accountId())) // one month, month to month
                .findFirst()
                .orElseThrow();

        ChurnScore score = model.score(newcomer);

        assertThat(score.probability()).isBetween(0.4, 0.9);
        Map<String, Double> drivers = score.contributions().stream()
                .collect(Collectors.toMap(FeatureContribution::feature, FeatureContribution::logOdds));
        assertThat(drivers.get("Contract")).isPositive();
        // Both say that she came last month; the model may share the effect between them as it likes.
        assertThat(drivers.get("tenure") + drivers.get("TotalCharges")).isGreaterThan(0.5);
    }

    @Test
    void measuresHowLongAScoreTakes() {
        customers.subList(0, 2000).forEach(model::score); // warms up
        long start = System.nanoTime();
        List<ChurnScore> scores = customers.stream().map(model::score).toList();
        long end = System.nanoTime();
        System.out.printf(
                "Telco: a score with its explanation takes %.1f us%n", (end - start) / 1e3 / customers.size());

        assertThat(scores).hasSize(7043).extracting(ChurnScore::modelVersion).containsOnly(model.version());
        assertThat(scores.stream().mapToDouble(ChurnScore::probability).average())
                .hasValueCloseTo(model.quality().baseRate(), within(0.01));
    }
}
