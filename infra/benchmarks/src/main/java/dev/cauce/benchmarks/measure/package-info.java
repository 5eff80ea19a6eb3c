/** What every benchmark needs: closed loops, the disk's own rate, processes and what they use, a report. */
@NullMarked
package dev.cauce.benchmarks.measure;

import org.jspecify.annotations.NullMarked;
