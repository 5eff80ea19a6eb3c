/** Commands in one process: Cauce's command side on its own store, and the same on Axon's JDBC engine. */
@NullMarked
package dev.cauce.benchmarks.inprocess;

import org.jspecify.annotations.NullMarked;
