package dev.cauce.application.security.problem;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Some hundred spoilt requests in every build; {@code OperationFuzzProof} sends more. */
class OperationFuzzIT {

    private static final int REQUESTS = 800;

    @Test
    void noOperationFailsNorDoesHalfAThing(@TempDir Path data) {
        OperationFuzz.send(data, 20261124L, REQUESTS);
    }
}
