/** Webhook endpoints, and the log of what was sent to them: read from what the deliveries keep, which is no view. */
@NullMarked
package dev.cauce.query.webhook;

import org.jspecify.annotations.NullMarked;
