/**
 * Renewal: what a billed subscription waits for, which is the end of its trial, of its period or of its pause. The saga
 * keeps one deadline and sends the command that is due; what that does is decided by the subscription.
 */
package dev.cauce.sagas.renewal;
