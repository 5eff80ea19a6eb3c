/**
 * Payment methods, payments with their attempts, refunds and disputes, and what the card networks allow: limits are
 * reserved in a stream per card, in the same append as the attempt, so that they hold whoever asks.
 */
@NullMarked
package dev.cauce.command.payment;

import org.jspecify.annotations.NullMarked;
