/**
 * Dunning: from the first failed payment of an invoice to its end. The saga only correlates and sends the next command;
 * whether and when to try again, what to say and when to stop is decided by the command side's {@code DunningCase}.
 */
package dev.cauce.sagas.dunning;
