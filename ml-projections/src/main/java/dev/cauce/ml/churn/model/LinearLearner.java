package dev.cauce.ml.churn.model;

import java.util.List;
import org.tribuo.classification.Label;
import org.tribuo.classification.liblinear.LibLinearClassificationModel;

/**
 * The L2-regularised logistic regression half of a model, read out of Tribuo's LibLinear model.
 *
 * <p>A column's contribution is {@code weight * (x - mean)}, relative to the mean customer.
 */
final class LinearLearner {
    private final LibLinearClassificationModel tribuo;
    private final double[] weights;
    private final double[] means;
    private final double base;

    LinearLearner(LibLinearClassificationModel tribuo, List<FeatureSchema.Column> columns) {
        this.tribuo = tribuo;
        this.weights = new double[columns.size()];
        this.means = columns.stream().mapToDouble(FeatureSchema.Column::mean).toArray();
        de.bwaldvogel.liblinear.Model inner = tribuo.getInnerModels().getFirst();
        double[] fitted = inner.getFeatureWeights();
        int churnId = tribuo.getOutputIDInfo().getID(Outcome.CHURN);
        double sign = inner.getLabels()[0] == churnId ? 1 : -1; // the weights speak for the first label
        for (int i = 0; i < weights.length; i++) {
            int id = tribuo.getFeatureIDMap().getID(columns.get(i).name());
            if (id < 0) {
                throw new IllegalArgumentException("the linear learner does not know the column "
                        + columns.get(i).name());
            }
            weights[i] = sign * fitted[id];
        }
        double intercept = sign * fitted[tribuo.getFeatureIDMap().size()];
        int constant = tribuo.getFeatureIDMap().getID(Outcome.CONSTANT_COLUMN);
        if (constant >= 0) {
            intercept += sign * fitted[constant];
        }
        double atMean = intercept;
        for (int i = 0; i < weights.length; i++) {
            atMean += weights[i] * means[i];
        }
        this.base = atMean;
    }

    LibLinearClassificationModel tribuo() {
        return tribuo;
    }

    Attribution explain(double[] x) {
        double[] contributions = new double[weights.length];
        for (int i = 0; i < weights.length; i++) {
            contributions[i] = weights[i] * (x[i] - means[i]);
        }
        return new Attribution(base, contributions);
    }

    static LibLinearClassificationModel cast(org.tribuo.Model<Label> model) {
        if (model instanceof LibLinearClassificationModel linear) {
            return linear;
        }
        throw new IllegalArgumentException(
                "not a linear model: " + model.getClass().getName());
    }
}
