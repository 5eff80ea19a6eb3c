/** Churn risks and the model behind them over HTTP. */
@NullMarked
package dev.cauce.ml.churn.scoring.web;

import org.jspecify.annotations.NullMarked;
