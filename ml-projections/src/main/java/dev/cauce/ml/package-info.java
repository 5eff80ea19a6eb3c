/** What is learned from events: features as projections, models trained on them, and scores that explain themselves. */
@NullMarked
package dev.cauce.ml;

import org.jspecify.annotations.NullMarked;
