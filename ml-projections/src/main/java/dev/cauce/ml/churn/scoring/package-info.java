/**
 * One score an account, made anew when its facts change or another model comes into use, and the questions about it.
 */
@NullMarked
package dev.cauce.ml.churn.scoring;

import org.jspecify.annotations.NullMarked;
