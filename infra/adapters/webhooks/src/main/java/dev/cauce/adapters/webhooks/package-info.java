/**
 * How webhooks go out: over HTTP, signed as the Standard Webhooks specification says, to addresses that were looked at
 * before the connection; and the queue and log of messages in MongoDB.
 */
@NullMarked
package dev.cauce.adapters.webhooks;

import org.jspecify.annotations.NullMarked;
