/**
 * Webhooks: what workflows are told outside. An event becomes a message for each endpoint that subscribes to it, in a
 * durable queue; messages go out at least once, in order per stream of events, and carry one id each. The processing
 * group is never reset.
 */
@NullMarked
package dev.cauce.sagas.webhook.effects;

import org.jspecify.annotations.NullMarked;
