package dev.cauce.ml.churn.training;

import dev.cauce.contracts.model.CalibrationBin;
import dev.cauce.contracts.model.ChurnModelView;
import dev.cauce.contracts.model.FindChurnModel;
import dev.cauce.ml.churn.model.ModelQuality;
import java.time.Instant;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.MongoOperations;

/** Answers questions about the churn model in use. */
public final class ChurnModelQueries {
    private static final String ALGORITHM =
            "L2-regularised logistic regression and gradient-boosted trees, stacked in the log-odds";

    private final MongoOperations mongo;
    private final ChurnModelStore models;

    public ChurnModelQueries(MongoOperations mongo, ChurnModelStore models) {
        this.mongo = mongo;
        this.models = models;
    }

    @QueryHandler
    @Nullable
    ChurnModelView handle(FindChurnModel query) {
        Current current = mongo.findById(query.tenantId().value(), Current.class, ChurnModelsProjection.NAME);
        if (current == null) {
            return null;
        }
        ChurnModelStore.Description model = models.describe(query.tenantId(), current.modelVersion());
        return model == null ? null : current.view(model);
    }

    private record Current(
            @Id String id, String modelVersion, String trainingId, Instant asOf, int horizonDays, Instant trainedAt) {

        ChurnModelView view(ChurnModelStore.Description model) {
            ModelQuality quality = model.quality();
            return new ChurnModelView(
                    modelVersion,
                    trainingId,
                    trainedAt,
                    asOf,
                    horizonDays,
                    quality.rows(),
                    quality.churned(),
                    quality.foldAuc().size(),
                    quality.auc().estimate(),
                    quality.auc().low(),
                    quality.auc().high(),
                    quality.logLoss(),
                    quality.brier(),
                    quality.expectedCalibrationError(),
                    quality.calibration().stream()
                            .map(bin -> new CalibrationBin(bin.count(), bin.meanPredicted(), bin.observedRate()))
                            .toList(),
                    quality.baselineLogLoss(),
                    quality.baselineBrier(),
                    ALGORITHM,
                    model.provenance());
        }
    }
}
