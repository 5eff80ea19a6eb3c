/**
 * Retention: from a recorded risk to the last measured outcome. The saga only correlates and sends the next command;
 * whether anything is done, for whom and what, is decided by the command side's {@code AccountRetention}.
 */
package dev.cauce.sagas.retention;
