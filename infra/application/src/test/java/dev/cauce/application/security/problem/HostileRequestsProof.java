package dev.cauce.application.security.problem;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ten thousand hostile requests, or as many as {@code -Dcauce.fuzz.requests} says, from a seed that is printed. */
class HostileRequestsProof {

    @Test
    void areAnsweredWithoutAFault(@TempDir Path data) {
        long seed = Long.getLong("cauce.fuzz.seed", System.nanoTime());
        System.out.println("cauce.fuzz.seed=" + seed);

        HostileRun.send(data, seed, Integer.getInteger("cauce.fuzz.requests", 10_000));
    }
}
