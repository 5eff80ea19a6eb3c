package dev.cauce.ml.churn.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FeatureRowTest {
    @Test
    void takesBlankTextsAndNumbersThatAreNotFiniteAsMissing() {
        FeatureRow row = FeatureRow.of(
                "a",
                Map.of("nan", Double.NaN, "infinite", Double.NEGATIVE_INFINITY, "zero", -0.0),
                Map.of("blank", "  ", "padded", " x "),
                null);

        assertThat(row.numeric()).containsExactly(Map.entry("zero", 0.0));
        assertThat(row.categorical()).containsExactly(Map.entry("padded", "x"));
    }

    @Test
    void hashesItsFeaturesAndNothingElse() {
        FeatureRow row = FeatureRow.of("a", Map.of("n", 1.0), Map.of("t", "x"), true);

        assertThat(FeatureRow.of("b", Map.of("n", 1.0), Map.of("t", "x"), null).featureHash())
                .isEqualTo(row.featureHash());
        assertThat(List.of(
                        row.featureHash(),
                        FeatureRow.of("a", Map.of("n", 2.0), Map.of("t", "x"), true)
                                .featureHash(),
                        FeatureRow.of("a", Map.of("m", 1.0), Map.of("t", "x"), true)
                                .featureHash(),
                        FeatureRow.of("a", Map.of("n", 1.0), Map.of("tx", ""), true)
                                .featureHash(),
                        FeatureRow.of("a", Map.of("n", 1.0), Map.of("tx", "x"), true)
                                .featureHash(),
                        FeatureRow.of("a", Map.of(), Map.of("t", "x"), true).featureHash()))
                .doesNotHaveDuplicates();
    }

    @Test
    void needsAnAccount() {
        assertThatThrownBy(() -> FeatureRow.of(" ", Map.of(), Map.of(), null))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
