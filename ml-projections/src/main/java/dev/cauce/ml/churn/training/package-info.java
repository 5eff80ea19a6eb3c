/**
 * Training of the churn model: a pure function of (rows, configuration, seed), with its quality measured on customers
 * that the measured model had not seen.
 */
@NullMarked
package dev.cauce.ml.churn.training;

import org.jspecify.annotations.NullMarked;
