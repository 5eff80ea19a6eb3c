/** Training over HTTP: asked for, and what it came to. */
@NullMarked
package dev.cauce.ml.churn.training.web;

import org.jspecify.annotations.NullMarked;
