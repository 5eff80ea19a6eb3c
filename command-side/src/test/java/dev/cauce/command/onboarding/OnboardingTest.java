package dev.cauce.command.onboarding;

import static dev.cauce.command.Fixtures.NOW;
import static dev.cauce.command.Fixtures.TENANT;
import static dev.cauce.command.Fixtures.decided;
import static dev.cauce.command.Fixtures.rejected;
import static dev.cauce.contracts.account.OnboardingStep.DATA_SOURCE;
import static dev.cauce.contracts.account.OnboardingStep.FIRST_CAMPAIGN;
import static dev.cauce.contracts.account.OnboardingStep.PROFILE;
import static dev.cauce.contracts.account.OnboardingStep.TEAM;

import dev.cauce.command.Fixtures;
import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.account.Origin;
import dev.cauce.contracts.metadata.MetadataKey;
import dev.cauce.contracts.onboarding.CloseOnboarding;
import dev.cauce.contracts.onboarding.FollowUpOnboarding;
import dev.cauce.contracts.onboarding.NudgeMailRequested;
import dev.cauce.contracts.onboarding.OnboardingAbandoned;
import dev.cauce.contracts.onboarding.OnboardingClosed;
import dev.cauce.contracts.onboarding.OnboardingCompleted;
import dev.cauce.contracts.onboarding.OnboardingEvent;
import dev.cauce.contracts.onboarding.OnboardingMailSent;
import dev.cauce.contracts.onboarding.OnboardingStalled;
import dev.cauce.contracts.onboarding.OnboardingStarted;
import dev.cauce.contracts.onboarding.OnboardingStepTracked;
import dev.cauce.contracts.onboarding.RecordOnboardingMailSent;
import dev.cauce.contracts.onboarding.RequestWelcomeMail;
import dev.cauce.contracts.onboarding.StartOnboarding;
import dev.cauce.contracts.onboarding.TrackOnboardingStep;
import dev.cauce.contracts.onboarding.WelcomeMailRequested;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.platform.command.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Stream;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OnboardingTest {

    private static final AccountId ID = new AccountId("acc-1");
    private static final String WELCOME = "acme/onboarding/acc-1/welcome";
    private static final MetaData BY_POLICY = MetaData.with(MetadataKey.POLICY_VERSION, "onboarding/1");

    private static final OnboardingStarted SIGNED_UP =
            new OnboardingStarted(TENANT, ID, Origin.SIGN_UP, true, true, Set.of(), "onboarding/1", days(2));
    private static final OnboardingStarted IMPORTED =
            new OnboardingStarted(TENANT, ID, Origin.IMPORT, false, false, Set.of(), "onboarding/1", days(2));
    private static final WelcomeMailRequested WELCOME_REQUESTED = new WelcomeMailRequested(TENANT, ID, WELCOME);
    private static final NudgeMailRequested NUDGE_1 = nudge(1, 3, Set.of(PROFILE, DATA_SOURCE, FIRST_CAMPAIGN, TEAM));
    private static final NudgeMailRequested NUDGE_2 = nudge(2, 4, Set.of(PROFILE, DATA_SOURCE, FIRST_CAMPAIGN, TEAM));
    private static final OnboardingStalled STALLED =
            new OnboardingStalled(TENANT, ID, 3, Set.of(PROFILE, DATA_SOURCE, FIRST_CAMPAIGN, TEAM), days(21));
    private static final OnboardingCompleted COMPLETED = new OnboardingCompleted(TENANT, ID);
    private static final OnboardingAbandoned ABANDONED =
            new OnboardingAbandoned(TENANT, ID, Set.of(PROFILE, DATA_SOURCE, FIRST_CAMPAIGN, TEAM));
    private static final OnboardingClosed CLOSED = new OnboardingClosed(TENANT, ID);

    private final FixtureConfiguration<Onboarding> fixture = Fixtures.of(Onboarding.class);

    private static Instant days(int days) {
        return NOW.plus(Duration.ofDays(days));
    }

    private static NudgeMailRequested nudge(
            int number, int nextInDays, Set<dev.cauce.contracts.account.OnboardingStep> open) {
        return new NudgeMailRequested(
                TENANT, ID, "acme/onboarding/acc-1/nudge-" + number, number, open, days(nextInDays));
    }

    private static Answer answer(String status) {
        return Answer.of("accountId", ID, "status", status);
    }

    static Stream<OnboardingEvent> ends() {
        return Stream.of(COMPLETED, ABANDONED, CLOSED);
    }

    @Nested
    class Starting {

        @Test
        void greetsWhoSignedUp() {
            fixture.givenNoPriorActivity()
                    .when(new StartOnboarding(TENANT, ID, Origin.SIGN_UP, null))
                    .expectEvents(decided(SIGNED_UP, BY_POLICY))
                    .expectResultMessagePayload(answer("RUNNING"));
        }

        @Test
        void isOverAtOnceForACustomerWithAHistory() {
            fixture.givenNoPriorActivity()
                    .when(new StartOnboarding(TENANT, ID, Origin.IMPORT, days(-31)))
                    .expectEvents(
                            decided(
                                    new OnboardingStarted(
                                            TENANT,
                                            ID,
                                            Origin.IMPORT,
                                            false,
                                            false,
                                            Set.of(PROFILE, DATA_SOURCE, FIRST_CAMPAIGN, TEAM),
                                            "onboarding/1",
                                            null),
                                    BY_POLICY),
                            decided(COMPLETED, BY_POLICY))
                    .expectResultMessagePayload(answer("COMPLETED"));
        }

        @Test
        void followsANewImportedCustomerWithoutTrialAndWelcome() {
            fixture.givenNoPriorActivity()
                    .when(new StartOnboarding(TENANT, ID, Origin.IMPORT, days(-30)))
                    .expectEvents(decided(IMPORTED, BY_POLICY));
        }

        @Test
        void changesNothingTheSecondTime() {
            fixture.given(SIGNED_UP)
                    .when(new StartOnboarding(TENANT, ID, Origin.SIGN_UP, null))
                    .expectNoEvents()
                    .expectResultMessagePayload(answer("RUNNING"));
        }
    }

    @Nested
    class Welcoming {

        @Test
        void asksForTheMail() {
            fixture.given(SIGNED_UP)
                    .when(new RequestWelcomeMail(TENANT, ID))
                    .expectEvents(WELCOME_REQUESTED)
                    .expectResultMessagePayload(answer("RUNNING"));
        }

        @Test
        void asksOnce() {
            fixture.given(SIGNED_UP, WELCOME_REQUESTED)
                    .when(new RequestWelcomeMail(TENANT, ID))
                    .expectNoEvents()
                    .expectSuccessfulHandlerExecution();
        }

        @Test
        void doesNotWelcomeAnImportedCustomer() {
            fixture.given(IMPORTED)
                    .when(new RequestWelcomeMail(TENANT, ID))
                    .expectNoEvents()
                    .expectSuccessfulHandlerExecution();
        }

        @ParameterizedTest
        @MethodSource("dev.cauce.command.onboarding.OnboardingTest#ends")
        void asksForNothingAfterTheEnd(OnboardingEvent end) {
            fixture.given(SIGNED_UP, end)
                    .when(new RequestWelcomeMail(TENANT, ID))
                    .expectNoEvents()
                    .expectSuccessfulHandlerExecution();
        }

        @Test
        void rejectsWhatNeverStarted() {
            fixture.givenNoPriorActivity()
                    .when(new RequestWelcomeMail(TENANT, ID))
                    .expectException(AggregateNotFoundException.class);
        }
    }

    @Nested
    class SendingMail {

        @Test
        void recordsWhatWentOut() {
            fixture.given(SIGNED_UP, WELCOME_REQUESTED)
                    .when(new RecordOnboardingMailSent(TENANT, ID, WELCOME))
                    .expectEvents(new OnboardingMailSent(TENANT, ID, WELCOME));
        }

        @Test
        void recordsAReminderToo() {
            fixture.given(SIGNED_UP, NUDGE_1)
                    .when(new RecordOnboardingMailSent(TENANT, ID, NUDGE_1.mailId()))
                    .expectEvents(new OnboardingMailSent(TENANT, ID, NUDGE_1.mailId()));
        }

        @Test
        void recordsItOnce() {
            fixture.given(SIGNED_UP, WELCOME_REQUESTED, new OnboardingMailSent(TENANT, ID, WELCOME))
                    .when(new RecordOnboardingMailSent(TENANT, ID, WELCOME))
                    .expectNoEvents()
                    .expectSuccessfulHandlerExecution();
        }

        @Test
        void recordsItEvenAfterTheEnd() {
            fixture.given(SIGNED_UP, WELCOME_REQUESTED, CLOSED)
                    .when(new RecordOnboardingMailSent(TENANT, ID, WELCOME))
                    .expectEvents(new OnboardingMailSent(TENANT, ID, WELCOME));
        }

        @Test
        void rejectsAMailNobodyAskedFor() {
            fixture.given(SIGNED_UP)
                    .when(new RecordOnboardingMailSent(TENANT, ID, WELCOME))
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.NOT_FOUND));
        }
    }

    @Nested
    class TrackingSteps {

        private final OnboardingStepTracked three =
                new OnboardingStepTracked(TENANT, ID, TEAM, Set.of(DATA_SOURCE, FIRST_CAMPAIGN, TEAM));

        @Test
        void saysAllStepsThatAreDone() {
            fixture.given(SIGNED_UP, new OnboardingStepTracked(TENANT, ID, TEAM, Set.of(TEAM)))
                    .when(new TrackOnboardingStep(TENANT, ID, PROFILE))
                    .expectEvents(new OnboardingStepTracked(TENANT, ID, PROFILE, Set.of(PROFILE, TEAM)))
                    .expectResultMessagePayload(answer("RUNNING"));
        }

        @Test
        void completesWithTheLast() {
            fixture.given(SIGNED_UP, three)
                    .when(new TrackOnboardingStep(TENANT, ID, PROFILE))
                    .expectEvents(
                            new OnboardingStepTracked(
                                    TENANT, ID, PROFILE, Set.of(PROFILE, DATA_SOURCE, FIRST_CAMPAIGN, TEAM)),
                            COMPLETED)
                    .expectResultMessagePayload(answer("COMPLETED"));
        }

        @Test
        void countsTheStepsThatWereDoneAtTheStart() {
            fixture.given(new OnboardingStarted(
                            TENANT,
                            ID,
                            Origin.IMPORT,
                            false,
                            false,
                            Set.of(DATA_SOURCE, FIRST_CAMPAIGN, TEAM),
                            "onboarding/1",
                            days(2)))
                    .when(new TrackOnboardingStep(TENANT, ID, PROFILE))
                    .expectEvents(
                            new OnboardingStepTracked(
                                    TENANT, ID, PROFILE, Set.of(PROFILE, DATA_SOURCE, FIRST_CAMPAIGN, TEAM)),
                            COMPLETED);
        }

        @Test
        void completesAStalledOne() {
            fixture.given(SIGNED_UP, three, NUDGE_1, NUDGE_2, STALLED)
                    .when(new TrackOnboardingStep(TENANT, ID, PROFILE))
                    .expectEvents(
                            new OnboardingStepTracked(
                                    TENANT, ID, PROFILE, Set.of(PROFILE, DATA_SOURCE, FIRST_CAMPAIGN, TEAM)),
                            COMPLETED);
        }

        @Test
        void changesNothingTheSecondTime() {
            fixture.given(SIGNED_UP, three)
                    .when(new TrackOnboardingStep(TENANT, ID, TEAM))
                    .expectNoEvents()
                    .expectSuccessfulHandlerExecution();
        }

        @ParameterizedTest
        @MethodSource("dev.cauce.command.onboarding.OnboardingTest#ends")
        void changesNothingAfterTheEnd(OnboardingEvent end) {
            fixture.given(SIGNED_UP, end)
                    .when(new TrackOnboardingStep(TENANT, ID, TEAM))
                    .expectNoEvents()
                    .expectSuccessfulHandlerExecution();
        }
    }

    @Nested
    class FollowingUp {

        @Test
        void remindsOfTheOpenSteps() {
            fixture.given(SIGNED_UP, new OnboardingStepTracked(TENANT, ID, TEAM, Set.of(TEAM)))
                    .when(new FollowUpOnboarding(TENANT, ID, 1))
                    .expectEvents(decided(nudge(1, 3, Set.of(PROFILE, DATA_SOURCE, FIRST_CAMPAIGN)), BY_POLICY))
                    .expectResultMessagePayload(answer("RUNNING"));
        }

        @Test
        void remindsASecondTime() {
            fixture.given(SIGNED_UP, NUDGE_1)
                    .when(new FollowUpOnboarding(TENANT, ID, 2))
                    .expectEvents(decided(NUDGE_2, BY_POLICY));
        }

        @Test
        void callsAPersonTheThirdTime() {
            fixture.given(SIGNED_UP, NUDGE_1, NUDGE_2)
                    .when(new FollowUpOnboarding(TENANT, ID, 3))
                    .expectEvents(decided(STALLED, BY_POLICY))
                    .expectResultMessagePayload(answer("STALLED"));
        }

        @Test
        void givesUpTheFourthTime() {
            fixture.given(SIGNED_UP, NUDGE_1, NUDGE_2, STALLED)
                    .when(new FollowUpOnboarding(TENANT, ID, 4))
                    .expectEvents(decided(ABANDONED, BY_POLICY))
                    .expectResultMessagePayload(answer("ABANDONED"));
        }

        @Test
        void changesNothingForARepeatedDeadline() {
            fixture.given(SIGNED_UP, NUDGE_1, NUDGE_2)
                    .when(new FollowUpOnboarding(TENANT, ID, 2))
                    .expectNoEvents()
                    .expectSuccessfulHandlerExecution();
        }

        @Test
        void changesNothingForAnOlderDeadline() {
            fixture.given(SIGNED_UP, NUDGE_1, NUDGE_2, STALLED)
                    .when(new FollowUpOnboarding(TENANT, ID, 1))
                    .expectNoEvents()
                    .expectSuccessfulHandlerExecution();
        }

        @ParameterizedTest
        @MethodSource("dev.cauce.command.onboarding.OnboardingTest#ends")
        void changesNothingAfterTheEnd(OnboardingEvent end) {
            fixture.given(SIGNED_UP, NUDGE_1, end)
                    .when(new FollowUpOnboarding(TENANT, ID, 2))
                    .expectNoEvents()
                    .expectSuccessfulHandlerExecution();
        }

        @Test
        void rejectsADeadlineThatIsNotDue() {
            fixture.given(SIGNED_UP)
                    .when(new FollowUpOnboarding(TENANT, ID, 2))
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.INVALID_REQUEST));
        }
    }

    @Nested
    class Closing {

        @Test
        void endsWithTheAccount() {
            fixture.given(SIGNED_UP)
                    .when(new CloseOnboarding(TENANT, ID))
                    .expectEvents(CLOSED)
                    .expectResultMessagePayload(answer("CLOSED"));
        }

        @Test
        void endsAStalledOne() {
            fixture.given(SIGNED_UP, NUDGE_1, NUDGE_2, STALLED)
                    .when(new CloseOnboarding(TENANT, ID))
                    .expectEvents(CLOSED);
        }

        @ParameterizedTest
        @MethodSource("dev.cauce.command.onboarding.OnboardingTest#ends")
        void changesNothingAfterTheEnd(OnboardingEvent end) {
            fixture.given(SIGNED_UP, end)
                    .when(new CloseOnboarding(TENANT, ID))
                    .expectNoEvents()
                    .expectSuccessfulHandlerExecution();
        }
    }
}
