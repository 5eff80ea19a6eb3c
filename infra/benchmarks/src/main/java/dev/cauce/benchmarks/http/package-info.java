/** The whole over HTTP: Cauce, everything switched on, and the plain alternative, side by side in one run. */
@NullMarked
package dev.cauce.benchmarks.http;

import org.jspecify.annotations.NullMarked;
