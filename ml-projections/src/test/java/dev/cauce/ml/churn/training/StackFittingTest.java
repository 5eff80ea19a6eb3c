package dev.cauce.ml.churn.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cauce.ml.churn.model.LogOddsStack;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StackFittingTest {
    private static final int ROWS = 4000;
    private static final double PENALTY = 5;

    private final double[] linear = new double[ROWS];
    private final double[] trees = new double[ROWS];
    private final boolean[] left = new boolean[ROWS];
    private final boolean[] use = new boolean[ROWS];

    StackFittingTest() {
        Arrays.fill(use, true);
    }

    @Test
    void findsTheWeightsThatMadeTheOutcomes() {
        Random random = new Random(1);
        for (int i = 0; i < ROWS; i++) {
            linear[i] = 2 * random.nextGaussian();
            trees[i] = 2 * random.nextGaussian();
            left[i] = random.nextDouble() < LogOddsStack.probability(-0.5 + 0.8 * linear[i] + 0.3 * trees[i]);
        }

        LogOddsStack stack = StackFitting.fit(linear, trees, left, use, PENALTY);

        assertThat(stack.intercept()).isCloseTo(-0.5, within(0.12));
        assertThat(stack.linear()).isCloseTo(0.8, within(0.08));
        assertThat(stack.trees()).isCloseTo(0.3, within(0.08));
    }

    @Test
    void shrinksLearnersThatAreTooSure() {
        Random random = new Random(2);
        for (int i = 0; i < ROWS; i++) {
            double truth = random.nextGaussian();
            linear[i] = 3 * truth;
            trees[i] = 3 * truth;
            left[i] = random.nextDouble() < LogOddsStack.probability(truth);
        }

        LogOddsStack stack = StackFitting.fit(linear, trees, left, use, PENALTY);

        assertThat(stack.linear() + stack.trees()).isCloseTo(1 / 3.0, within(0.04));
    }

    @Test
    void leavesOutALearnerThatSpeaksAgainstTheTruth() {
        Random random = new Random(3);
        for (int i = 0; i < ROWS; i++) {
            double truth = random.nextGaussian();
            linear[i] = truth + 0.1 * random.nextGaussian();
            trees[i] = -truth + random.nextGaussian();
            left[i] = random.nextDouble() < LogOddsStack.probability(2 * truth);
        }

        LogOddsStack stack = StackFitting.fit(linear, trees, left, use, PENALTY);
        LogOddsStack turned = StackFitting.fit(trees, linear, left, use, PENALTY);

        assertThat(stack.trees()).isZero();
        assertThat(stack.linear()).isCloseTo(2, within(0.2));
        assertThat(turned.linear()).isZero();
    }

    @Test
    void fallsBackToTheBaseRateWhenBothSpeakAgainstTheTruth() {
        for (int i = 0; i < ROWS; i++) {
            left[i] = i % 4 == 0;
            linear[i] = left[i] ? -2 : 2;
            trees[i] = linear[i];
        }

        LogOddsStack stack = StackFitting.fit(linear, trees, left, use, PENALTY);

        assertThat(stack.linear()).isZero();
        assertThat(stack.trees()).isZero();
        assertThat(LogOddsStack.probability(stack.intercept())).isCloseTo(0.25, within(0.001));
    }

    @Test
    void keepsNearTheAverageWithFewRowsAndStaysFiniteWhenTheyAreSeparable() {
        Arrays.fill(use, false);
        for (int i = 0; i < 6; i++) {
            use[i] = true;
            left[i] = i < 3;
            linear[i] = left[i] ? 1e6 : -1e6;
            trees[i] = left[i] ? 1 : -1;
        }

        LogOddsStack stack = StackFitting.fit(linear, trees, left, use, PENALTY);

        assertThat(stack.linear()).isCloseTo(0.5, within(0.1));
        assertThat(stack.trees()).isCloseTo(0.5, within(0.1));
    }

    @Test
    void looksAtNoRowThatItMayNotUse() {
        Random random = new Random(4);
        for (int i = 0; i < ROWS; i++) {
            linear[i] = random.nextGaussian();
            trees[i] = random.nextGaussian();
            left[i] = random.nextBoolean();
            use[i] = i % 2 == 0;
        }
        LogOddsStack before = StackFitting.fit(linear, trees, left, use, PENALTY);
        for (int i = 1; i < ROWS; i += 2) {
            left[i] = true;
            linear[i] = 9;
        }

        assertThat(StackFitting.fit(linear, trees, left, use, PENALTY)).isEqualTo(before);
    }
}
