package dev.cauce.command.retention;

import static dev.cauce.command.Fixtures.NOW;
import static dev.cauce.command.Fixtures.TENANT;

import dev.cauce.command.Fixtures;
import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.metadata.MetadataKey;
import dev.cauce.contracts.model.ChurnBand;
import dev.cauce.contracts.retention.ChurnReason;
import dev.cauce.contracts.retention.ChurnScoreRecorded;
import dev.cauce.contracts.retention.RecordChurnScore;
import dev.cauce.contracts.subscription.SubscriptionId;
import dev.cauce.platform.command.Answer;
import java.util.List;
import org.axonframework.messaging.MetaData;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;

class ScoredAccountTest {

    private static final AccountId ACCOUNT = new AccountId("a-1");
    private static final List<ChurnReason> REASONS = List.of(new ChurnReason("contract", 0.62));
    private static final List<SubscriptionId> SUBSCRIPTIONS = List.of(new SubscriptionId("s-1"));

    /** One for each account and history: a fixture knows the stream that it was given first. */
    private FixtureConfiguration<ScoredAccount> fixture() {
        return Fixtures.of(ScoredAccount.class);
    }

    private static RecordChurnScore scored(long afterRecords, ChurnBand band) {
        return new RecordChurnScore(
                TENANT, ACCOUNT, afterRecords, band, 0.7, REASONS, "m1", "f1", NOW, SUBSCRIPTIONS, "v1");
    }

    private static ChurnScoreRecorded recorded(long number, ChurnBand from, ChurnBand to) {
        return new ChurnScoreRecorded(
                TENANT, ACCOUNT, number, from, to, 0.7, REASONS, "m1", "f1", NOW, SUBSCRIPTIONS, "v1");
    }

    @Test
    void recordsEachBandThatIsAnotherThanTheLast() {
        fixture()
                .givenNoPriorActivity()
                .when(scored(0, ChurnBand.HIGH))
                .expectEvents(Fixtures.decided(
                        recorded(1, ChurnBand.LOW, ChurnBand.HIGH),
                        MetaData.with(MetadataKey.POLICY_VERSION, "v1")
                                .and(MetadataKey.MODEL_VERSION, "m1")
                                .and(MetadataKey.FEATURE_HASH, "f1")));
        fixture()
                .given(recorded(1, ChurnBand.LOW, ChurnBand.HIGH))
                .when(scored(1, ChurnBand.LOW))
                .expectEvents(recorded(2, ChurnBand.HIGH, ChurnBand.LOW));
    }

    @Test
    void aRiskThatWasNeverRecordedIsLow() {
        fixture()
                .givenNoPriorActivity()
                .when(scored(0, ChurnBand.LOW))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void theSameReportAgainIsNoNews() {
        fixture()
                .given(recorded(1, ChurnBand.LOW, ChurnBand.HIGH))
                .when(scored(0, ChurnBand.HIGH))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents()
                .expectResultMessagePayload(Answer.of("accountId", ACCOUNT, "band", ChurnBand.HIGH));
        fixture()
                .given(recorded(1, ChurnBand.LOW, ChurnBand.HIGH))
                .when(scored(1, ChurnBand.HIGH))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void aReportOfAViewThatIsBehindOrAheadIsNoNews() {
        fixture()
                .given(recorded(1, ChurnBand.LOW, ChurnBand.HIGH), recorded(2, ChurnBand.HIGH, ChurnBand.LOW))
                .when(scored(1, ChurnBand.CRITICAL))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        fixture()
                .givenNoPriorActivity()
                .when(scored(3, ChurnBand.CRITICAL))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }
}
