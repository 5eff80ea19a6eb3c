/**
 * Billing: from what a subscription owes to a paid invoice, or to whichever other end. The saga only correlates and
 * sends the next command; what an invoice is, when it is receivable and where money goes that nobody asked for are the
 * command side's rules.
 */
package dev.cauce.sagas.billing;
