/**
 * Live streams: what a command changes appears by itself. A view's changes go out as updates of Axon's subscription
 * queries, so that they also reach streams of other processes; each stream is one virtual thread that writes
 * server-sent events.
 */
@NullMarked
package dev.cauce.application.live;

import org.jspecify.annotations.NullMarked;
