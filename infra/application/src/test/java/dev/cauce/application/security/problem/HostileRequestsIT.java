package dev.cauce.application.security.problem;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A few hundred hostile requests in every build; {@code HostileRequestsProof} sends more. */
class HostileRequestsIT {

    private static final int REQUESTS = 600;

    @Test
    void areAnsweredWithoutAFault(@TempDir Path data) {
        HostileRun.send(data, 20261124L, REQUESTS);
    }
}
