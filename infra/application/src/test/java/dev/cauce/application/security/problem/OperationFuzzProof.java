package dev.cauce.application.security.problem;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ten thousand spoilt requests over every operation of the document, or as many as {@code -Dcauce.fuzz.requests} says,
 * from a seed that is printed and can be given by {@code -Dcauce.fuzz.seed}.
 */
class OperationFuzzProof {

    @Test
    void noOperationFailsNorDoesHalfAThing(@TempDir Path data) {
        long seed = Long.getLong("cauce.fuzz.seed", 20_261_125L);
        System.out.println("cauce.fuzz.seed=" + seed);

        OperationFuzz.send(data, seed, Integer.getInteger("cauce.fuzz.requests", 10_000));
    }
}
