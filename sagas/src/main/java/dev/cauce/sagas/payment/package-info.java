/**
 * Payments: asking for outcomes that are unknown, and for the warning before a card expires. Both processes only
 * correlate and send the next command; what the gateway is asked and told is in
 * {@link dev.cauce.sagas.payment.effects}.
 */
package dev.cauce.sagas.payment;
