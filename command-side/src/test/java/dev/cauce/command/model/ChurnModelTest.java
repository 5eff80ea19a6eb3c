package dev.cauce.command.model;

import static dev.cauce.command.Fixtures.NOW;
import static dev.cauce.command.Fixtures.TENANT;
import static dev.cauce.command.Fixtures.rejected;

import dev.cauce.command.Fixtures;
import dev.cauce.contracts.model.ChurnModelTrained;
import dev.cauce.contracts.model.ChurnTrainingFailed;
import dev.cauce.contracts.model.ChurnTrainingRequested;
import dev.cauce.contracts.model.RecordChurnModel;
import dev.cauce.contracts.model.RecordChurnTrainingFailure;
import dev.cauce.contracts.model.RequestChurnTraining;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.platform.command.Answer;
import java.time.Duration;
import java.time.Instant;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ChurnModelTest {

    private static final Instant AS_OF = NOW.minus(Duration.ofDays(30));
    private static final ChurnTrainingRequested REQUESTED = new ChurnTrainingRequested(TENANT, "run-1", AS_OF, 30);
    private static final ChurnModelTrained TRAINED =
            new ChurnModelTrained(TENANT, "run-1", "churn-1", AS_OF, 30, 7_043, 0.849);
    private static final ChurnTrainingFailed FAILED = new ChurnTrainingFailed(TENANT, "run-1", "TOO_FEW_ROWS");
    private static final Answer ANSWER = Answer.of("trainingId", "run-1");

    private final FixtureConfiguration<ChurnModel> fixture = Fixtures.of(ChurnModel.class);

    @Nested
    class Requesting {

        @Test
        void asksForATraining() {
            fixture.givenNoPriorActivity()
                    .when(new RequestChurnTraining(TENANT, "run-1", AS_OF, 30))
                    .expectEvents(REQUESTED)
                    .expectResultMessagePayload(ANSWER);
        }

        @Test
        void cutsNowWhereNoTimeIsGiven() {
            fixture.givenNoPriorActivity()
                    .when(new RequestChurnTraining(TENANT, "run-1", null, 30))
                    .expectEvents(new ChurnTrainingRequested(TENANT, "run-1", NOW, 30));
        }

        @Test
        void changesNothingTheSecondTime() {
            fixture.given(REQUESTED, FAILED)
                    .when(new RequestChurnTraining(TENANT, "run-1", null, 60))
                    .expectNoEvents()
                    .expectResultMessagePayload(ANSWER);
        }

        @Test
        void asksForAnotherTraining() {
            fixture.given(REQUESTED)
                    .when(new RequestChurnTraining(TENANT, "run-2", AS_OF, 30))
                    .expectEvents(new ChurnTrainingRequested(TENANT, "run-2", AS_OF, 30));
        }

        @Test
        void rejectsACutTomorrow() {
            fixture.givenNoPriorActivity()
                    .when(new RequestChurnTraining(TENANT, "run-1", NOW.plusMillis(1), 30))
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.DATE_IN_FUTURE));
        }
    }

    @Nested
    class Training {

        private final RecordChurnModel record =
                new RecordChurnModel(TENANT, "run-1", "churn-1", AS_OF, 30, 7_043, 0.849);

        @Test
        void takesTheModel() {
            fixture.given(REQUESTED).when(record).expectEvents(TRAINED).expectResultMessagePayload(ANSWER);
        }

        @Test
        void changesNothingTheSecondTime() {
            fixture.given(REQUESTED, TRAINED).when(record).expectNoEvents().expectResultMessagePayload(ANSWER);
        }

        @Test
        void changesNothingAfterAFailure() {
            fixture.given(REQUESTED, FAILED).when(record).expectNoEvents().expectResultMessagePayload(ANSWER);
        }

        @Test
        void rejectsATrainingNobodyAskedFor() {
            fixture.givenNoPriorActivity()
                    .when(record)
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.TRAINING_UNKNOWN));
        }
    }

    @Nested
    class Failing {

        private final RecordChurnTrainingFailure record =
                new RecordChurnTrainingFailure(TENANT, "run-1", "TOO_FEW_ROWS");

        @Test
        void saysWhy() {
            fixture.given(REQUESTED).when(record).expectEvents(FAILED).expectResultMessagePayload(ANSWER);
        }

        @Test
        void changesNothingTheSecondTime() {
            fixture.given(REQUESTED, FAILED).when(record).expectNoEvents().expectResultMessagePayload(ANSWER);
        }

        @Test
        void changesNothingAfterTheModel() {
            fixture.given(REQUESTED, TRAINED).when(record).expectNoEvents().expectResultMessagePayload(ANSWER);
        }

        @Test
        void rejectsATrainingNobodyAskedFor() {
            fixture.given(REQUESTED)
                    .when(new RecordChurnTrainingFailure(TENANT, "run-2", "TOO_FEW_ROWS"))
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.TRAINING_UNKNOWN));
        }
    }
}
