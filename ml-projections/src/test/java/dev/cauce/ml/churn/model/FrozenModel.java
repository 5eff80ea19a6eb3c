package dev.cauce.ml.churn.model;

import dev.cauce.ml.churn.MadeUpCustomers;
import dev.cauce.ml.churn.training.ChurnTrainer;
import dev.cauce.ml.churn.training.TrainingConfiguration;
import dev.cauce.ml.churn.training.TrainingOutcome.Trained;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Freezes a small model with its scores; to be run again, into a file of another name, with a new format. */
final class FrozenModel {
    static final String MODEL = "churn-model-format-1.bin";
    static final String SCORES = "churn-model-format-1.scores.tsv";

    private FrozenModel() {}

    /** @param args the folder to write to */
    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        TrainingConfiguration small =
                new TrainingConfiguration(3, 50, 10, 5, 20, 2, 1.0, 10, 0.2, 3, 1, 0.8, 0.8, 1, 5);
        ChurnModel model = ((Trained) ChurnTrainer.train(MadeUpCustomers.rows(300, 1), small, 1)).model();
        Files.write(folder.resolve(MODEL), model.toBytes());
        Files.writeString(
                folder.resolve(SCORES),
                scoredRows().stream().map(model::score).map(FrozenModel::line).collect(Collectors.joining()));
    }

    static List<FeatureRow> scoredRows() {
        return Stream.concat(
                        MadeUpCustomers.rows(20, 99).stream(),
                        Stream.of(
                                FeatureRow.of("empty", Map.of(), Map.of(), null),
                                FeatureRow.of("unseen", Map.of("price", 1e9), Map.of("plan", "unseen"), null)))
                .toList();
    }

    private static String line(ChurnScore score) {
        return String.join(
                        "\t",
                        score.accountId(),
                        Double.toString(score.probability()),
                        score.contributions().getFirst().feature(),
                        score.featureHash(),
                        score.modelVersion())
                + "\n";
    }
}
