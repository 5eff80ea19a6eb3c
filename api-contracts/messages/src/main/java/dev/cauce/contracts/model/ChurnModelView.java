package dev.cauce.contracts.model;

import java.time.Instant;
import java.util.List;

/** The current churn model, and its quality on customers that it had not seen. */
public record ChurnModelView(
        String modelVersion,
        String trainingId,
        Instant trainedAt,
        Instant asOf,
        int horizonDays,
        long rows,
        long churned,
        int folds,
        double auc,
        double aucLow,
        double aucHigh,
        double logLoss,
        double brier,
        double calibrationError,
        List<CalibrationBin> calibration,
        double baselineLogLoss,
        double baselineBrier,
        String algorithm,
        String provenance) {}
