package dev.cauce.adapters.documentstore;

import java.util.List;

/**
 * What reading a whole store showed.
 *
 * @param collections collections read
 * @param documents documents read
 * @param indexEntries index entries read
 * @param findings what does not fit together, a sentence each, at most 100; empty when all is well
 */
public record VerificationReport(int collections, long documents, long indexEntries, List<String> findings) {

    public boolean isSound() {
        return findings.isEmpty();
    }
}
