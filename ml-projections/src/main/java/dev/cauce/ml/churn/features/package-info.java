/**
 * What is known of an account, as dated facts, and the row that is cut from them as of a time. Training and scoring use
 * the same cut, so what a model learns from is what it will be asked about.
 */
@NullMarked
package dev.cauce.ml.churn.features;

import org.jspecify.annotations.NullMarked;
