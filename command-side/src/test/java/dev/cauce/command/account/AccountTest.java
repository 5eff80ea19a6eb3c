package dev.cauce.command.account;

import static dev.cauce.command.Fixtures.FINGERPRINTS;
import static dev.cauce.command.Fixtures.NOW;
import static dev.cauce.command.Fixtures.TENANT;
import static dev.cauce.command.Fixtures.decided;
import static dev.cauce.command.Fixtures.rejected;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cauce.command.Fixtures;
import dev.cauce.command.History;
import dev.cauce.contracts.account.AccountClosed;
import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.account.AccountReactivated;
import dev.cauce.contracts.account.AccountRegistered;
import dev.cauce.contracts.account.AccountSuspended;
import dev.cauce.contracts.account.ActivityRecorded;
import dev.cauce.contracts.account.Attributes;
import dev.cauce.contracts.account.CloseAccount;
import dev.cauce.contracts.account.CompleteOnboardingStep;
import dev.cauce.contracts.account.EmailReleased;
import dev.cauce.contracts.account.EmailReserved;
import dev.cauce.contracts.account.EmailVerified;
import dev.cauce.contracts.account.ErasePersonalData;
import dev.cauce.contracts.account.OnboardingStep;
import dev.cauce.contracts.account.OnboardingStepCompleted;
import dev.cauce.contracts.account.Origin;
import dev.cauce.contracts.account.PersonalDataErased;
import dev.cauce.contracts.account.ReactivateAccount;
import dev.cauce.contracts.account.RecordActivity;
import dev.cauce.contracts.account.RegisterAccount;
import dev.cauce.contracts.account.SuspendAccount;
import dev.cauce.contracts.account.VerifyEmail;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.metadata.MetadataKey;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.platform.command.Answer;
import dev.cauce.platform.personaldata.ErasureCertificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class AccountTest {

    private static final AccountId ID = new AccountId("acc-1");
    private static final String EMAIL = "ada@example.invalid";
    private static final String FINGERPRINT = FINGERPRINTS.of(TENANT, "email", EMAIL);
    private static final String TOKEN = FINGERPRINTS.of(TENANT, "email-verification", ID + "|" + FINGERPRINT);
    private static final String CERTIFICATE = ErasureCertificate.idFor(TENANT, ID.value());
    private static final StreamId RESERVATION = StreamId.of("email", TENANT, FINGERPRINT);

    private static final AccountClosed CLOSED = new AccountClosed(TENANT, ID, "MOVED_AWAY");
    private static final AccountSuspended SUSPENDED = new AccountSuspended(TENANT, ID, "UNPAID");

    private final History history = new History();
    private final List<String> destroyedKeys = new ArrayList<>();
    private final FixtureConfiguration<Account> fixture = Fixtures.of(
            Account.class,
            new EmailReservations(() -> EventSourcingRepository.builder(EmailReservation.class)
                    .eventStore(history.store())
                    .build()),
            new KeyDestruction((tenant, subject) -> destroyedKeys.add(tenant + "/" + subject)));

    private static RegisterAccount register(String email, Instant customerSince) {
        return new RegisterAccount(
                TENANT,
                ID,
                "Analytical Engines",
                "Ada",
                email,
                "Europe/Madrid",
                "ES",
                customerSince == null ? Origin.SIGN_UP : Origin.IMPORT,
                customerSince,
                Attributes.of(Map.of("seats", "7")));
    }

    private static AccountRegistered registered(String email, Instant customerSince) {
        return new AccountRegistered(
                TENANT,
                ID,
                "Analytical Engines",
                "Ada",
                email,
                FINGERPRINT,
                "Europe/Madrid",
                "ES",
                customerSince == null ? Origin.SIGN_UP : Origin.IMPORT,
                customerSince,
                Attributes.of(Map.of("seats", "7")));
    }

    private static AccountRegistered registered() {
        return registered(EMAIL, null);
    }

    private static Answer certified() {
        return new Answer(Map.of("accountId", ID.value(), "certificateId", CERTIFICATE, "erasedAt", NOW.toString()));
    }

    private static Answer answer(String status) {
        return Answer.of("accountId", ID, "status", status);
    }

    @Nested
    class Registering {

        @Test
        void registersAndReservesTheAddress() {
            fixture.givenNoPriorActivity()
                    .when(register(EMAIL, null))
                    .expectEvents(registered())
                    .expectResultMessagePayload(answer("ACTIVE"));

            assertThat(history.of(RESERVATION)).containsExactly(new EmailReserved(TENANT, FINGERPRINT, ID));
        }

        @Test
        void takesAnotherSpellingForTheSameAddress() {
            history.holds(RESERVATION, new EmailReserved(TENANT, FINGERPRINT, new AccountId("acc-0")));

            fixture.givenNoPriorActivity()
                    .when(register("  ADA@Example.Invalid ", null))
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.EMAIL_TAKEN));
        }

        @Test
        void takesAnAddressThatWasReleased() {
            history.holds(
                    RESERVATION,
                    new EmailReserved(TENANT, FINGERPRINT, new AccountId("acc-0")),
                    new EmailReleased(TENANT, FINGERPRINT, new AccountId("acc-0")));

            fixture.givenNoPriorActivity().when(register(EMAIL, null)).expectEvents(registered());

            assertThat(history.of(RESERVATION)).last().isEqualTo(new EmailReserved(TENANT, FINGERPRINT, ID));
        }

        @Test
        void saysSinceWhenAnImportedCustomerIsOne() {
            Instant since = Instant.parse("2024-01-31T00:00:00Z");

            fixture.givenNoPriorActivity()
                    .when(register(EMAIL, since))
                    .expectEvents(decided(
                            registered(EMAIL, since), MetaData.with(MetadataKey.EFFECTIVE_AT, "2024-01-31T00:00:00Z")));
        }

        @Test
        void rejectsACustomerSinceTomorrow() {
            fixture.givenNoPriorActivity()
                    .when(register(EMAIL, NOW.plusMillis(1)))
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.DATE_IN_FUTURE));
        }

        @Test
        void rejectsACustomerSinceBeforeTheCalendarOfAnyCustomer() {
            fixture.givenNoPriorActivity()
                    .when(register(EMAIL, Instant.MIN))
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.INVALID_REQUEST));
        }

        @Test
        void rejectsAnIdThatIsTaken() {
            fixture.given(registered())
                    .when(register("grace@example.invalid", null))
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.ALREADY_EXISTS));
        }
    }

    @Nested
    class VerifyingTheAddress {

        @Test
        void takesTheTokenOfTheWelcomeMail() {
            fixture.given(registered())
                    .when(new VerifyEmail(TENANT, ID, TOKEN))
                    .expectEvents(new EmailVerified(TENANT, ID))
                    .expectResultMessagePayload(answer("ACTIVE"));
        }

        @Test
        void changesNothingTheSecondTime() {
            fixture.given(registered(), new EmailVerified(TENANT, ID))
                    .when(new VerifyEmail(TENANT, ID, TOKEN))
                    .expectNoEvents()
                    .expectSuccessfulHandlerExecution();
        }

        @Test
        void rejectsAWrongTokenEvenWhenVerified() {
            fixture.given(registered(), new EmailVerified(TENANT, ID))
                    .when(new VerifyEmail(TENANT, ID, TOKEN + "x"))
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.EMAIL_TOKEN_WRONG));
        }

        @Test
        void rejectsAClosedAccount() {
            fixture.given(registered(), CLOSED)
                    .when(new VerifyEmail(TENANT, ID, TOKEN))
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.ACCOUNT_IS_CLOSED));
        }

        @Test
        void rejectsAnAccountThatWasNeverRegistered() {
            fixture.givenNoPriorActivity()
                    .when(new VerifyEmail(TENANT, ID, TOKEN))
                    .expectException(AggregateNotFoundException.class);
        }
    }

    @Nested
    class CompletingSteps {

        @Test
        void saysAllStepsThatAreDone() {
            fixture.given(
                            registered(),
                            new OnboardingStepCompleted(TENANT, ID, OnboardingStep.TEAM, Set.of(OnboardingStep.TEAM)))
                    .when(new CompleteOnboardingStep(TENANT, ID, OnboardingStep.PROFILE))
                    .expectEvents(new OnboardingStepCompleted(
                            TENANT, ID, OnboardingStep.PROFILE, Set.of(OnboardingStep.PROFILE, OnboardingStep.TEAM)));
        }

        @Test
        void changesNothingTheSecondTime() {
            fixture.given(
                            registered(),
                            new OnboardingStepCompleted(TENANT, ID, OnboardingStep.TEAM, Set.of(OnboardingStep.TEAM)))
                    .when(new CompleteOnboardingStep(TENANT, ID, OnboardingStep.TEAM))
                    .expectNoEvents()
                    .expectResultMessagePayload(answer("ACTIVE"));
        }

        @Test
        void rejectsAClosedAccount() {
            fixture.given(registered(), CLOSED)
                    .when(new CompleteOnboardingStep(TENANT, ID, OnboardingStep.TEAM))
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.ACCOUNT_IS_CLOSED));
        }
    }

    @Nested
    class RecordingActivity {

        @Test
        void countsEachKindByItself() {
            fixture.given(
                            registered(),
                            new ActivityRecorded(TENANT, ID, "login", 3, NOW, 3),
                            new ActivityRecorded(TENANT, ID, "export", 1, NOW, 1))
                    .when(new RecordActivity(TENANT, ID, "login", 2, null))
                    .expectEvents(new ActivityRecorded(TENANT, ID, "login", 2, NOW, 5));
        }

        @Test
        void holdsFromWhenItOccurred() {
            Instant earlier = NOW.minusSeconds(60);

            fixture.given(registered())
                    .when(new RecordActivity(TENANT, ID, "login", 1, earlier))
                    .expectEvents(decided(
                            new ActivityRecorded(TENANT, ID, "login", 1, earlier, 1),
                            MetaData.with(MetadataKey.EFFECTIVE_AT, earlier.toString())));
        }

        @Test
        void isTakenFromASuspendedAccount() {
            fixture.given(registered(), SUSPENDED)
                    .when(new RecordActivity(TENANT, ID, "login", 1, null))
                    .expectEvents(new ActivityRecorded(TENANT, ID, "login", 1, NOW, 1));
        }

        @Test
        void rejectsWhatHasNotOccurredYet() {
            fixture.given(registered())
                    .when(new RecordActivity(TENANT, ID, "login", 1, NOW.plusMillis(1)))
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.DATE_IN_FUTURE));
        }

        @Test
        void rejectsEverNewKinds() {
            List<Object> events = new ArrayList<>(List.of(registered()));
            IntStream.range(0, 1_000)
                    .forEach(kind -> events.add(new ActivityRecorded(TENANT, ID, "kind" + kind, 1, NOW, 1)));

            fixture.given(events)
                    .when(new RecordActivity(TENANT, ID, "another", 1, null))
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.INVALID_REQUEST));
        }

        @Test
        void rejectsAClosedAccount() {
            fixture.given(registered(), CLOSED)
                    .when(new RecordActivity(TENANT, ID, "login", 1, null))
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.ACCOUNT_IS_CLOSED));
        }
    }

    @Nested
    class Suspending {

        @Test
        void takesTheServiceAway() {
            fixture.given(registered())
                    .when(new SuspendAccount(TENANT, ID, "UNPAID"))
                    .expectEvents(SUSPENDED)
                    .expectResultMessagePayload(answer("SUSPENDED"));
        }

        @Test
        void rejectsASuspendedAccount() {
            fixture.given(registered(), SUSPENDED)
                    .when(new SuspendAccount(TENANT, ID, "UNPAID"))
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.ACCOUNT_SUSPENDED));
        }

        @Test
        void rejectsAClosedAccount() {
            fixture.given(registered(), CLOSED)
                    .when(new SuspendAccount(TENANT, ID, "UNPAID"))
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.ACCOUNT_IS_CLOSED));
        }
    }

    @Nested
    class Reactivating {

        @Test
        void givesTheServiceBack() {
            fixture.given(registered(), SUSPENDED)
                    .when(new ReactivateAccount(TENANT, ID))
                    .expectEvents(new AccountReactivated(TENANT, ID))
                    .expectResultMessagePayload(answer("ACTIVE"));
        }

        @Test
        void rejectsAnActiveAccount() {
            fixture.given(registered(), SUSPENDED, new AccountReactivated(TENANT, ID))
                    .when(new ReactivateAccount(TENANT, ID))
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.ACCOUNT_NOT_SUSPENDED));
        }

        @Test
        void rejectsAClosedAccount() {
            fixture.given(registered(), SUSPENDED, CLOSED)
                    .when(new ReactivateAccount(TENANT, ID))
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.ACCOUNT_IS_CLOSED));
        }
    }

    @Nested
    class Closing {

        @Test
        void releasesTheAddress() {
            history.holds(RESERVATION, new EmailReserved(TENANT, FINGERPRINT, ID));

            fixture.given(registered())
                    .when(new CloseAccount(TENANT, ID, "MOVED_AWAY"))
                    .expectEvents(CLOSED)
                    .expectResultMessagePayload(answer("CLOSED"));

            assertThat(history.of(RESERVATION)).last().isEqualTo(new EmailReleased(TENANT, FINGERPRINT, ID));
        }

        @Test
        void endsASuspendedAccountToo() {
            fixture.given(registered(), SUSPENDED)
                    .when(new CloseAccount(TENANT, ID, "MOVED_AWAY"))
                    .expectEvents(CLOSED);
        }

        @Test
        void leavesAnAddressAloneThatAnotherAccountHas() {
            EmailReserved ofAnother = new EmailReserved(TENANT, FINGERPRINT, new AccountId("acc-2"));
            history.holds(RESERVATION, ofAnother);

            fixture.given(registered())
                    .when(new CloseAccount(TENANT, ID, "MOVED_AWAY"))
                    .expectEvents(CLOSED);

            assertThat(history.of(RESERVATION)).containsExactly(ofAnother);
        }

        @Test
        void rejectsAClosedAccount() {
            fixture.given(registered(), CLOSED)
                    .when(new CloseAccount(TENANT, ID, "MOVED_AWAY"))
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.ACCOUNT_IS_CLOSED));
        }
    }

    @Nested
    class Erasing {

        @Test
        void closesAnOpenAccountAndDestroysTheKeyAfterTheEvent() {
            history.holds(RESERVATION, new EmailReserved(TENANT, FINGERPRINT, ID));

            fixture.givenCurrentTime(NOW)
                    .andGiven(registered())
                    .when(new ErasePersonalData(TENANT, ID))
                    .expectEvents(
                            new AccountClosed(TENANT, ID, "ERASED"), new PersonalDataErased(TENANT, ID, CERTIFICATE))
                    .expectResultMessagePayload(certified());

            assertThat(history.of(RESERVATION)).last().isEqualTo(new EmailReleased(TENANT, FINGERPRINT, ID));
            assertThat(destroyedKeys).containsExactly("acme/acc-1");
        }

        @Test
        void erasesAClosedAccount() {
            fixture.given(registered(), CLOSED)
                    .when(new ErasePersonalData(TENANT, ID))
                    .expectEvents(new PersonalDataErased(TENANT, ID, CERTIFICATE));
        }

        @Test
        void givesTheSameCertificateAgainAndDestroysWhatACrashLeft() {
            fixture.givenCurrentTime(NOW)
                    .andGiven(registered(), CLOSED, new PersonalDataErased(TENANT, ID, CERTIFICATE))
                    .when(new ErasePersonalData(TENANT, ID))
                    .expectNoEvents()
                    .expectResultMessagePayload(certified());

            assertThat(destroyedKeys).containsExactly("acme/acc-1");
        }

        @Test
        void destroysNoKeyOfAnAccountThatWasNeverRegistered() {
            fixture.givenNoPriorActivity()
                    .when(new ErasePersonalData(TENANT, ID))
                    .expectException(AggregateNotFoundException.class);

            assertThat(destroyedKeys).isEmpty();
        }
    }
}
