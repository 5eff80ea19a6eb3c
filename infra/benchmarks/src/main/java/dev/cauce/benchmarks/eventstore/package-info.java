/** Event stores side by side on the same disk: what an acknowledged append costs, by what the acknowledgement means. */
@NullMarked
package dev.cauce.benchmarks.eventstore;

import org.jspecify.annotations.NullMarked;
