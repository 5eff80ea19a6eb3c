/** What an answer of the revenue views takes, on the embedded document store. */
@NullMarked
package dev.cauce.benchmarks.revenue;

import org.jspecify.annotations.NullMarked;
