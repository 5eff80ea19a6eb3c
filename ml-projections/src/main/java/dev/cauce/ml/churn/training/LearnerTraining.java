package dev.cauce.ml.churn.training;

import dev.cauce.ml.churn.model.FeatureRow;
import dev.cauce.ml.churn.model.FeatureSchema;
import dev.cauce.ml.churn.model.Outcome;
import dev.cauce.ml.churn.model.TrainedLearners;
import java.util.List;
import org.tribuo.classification.liblinear.LibLinearClassificationTrainer;
import org.tribuo.classification.liblinear.LinearClassificationType;
import org.tribuo.classification.liblinear.LinearClassificationType.LinearType;
import org.tribuo.classification.xgboost.XGBoostClassificationTrainer;
import org.tribuo.common.xgboost.XGBoostTrainer.BoosterType;
import org.tribuo.common.xgboost.XGBoostTrainer.LoggingVerbosity;
import org.tribuo.common.xgboost.XGBoostTrainer.TreeMethod;

/** Trains the two learners with Tribuo. Trainers count their uses, so each training makes its own. */
final class LearnerTraining {
    private static final int LINEAR_ITERATIONS = 1000;
    private static final double LINEAR_TERMINATION = 1e-4;
    private static final double NO_GAMMA = 0;
    private static final double NO_L1 = 0;
    private static final int ONE_THREAD = 1; // with more, sums in another order would give other bits

    private LearnerTraining() {}

    /** @param rows all with a known outcome, both outcomes among them */
    static TrainedLearners train(
            FeatureSchema schema,
            List<FeatureRow> rows,
            TrainingConfiguration configuration,
            long seed,
            String description) {
        LibLinearClassificationTrainer linear = new LibLinearClassificationTrainer(
                new LinearClassificationType(LinearType.L2R_LR),
                configuration.linearCost(),
                LINEAR_ITERATIONS,
                LINEAR_TERMINATION,
                seed);
        XGBoostClassificationTrainer trees = new XGBoostClassificationTrainer(
                BoosterType.GBTREE,
                TreeMethod.HIST,
                configuration.trees(),
                configuration.learningRate(),
                NO_GAMMA,
                configuration.depth(),
                configuration.minimumChildWeight(),
                configuration.rowSample(),
                configuration.columnSample(),
                configuration.leafPenalty(),
                NO_L1,
                ONE_THREAD,
                LoggingVerbosity.SILENT,
                seed);
        return new TrainedLearners(
                schema,
                linear.train(Outcome.dataset(rows, schema.linearColumns(), schema::encodeLinear, description)),
                trees.train(Outcome.dataset(rows, schema.treeColumns(), schema::encodeTrees, description)));
    }
}
