/**
 * A company in a minute: two years of customers through the public commands, with business time moving. What customers
 * do is drawn from a seed; what follows from it is done by the same sagas, effects and projections as ever. One thread
 * acts, so that the same seed gives the same events in the same order; projections, which only listen, run beside it.
 */
@NullMarked
package dev.cauce.application.simulation;

import org.jspecify.annotations.NullMarked;
