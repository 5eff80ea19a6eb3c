/**
 * The payment gateway: Stripe, or a sandbox in the process, whose test tokens say what becomes of a charge; see
 * {@link dev.cauce.adapters.paymentgateway.TestToken}.
 */
package dev.cauce.adapters.paymentgateway;
