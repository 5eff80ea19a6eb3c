package dev.cauce.ml.churn;

import static dev.cauce.ml.churn.Histories.AS_OF;
import static dev.cauce.ml.churn.Histories.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.model.ChurnModelView;
import dev.cauce.contracts.model.ChurnTrainingRequested;
import dev.cauce.contracts.model.FindChurnModel;
import dev.cauce.contracts.model.FindChurnRisk;
import dev.cauce.ml.churn.training.TrainingConfiguration;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The real customers through the whole road, as the import of the samples tells them. */
class TelcoPipelineIT {
    @Test
    void ranksCustomersItHasNotSeenAsWellAsHonestPublishedResults() throws IOException {
        try (ChurnPipeline pipeline = new ChurnPipeline(200, TrainingConfiguration.standard())) {
            Histories.recordTelco(pipeline);
            long recorded = System.nanoTime();
            pipeline.settle();
            long kept = System.nanoTime();
            pipeline.record("model:acme", ChurnPipeline.TRAINED_AT, new ChurnTrainingRequested(TENANT, "t", AS_OF, 30));
            pipeline.settle();
            long scored = System.nanoTime();

            ChurnModelView model = pipeline.ask(new FindChurnModel(TENANT)).orElseThrow();
            System.out.printf(
                    "Telco: facts kept in %.1f s; trained, validated and scored in %.1f s; %s%n",
                    (kept - recorded) / 1e9, (scored - kept) / 1e9, model);
            assertThat(model.rows()).isEqualTo(7043);
            assertThat(model.churned()).isEqualTo(1869);
            assertThat(model.auc()).isBetween(0.845, 0.87); // above, the outcome would have leaked into the row
            assertThat(model.logLoss()).isLessThan(0.415).isLessThan(model.baselineLogLoss());
            assertThat(model.calibrationError()).isLessThan(0.02);
            assertThat(pipeline.ask(new FindChurnRisk(TENANT, new AccountId("7590-VHVEG"))))
                    .hasValueSatisfying(risk -> assertThat(risk.score()).isBetween(0.2, 0.95));
        }
    }
}
