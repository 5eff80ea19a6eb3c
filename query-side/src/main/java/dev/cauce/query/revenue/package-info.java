/**
 * Revenue as it moves, is owed and comes back, each figure with the events that it is made of. The views keep what each
 * event said, by stream and sequence, and sum up when they are asked: so any figure can be had as of any time
 * ({@code asOf}: what held) and as known at any time ({@code knownAt}: what was recorded).
 */
@NullMarked
package dev.cauce.query.revenue;

import org.jspecify.annotations.NullMarked;
