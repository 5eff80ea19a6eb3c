package dev.cauce.ml.churn.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cauce.ml.churn.MadeUpCustomers;
import dev.cauce.ml.churn.model.ChurnModel;
import dev.cauce.ml.churn.model.ChurnScore;
import dev.cauce.ml.churn.model.FeatureRow;
import dev.cauce.ml.churn.training.TrainingOutcome.RefusalCode;
import dev.cauce.ml.churn.training.TrainingOutcome.Refused;
import dev.cauce.ml.churn.training.TrainingOutcome.Trained;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ChurnTrainerTest {
    private static final TrainingConfiguration QUICK =
            new TrainingConfiguration(5, 50, 10, 5, 20, 3, 1.0, 20, 0.1, 3, 1, 0.8, 0.8, 1, 5);
    private static final List<FeatureRow> CUSTOMERS = MadeUpCustomers.rows(400, 7);

    @Nested
    class Repeating {
        @Test
        void givesTheSameModelForTheSameRowsInAnyOrder() {
            List<FeatureRow> shuffled = new ArrayList<>(CUSTOMERS);
            Collections.shuffle(shuffled, new Random(3));

            ChurnModel first = trained(CUSTOMERS, 1);
            ChurnModel second = trained(shuffled, 1);

            assertThat(second.version()).isEqualTo(first.version());
            assertThat(second.header()).isEqualTo(first.header());
            assertThat(scores(second)).isEqualTo(scores(first));
        }

        @Test
        void givesAnotherVersionForAnotherSeedConfigurationOrRow() {
            ChurnModel model = trained(CUSTOMERS, 1);
            TrainingConfiguration other =
                    new TrainingConfiguration(5, 50, 10, 5, 20, 3, 1.0, 21, 0.1, 3, 1, 0.8, 0.8, 1, 5);
            List<FeatureRow> changed = new ArrayList<>(CUSTOMERS);
            FeatureRow last = changed.removeLast();
            changed.add(FeatureRow.of(last.accountId(), Map.of("price", 1.0), last.categorical(), last.outcome()));

            assertThat(List.of(
                            model.version(),
                            trained(CUSTOMERS, 2).version(),
                            trained(changed, 1).version(),
                            ((Trained) ChurnTrainer.train(CUSTOMERS, other, 1))
                                    .model()
                                    .version()))
                    .doesNotHaveDuplicates();
        }

        private List<ChurnScore> scores(ChurnModel model) {
            return CUSTOMERS.stream().map(model::score).toList();
        }
    }

    @Nested
    class Learning {
        @Test
        void beatsTheBaseRateOnCustomersItHasNotSeen() {
            ChurnModel model = trained(CUSTOMERS, 1);

            assertThat(model.quality().beatsBaseRate()).isTrue();
            assertThat(model.quality().auc().estimate()).isGreaterThan(0.75);
            assertThat(model.quality().rows()).isEqualTo(400);
            assertThat(model.quality().calibration().stream()
                            .mapToInt(bin -> bin.count())
                            .sum())
                    .isEqualTo(400);
        }

        @Test
        void leavesOutRowsWhoseOutcomeIsNotKnown() {
            List<FeatureRow> more = new ArrayList<>(CUSTOMERS);
            more.add(FeatureRow.of("still-here", Map.of("price", 20.0), Map.of(), null));

            assertThat(trained(more, 1).version())
                    .isEqualTo(trained(CUSTOMERS, 1).version());
        }

        @Test
        void saysInItsProvenanceWhatItWasTrainedOn() {
            ChurnModel model = trained(CUSTOMERS, 1);

            assertThat(model.provenance().get("linear").toString()).contains("400 accounts", model.version());
            assertThat(model.provenance().get("trees").toString()).contains("400 accounts", model.version());
            assertThat(model.header().configuration()).containsEntry("trees", "20");
        }
    }

    @Nested
    class Refusing {
        @Test
        void noRows() {
            assertRefused(List.of(), RefusalCode.CHURN_TRAINING_TOO_FEW_ROWS, "0 accounts");
        }

        @Test
        void tooFewRowsWithAKnownOutcome() {
            List<FeatureRow> rows = new ArrayList<>(CUSTOMERS.subList(0, 49));
            CUSTOMERS.subList(49, 400).forEach(row -> rows.add(withOutcome(row, null)));

            assertRefused(rows, RefusalCode.CHURN_TRAINING_TOO_FEW_ROWS, "49 accounts");
        }

        @Test
        void anAccountThatIsThereTwice() {
            List<FeatureRow> rows = new ArrayList<>(CUSTOMERS);
            rows.add(CUSTOMERS.get(17));

            assertRefused(rows, RefusalCode.CHURN_TRAINING_DUPLICATE_ACCOUNT, "made-up-00017");
        }

        @Test
        void onlyOneOutcome() {
            assertRefused(
                    CUSTOMERS.stream().map(row -> withOutcome(row, false)).toList(),
                    RefusalCode.CHURN_TRAINING_SINGLE_OUTCOME,
                    "none of the 400");
            assertRefused(
                    CUSTOMERS.stream().map(row -> withOutcome(row, true)).toList(),
                    RefusalCode.CHURN_TRAINING_SINGLE_OUTCOME,
                    "all of the 400");
        }

        @Test
        void anOutcomeThatIsTooRare() {
            List<FeatureRow> rows = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                rows.add(withOutcome(CUSTOMERS.get(i), i < 9));
            }

            assertRefused(rows, RefusalCode.CHURN_TRAINING_RARE_OUTCOME, "9 of 400");
        }

        @Test
        void rowsWithoutAFeatureThatVaries() {
            List<FeatureRow> empty = CUSTOMERS.stream()
                    .map(row -> FeatureRow.of(row.accountId(), Map.of(), Map.of(), row.outcome()))
                    .toList();
            List<FeatureRow> constant = CUSTOMERS.stream()
                    .map(row ->
                            FeatureRow.of(row.accountId(), Map.of("price", 5.0), Map.of("plan", "only"), row.outcome()))
                    .toList();

            assertRefused(empty, RefusalCode.CHURN_TRAINING_NO_FEATURES, "no feature");
            assertRefused(constant, RefusalCode.CHURN_TRAINING_NO_FEATURES, "no feature");
        }

        @Test
        void aFeatureThatVariesInOneFoldAlone() {
            List<FeatureRow> rows = new ArrayList<>();
            for (FeatureRow row : CUSTOMERS) {
                Map<String, String> texts = rows.isEmpty() ? Map.of("note", "x") : Map.of();
                rows.add(FeatureRow.of(row.accountId(), Map.of(), texts, row.outcome()));
            }

            assertRefused(rows, RefusalCode.CHURN_TRAINING_NO_FEATURES, "in every fold");
        }

        @Test
        void aModelThatKnowsNoMoreThanTheBaseRate() {
            assertRefused(
                    MadeUpCustomers.withRandomOutcomes(400, 11),
                    RefusalCode.CHURN_TRAINING_NO_BETTER_THAN_BASE_RATE,
                    "base rate");
        }

        @Test
        void aConfigurationThatMakesNoSense() {
            assertThatThrownBy(() -> new TrainingConfiguration(1, 50, 10, 5, 20, 3, 1, 20, 0.1, 3, 1, 0.8, 0.8, 1, 5))
                    .hasMessageContaining("folds");
            assertThatThrownBy(() -> new TrainingConfiguration(5, 50, 4, 5, 20, 3, 1, 20, 0.1, 3, 1, 0.8, 0.8, 1, 5))
                    .hasMessageContaining("minimumPerOutcome");
            assertThatThrownBy(() ->
                            new TrainingConfiguration(5, 50, 10, 5, 20, 3, Double.NaN, 20, 0.1, 3, 1, 0.8, 0.8, 1, 5))
                    .hasMessageContaining("linearCost");
        }

        private void assertRefused(List<FeatureRow> rows, RefusalCode code, String saying) {
            assertThat(ChurnTrainer.train(rows, QUICK, 1)).isInstanceOfSatisfying(Refused.class, refused -> {
                assertThat(refused.code()).isEqualTo(code);
                assertThat(refused.message()).contains(saying);
            });
        }

        private FeatureRow withOutcome(FeatureRow row, Boolean outcome) {
            return FeatureRow.of(row.accountId(), row.numeric(), row.categorical(), outcome);
        }
    }

    private static ChurnModel trained(List<FeatureRow> rows, long seed) {
        return ((Trained) ChurnTrainer.train(rows, QUICK, seed)).model();
    }
}
