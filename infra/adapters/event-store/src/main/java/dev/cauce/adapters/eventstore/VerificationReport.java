package dev.cauce.adapters.eventstore;

import java.util.List;

/**
 * What a walk over a whole store showed.
 *
 * @param head the last position
 * @param streams streams, events without an aggregate counting as one each
 * @param snapshots snapshots kept
 * @param found how many things are wrong
 * @param findings the first hundred of them, in words
 * @param nanos how long it took
 */
public record VerificationReport(
        long head, long streams, long snapshots, long found, List<String> findings, long nanos) {

    public VerificationReport {
        findings = List.copyOf(findings);
    }

    /** Whether every event is there once, in place and unharmed. */
    public boolean isSound() {
        return found == 0;
    }
}
