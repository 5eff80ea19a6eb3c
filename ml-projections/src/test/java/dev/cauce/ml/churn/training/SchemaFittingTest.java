package dev.cauce.ml.churn.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cauce.ml.churn.model.CategoricalFeature;
import dev.cauce.ml.churn.model.FeatureRow;
import dev.cauce.ml.churn.model.FeatureSchema;
import dev.cauce.ml.churn.model.FeatureSchema.Column;
import dev.cauce.ml.churn.model.NumericFeature;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** From rows to columns: support 2, at most 3 levels, one knot. */
class SchemaFittingTest {
    private static final TrainingConfiguration CONFIGURATION =
            new TrainingConfiguration(2, 10, 2, 2, 3, 1, 1.0, 10, 0.1, 3, 1, 1, 1, 1, 5);

    @Test
    void standardisesNumbersAndLetsThemBend() {
        FeatureSchema schema = fit(numbers(0.0, 2.0, 4.0, 6.0));

        NumericFeature feature = schema.numeric().getFirst();
        assertThat(feature.mean()).isEqualTo(3);
        assertThat(feature.deviation()).isCloseTo(Math.sqrt(5), within(1e-12));
        assertThat(feature.knots()).containsExactly(4.0);
        double[] x = schema.encodeLinear(numbers(6.0).getFirst());
        assertThat(x).hasSize(3);
        assertThat(x[0]).isCloseTo(3 / Math.sqrt(5), within(1e-12));
        assertThat(x[1]).isCloseTo((Math.log1p(6) - feature.logMean()) / feature.logDeviation(), within(1e-12));
        assertThat(x[2]).isCloseTo(2 / Math.sqrt(5), within(1e-12));
        assertThat(schema.encodeTrees(numbers(6.0).getFirst())).containsExactly(x[0]);
    }

    @Test
    void extrapolatesNothing() {
        FeatureSchema schema = fit(numbers(0.0, 2.0, 4.0, 6.0));

        assertThat(schema.encodeLinear(numbers(1e300).getFirst()))
                .containsExactly(schema.encodeLinear(numbers(6.0).getFirst()));
        assertThat(schema.encodeLinear(numbers(-7.0).getFirst()))
                .containsExactly(schema.encodeLinear(numbers(0.0).getFirst()));
    }

    @Test
    void takesAMissingNumberAsTheMeanBesideAnIndicator() {
        FeatureSchema schema = fit(numbers(0.0, 4.0, 8.0, null));

        assertThat(schema.numeric().getFirst().missingShare()).isEqualTo(0.25);
        double[] x = schema.encodeLinear(numbers((Double) null).getFirst());
        assertThat(x).containsExactly(0, 0, schema.linearColumns().get(2).mean(), 1);
        assertThat(schema.encodeTrees(numbers((Double) null).getFirst())).containsExactly(Double.NaN, 1);
        assertThat(schema.encodeTrees(numbers(4.0).getFirst())).containsExactly(0, Double.NaN);
    }

    @Test
    void takesWhatIsNotFiniteAsMissing() {
        FeatureSchema schema = fit(numbers(0.0, 4.0, 8.0, Double.NaN));

        assertThat(schema).isEqualTo(fit(numbers(0.0, 4.0, 8.0, null)));
        assertThat(schema.encodeLinear(numbers(Double.POSITIVE_INFINITY).getFirst()))
                .containsExactly(schema.encodeLinear(numbers((Double) null).getFirst()));
    }

    @Test
    void saysNothingOfANumberThatTrainingNeverMissed() {
        FeatureSchema schema = fit(numbers(0.0, 2.0, 4.0, 6.0));

        assertThat(schema.encodeLinear(numbers((Double) null).getFirst())).containsExactly(means(schema));
    }

    @Test
    void dropsWhatDoesNotVaryAndWhatIsTooRare() {
        assertThat(fit(numbers(3.0, 3.0, 3.0)).hasNoColumns()).isTrue();
        assertThat(fit(numbers(3.0, null, null)).hasNoColumns()).isTrue();
        assertThat(fit(texts("a", "a", "a")).hasNoColumns()).isTrue();
        // A constant that is not always there says something by being there.
        assertThat(fit(numbers(3.0, 3.0, null)).linearColumns())
                .extracting(Column::name)
                .containsExactly("n0missing x");
    }

    @Test
    void survivesNumbersWhoseSpreadIsLostInRounding() {
        assertThat(fit(numbers(1e308, -1e308, 1e308, -1e308)).hasNoColumns()).isTrue();
        assertThat(fit(numbers(5e-324, 0.0, 5e-324, 0.0)).hasNoColumns()).isTrue();
    }

    @Test
    void givesCommonLevelsAColumnAndRareOnesShareOne() {
        FeatureSchema schema = fit(texts("a", "a", "a", "b", "b", "c", "d", null));

        assertThat(schema.categorical())
                .containsExactly(new CategoricalFeature("t", List.of("a", "b"), List.of(0.375, 0.25), 0.25, 0.125));
        assertThat(schema.encodeLinear(texts("b").getFirst())).containsExactly(0, 1, 0, 0);
        assertThat(schema.encodeLinear(texts("c").getFirst())).containsExactly(0, 0, 1, 0);
        assertThat(schema.encodeLinear(texts("never seen").getFirst())).containsExactly(0, 0, 1, 0);
        assertThat(schema.encodeLinear(texts((String) null).getFirst())).containsExactly(0, 0, 0, 1);
        assertThat(schema.encodeTrees(texts("b").getFirst())).containsExactly(Double.NaN, 1, Double.NaN, Double.NaN);
    }

    @Test
    void capsTheNumberOfLevels() {
        FeatureSchema schema = fit(texts("e", "e", "d", "d", "c", "c", "b", "b", "b"));

        assertThat(schema.categorical().getFirst().levels()).containsExactly("b", "c", "d");
        assertThat(schema.categorical().getFirst().rareShare()).isCloseTo(2 / 9.0, within(1e-12));
    }

    @Test
    void saysNothingOfALevelThatTrainingNeverSaw() {
        FeatureSchema schema = fit(texts("a", "a", "b", "b"));

        assertThat(schema.encodeLinear(texts("z").getFirst())).containsExactly(means(schema));
        assertThat(schema.encodeTrees(texts("z").getFirst())).containsOnly(Double.NaN);
    }

    @Test
    void hasColumnMeansThatAreTheMeansOfItsColumns() {
        List<FeatureRow> rows = IntStream.range(0, 40)
                .mapToObj(i -> FeatureRow.of(
                        "a" + i,
                        i % 5 == 0 ? Map.of() : Map.of("x", (double) (i * i)),
                        i % 7 == 0 ? Map.of() : Map.of("t", "l" + i % 4),
                        null))
                .toList();
        FeatureSchema schema = fit(rows);

        double[] sums = new double[schema.linearColumns().size()];
        for (FeatureRow row : rows) {
            double[] x = schema.encodeLinear(row);
            Arrays.setAll(sums, i -> sums[i] + x[i] / rows.size());
        }

        assertThat(sums).containsExactly(means(schema), within(1e-9));
    }

    @Test
    void changesItsHashWithAnythingThatChangesTheEncoding() {
        assertThat(List.of(
                        fit(numbers(0.0, 2.0, 4.0, 6.0)).hash(),
                        fit(numbers(0.0, 2.0, 4.0, 7.0)).hash(),
                        fit(numbers(0.0, 2.0, 4.0, null)).hash(),
                        fit(texts("a", "a", "b", "b")).hash(),
                        fit(texts("a", "a", "b", "b", "c")).hash()))
                .doesNotHaveDuplicates();
        assertThat(fit(numbers(0.0, 2.0, 4.0, 6.0)).hash())
                .isEqualTo(fit(numbers(6.0, 4.0, 2.0, 0.0)).hash());
    }

    private static FeatureSchema fit(List<FeatureRow> rows) {
        return SchemaFitting.fit(rows, CONFIGURATION);
    }

    private static double[] means(FeatureSchema schema) {
        return schema.linearColumns().stream().mapToDouble(Column::mean).toArray();
    }

    private static List<FeatureRow> numbers(Double... values) {
        return Arrays.stream(values)
                .map(value -> FeatureRow.of("a", value == null ? Map.of() : Map.of("x", value), Map.of(), null))
                .toList();
    }

    private static List<FeatureRow> texts(String... values) {
        return Arrays.stream(values)
                .map(value -> FeatureRow.of("a", Map.of(), value == null ? Map.of() : Map.of("t", value), null))
                .toList();
    }
}
