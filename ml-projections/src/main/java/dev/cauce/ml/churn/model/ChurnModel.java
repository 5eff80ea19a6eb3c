package dev.cauce.ml.churn.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tribuo.provenance.ModelProvenance;

/**
 * A trained churn model: a regularised logistic regression and boosted trees, joined in the log-odds. Immutable, and
 * may be used by several threads at once.
 */
public final class ChurnModel {
    private static final Comparator<FeatureContribution> LARGEST_FIRST = Comparator.comparingDouble(
                    (FeatureContribution c) -> -Math.abs(c.logOdds()))
            .thenComparing(FeatureContribution::feature);

    private final ModelHeader header;
    private final TrainedLearners learners;
    private final String schemaHash;

    /** @throws IllegalArgumentException when header and learners are not of one schema */
    public ChurnModel(ModelHeader header, TrainedLearners learners) {
        if (!header.schema().equals(learners.schema())) {
            throw new IllegalArgumentException("the learners were trained over another schema");
        }
        this.header = header;
        this.learners = learners;
        this.schemaHash = header.schema().hash();
    }

    public String version() {
        return header.version();
    }

    public ModelHeader header() {
        return header;
    }

    public ModelQuality quality() {
        return header.quality();
    }

    public String schemaHash() {
        return schemaHash;
    }

    /** Tribuo's record of where each learner comes from: data, trainer, parameters, platform, time of training. */
    public Map<String, ModelProvenance> provenance() {
        return learners.provenance();
    }

    public ChurnScore score(FeatureRow row) {
        TrainedLearners.Explanation explanation = learners.explain(row, header.stack());
        double logOdds = explanation.base();
        List<FeatureContribution> contributions =
                new ArrayList<>(explanation.byFeature().size());
        for (Map.Entry<String, Double> entry : explanation.byFeature().entrySet()) {
            logOdds += entry.getValue();
            contributions.add(new FeatureContribution(entry.getKey(), shown(row, entry.getKey()), entry.getValue()));
        }
        contributions.sort(LARGEST_FIRST);
        return new ChurnScore(
                row.accountId(),
                LogOddsStack.probability(logOdds),
                logOdds,
                explanation.base(),
                contributions,
                header.version(),
                row.featureHash());
    }

    private static @Nullable String shown(FeatureRow row, String feature) {
        String text = row.categorical().get(feature);
        if (text != null) {
            return text;
        }
        Double number = row.numeric().get(feature);
        return number == null ? null : number.toString();
    }

    TrainedLearners learners() {
        return learners;
    }

    /** The bytes that {@link ChurnModelFormat#read} makes this model of again. */
    public byte[] toBytes() {
        return ChurnModelFormat.write(header, learners.linear(), learners.trees());
    }
}
