/**
 * The trained churn model: rows, the schema that turns a row into numbers, the two learners and how they are joined,
 * scores with their explanation, and the bytes a model is kept as. Nothing here trains, and nothing here does I/O.
 */
@NullMarked
package dev.cauce.ml.churn.model;

import org.jspecify.annotations.NullMarked;
