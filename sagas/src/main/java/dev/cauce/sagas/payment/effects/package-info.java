/**
 * What payments do outside: the gateway is asked by the port {@link dev.cauce.sagas.payment.effects.PaymentGateway},
 * and tells by signed notifications. The processing groups are never reset, and every call carries a stable key.
 */
package dev.cauce.sagas.payment.effects;
