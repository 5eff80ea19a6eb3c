package dev.cauce.ml.churn.scoring.web;

import dev.cauce.contracts.model.ChurnModelView;
import dev.cauce.contracts.model.ChurnRiskView;
import dev.cauce.rest.model.CalibrationBin;
import dev.cauce.rest.model.ChurnBand;
import dev.cauce.rest.model.ChurnModel;
import dev.cauce.rest.model.ChurnRisk;
import dev.cauce.rest.model.FeatureContribution;

/** A risk and a model as the API shows them. */
final class ChurnRiskJson {

    private ChurnRiskJson() {}

    static ChurnRisk from(ChurnRiskView view) {
        return new ChurnRisk(
                view.accountId(),
                view.score(),
                ChurnBand.fromValue(view.band()),
                view.baseLogOdds(),
                view.contributions().stream()
                        .map(c -> new FeatureContribution(c.feature(), c.value(), c.contribution()))
                        .toList(),
                view.modelVersion(),
                view.featureHash(),
                view.asOf(),
                view.scoredAt());
    }

    static ChurnModel from(ChurnModelView view) {
        return new ChurnModel(
                view.modelVersion(),
                view.trainingId(),
                view.trainedAt(),
                view.asOf(),
                view.horizonDays(),
                view.rows(),
                view.churned(),
                view.folds(),
                view.auc(),
                view.aucLow(),
                view.aucHigh(),
                view.logLoss(),
                view.brier(),
                view.calibrationError(),
                view.calibration().stream()
                        .map(bin -> new CalibrationBin(bin.count(), bin.predicted(), bin.observed()))
                        .toList(),
                view.baselineLogLoss(),
                view.baselineBrier(),
                view.algorithm(),
                view.provenance());
    }
}
