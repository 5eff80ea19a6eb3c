package dev.cauce.sagas.onboarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cauce.contracts.account.AccountClosed;
import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.account.AccountRegistered;
import dev.cauce.contracts.account.Attributes;
import dev.cauce.contracts.account.OnboardingStep;
import dev.cauce.contracts.account.OnboardingStepCompleted;
import dev.cauce.contracts.account.Origin;
import dev.cauce.contracts.catalogue.BillingInterval;
import dev.cauce.contracts.catalogue.PlanId;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.metadata.MetadataKey;
import dev.cauce.contracts.onboarding.CloseOnboarding;
import dev.cauce.contracts.onboarding.FollowUpOnboarding;
import dev.cauce.contracts.onboarding.NudgeMailRequested;
import dev.cauce.contracts.onboarding.OnboardingAbandoned;
import dev.cauce.contracts.onboarding.OnboardingClosed;
import dev.cauce.contracts.onboarding.OnboardingCompleted;
import dev.cauce.contracts.onboarding.OnboardingStalled;
import dev.cauce.contracts.onboarding.OnboardingStarted;
import dev.cauce.contracts.onboarding.RequestWelcomeMail;
import dev.cauce.contracts.onboarding.StartOnboarding;
import dev.cauce.contracts.onboarding.TrackOnboardingStep;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.contracts.subscription.StartTrial;
import dev.cauce.contracts.subscription.SubscriptionId;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.contracts.ticket.OpenTicket;
import dev.cauce.contracts.ticket.Priority;
import dev.cauce.contracts.ticket.TicketChannel;
import dev.cauce.contracts.ticket.TicketId;
import dev.cauce.platform.command.ProcessCommands;
import dev.cauce.platform.messaging.CauceJson;
import dev.cauce.platform.messaging.MessageLineage;
import dev.cauce.platform.rejection.Rejected;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.axonframework.serialization.Serializer;
import org.axonframework.test.saga.ContinuedGivenState;
import org.axonframework.test.saga.FixtureExecutionResult;
import org.axonframework.test.saga.SagaTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OnboardingSagaTest {

    private static final TenantId ACME = new TenantId("acme");
    private static final TenantId OTHER = new TenantId("other");
    private static final AccountId ACCOUNT = new AccountId("a-1");
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final Duration PAUSE = Duration.ofDays(3);
    private static final Set<OnboardingStep> ALL = EnumSet.allOf(OnboardingStep.class);
    private static final FirstTrial TRIAL = new FirstTrial(new PlanId("starter"), "EUR", BillingInterval.MONTH);
    private static final String ASSOCIATED = "accountId";

    private final SagaTestFixture<OnboardingSaga> fixture = new SagaTestFixture<>(OnboardingSaga.class);

    @BeforeEach
    void givenTheSagasCollaborators() {
        fixture.registerResource(new ProcessCommands(fixture.getCommandBus()));
        fixture.registerResource(TRIAL);
        fixture.givenCurrentTime(NOON);
    }

    @Nested
    class Starting {

        @Test
        void startsTheOnboardingOfASignUp() {
            fixture.givenNoPriorActivity()
                    .whenPublishingA(registered(ACME))
                    .expectDispatchedCommands(new StartOnboarding(ACME, ACCOUNT, Origin.SIGN_UP, null))
                    .expectActiveSagas(1)
                    .expectAssociationWith(ASSOCIATED, "acme/a-1")
                    .expectNoScheduledDeadlines()
                    .expectSuccessfulHandlerExecution();
        }

        @Test
        void startsTheTrialAndAsksForTheWelcomeMail() {
            fixture.givenAPublished(registered(ACME))
                    .whenPublishingA(started(ACME, true))
                    .expectDispatchedCommands(trial(ACME), new RequestWelcomeMail(ACME, ACCOUNT))
                    .expectScheduledDeadline(NOON.plus(PAUSE), new FollowUpDue(1))
                    .expectScheduledDeadlineWithName(NOON.plus(PAUSE), OnboardingSaga.FOLLOW_UP);
        }

        @Test
        void tellsWhereAnImportedCustomerStands() {
            Instant since = Instant.parse("2024-01-01T00:00:00Z");

            fixture.givenNoPriorActivity()
                    .whenPublishingA(registered(ACME, Origin.IMPORT, since))
                    .expectDispatchedCommands(new StartOnboarding(ACME, ACCOUNT, Origin.IMPORT, since));
        }

        @Test
        void startsNothingForAnImportedCustomerWithAHistory() {
            fixture.givenAPublished(registered(ACME, Origin.IMPORT, Instant.EPOCH))
                    .whenPublishingA(new OnboardingStarted(
                            ACME, ACCOUNT, Origin.IMPORT, false, false, ALL, "onboarding-1", null))
                    .expectNoDispatchedCommands()
                    .expectNoScheduledDeadlines()
                    .expectActiveSagas(1);
        }

        @Test
        void anImportedCustomerWhoIsDoneEnds() {
            fixture.givenAPublished(registered(ACME, Origin.IMPORT, Instant.EPOCH))
                    .andThenAPublished(new OnboardingStarted(
                            ACME, ACCOUNT, Origin.IMPORT, false, false, ALL, "onboarding-1", null))
                    .whenPublishingA(new OnboardingCompleted(ACME, ACCOUNT))
                    .expectActiveSagas(0)
                    .expectNoScheduledDeadlines();
        }

        @Test
        void registeringAgainStartsNoSecondSaga() {
            fixture.givenAPublished(registered(ACME))
                    .whenPublishingA(registered(ACME))
                    .expectActiveSagas(1)
                    .expectDispatchedCommands(new StartOnboarding(ACME, ACCOUNT, Origin.SIGN_UP, null));
        }

        @Test
        void withoutARegistrationNothingFollows() {
            fixture.givenNoPriorActivity()
                    .whenPublishingA(started(ACME, true))
                    .expectNoDispatchedCommands()
                    .expectNoScheduledDeadlines()
                    .expectActiveSagas(0);
        }
    }

    @Nested
    class Steps {

        @ParameterizedTest
        @EnumSource
        void takesEachStepOver(OnboardingStep step) {
            underWay()
                    .whenPublishingA(new OnboardingStepCompleted(ACME, ACCOUNT, step, Set.of(step)))
                    .expectDispatchedCommands(new TrackOnboardingStep(ACME, ACCOUNT, step));
        }

        @Test
        void takesAStepOverThatCameBeforeTheChecklistWasOpened() {
            fixture.givenAPublished(registered(ACME))
                    .whenPublishingA(step(OnboardingStep.TEAM))
                    .expectDispatchedCommands(new TrackOnboardingStep(ACME, ACCOUNT, OnboardingStep.TEAM));
        }

        @Test
        void aRepeatedStepSendsTheSameCommandAgain() {
            underWay()
                    .andThenAPublished(step(OnboardingStep.TEAM))
                    .whenPublishingA(step(OnboardingStep.TEAM))
                    .expectDispatchedCommands(new TrackOnboardingStep(ACME, ACCOUNT, OnboardingStep.TEAM))
                    .expectActiveSagas(1);
        }
    }

    @Nested
    class FollowingUp {

        @Test
        void asksThePolicyWhenTheFirstFollowUpIsDue() {
            underWay()
                    .whenTimeElapses(PAUSE)
                    .expectTriggeredDeadlines(new FollowUpDue(1))
                    .expectDispatchedCommands(new FollowUpOnboarding(ACME, ACCOUNT, 1))
                    .expectActiveSagas(1);
        }

        @Test
        void asksNothingBeforeItIsDue() {
            underWay()
                    .whenTimeElapses(PAUSE.minusMillis(1))
                    .expectNoDispatchedCommands()
                    .expectScheduledDeadline(Duration.ofMillis(1), new FollowUpDue(1));
        }

        @Test
        void looksAgainAfterANudge() throws Exception {
            underWay()
                    .andThenTimeElapses(PAUSE)
                    .whenPublishingA(nudged(1, NOON.plus(PAUSE).plus(PAUSE)))
                    .expectNoDispatchedCommands()
                    .expectScheduledDeadline(PAUSE, new FollowUpDue(2));
        }

        @Test
        void asksThePolicyAgainAfterANudge() throws Exception {
            underWay()
                    .andThenTimeElapses(PAUSE)
                    .andThenAPublished(nudged(1, NOON.plus(PAUSE).plus(PAUSE)))
                    .whenTimeElapses(PAUSE)
                    .expectDispatchedCommands(new FollowUpOnboarding(ACME, ACCOUNT, 2));
        }

        @Test
        void aStalledOnboardingCallsAPersonAndLooksAgain() {
            underWay()
                    .whenPublishingA(stalled(ACCOUNT))
                    .expectDispatchedCommands(new OpenTicket(
                            ACME,
                            new TicketId("onboarding-a-1"),
                            ACCOUNT,
                            "Onboarding stalled",
                            "Reminders did not help; still open: [TEAM].",
                            Priority.HIGH,
                            TicketChannel.SYSTEM))
                    .expectScheduledDeadline(NOON.plus(PAUSE.multipliedBy(4)), new FollowUpDue(4));
        }

        @Test
        void theTicketOfALongAccountIdIsOneThatTheContractsAllow() {
            AccountId longest = new AccountId("a".repeat(64));
            fixture.givenAPublished(registered(ACME, longest, Origin.SIGN_UP, null))
                    .whenPublishingA(stalled(longest));

            OpenTicket opened = (OpenTicket) sent().getLast().getPayload();

            assertThat(opened.ticketId().value()).startsWith("onboarding-").matches(StreamId.PART);
            assertThat(OnboardingSaga.ticketOf(new AccountId("a".repeat(63) + "b")))
                    .isNotEqualTo(opened.ticketId());
        }

        @Test
        void thePersonIsFollowedByALastLook() throws Exception {
            underWay()
                    .andThenTimeElapses(PAUSE)
                    .andThenAPublished(stalled(ACCOUNT))
                    .whenTimeElapses(PAUSE.multipliedBy(3))
                    .expectDispatchedCommands(new FollowUpOnboarding(ACME, ACCOUNT, 4));
        }
    }

    @Nested
    class Ending {

        @Test
        void aClosedAccountClosesItsOnboarding() {
            underWay()
                    .whenPublishingA(new AccountClosed(ACME, ACCOUNT, "BANKRUPT"))
                    .expectDispatchedCommands(new CloseOnboarding(ACME, ACCOUNT))
                    .expectActiveSagas(1);
        }

        @Test
        void completedEndsItAndCancelsTheFollowUp() {
            underWay()
                    .whenPublishingA(new OnboardingCompleted(ACME, ACCOUNT))
                    .expectActiveSagas(0)
                    .expectNoScheduledDeadlines()
                    .expectNoDispatchedCommands();
        }

        @Test
        void abandonedEndsItAndCancelsTheFollowUp() {
            underWay()
                    .whenPublishingA(new OnboardingAbandoned(ACME, ACCOUNT, ALL))
                    .expectActiveSagas(0)
                    .expectNoScheduledDeadlines()
                    .expectNoDispatchedCommands();
        }

        @Test
        void closedEndsItAndCancelsTheFollowUp() {
            underWay()
                    .whenPublishingA(new OnboardingClosed(ACME, ACCOUNT))
                    .expectActiveSagas(0)
                    .expectNoScheduledDeadlines()
                    .expectNoDispatchedCommands();
        }

        @Test
        void lateEventsAfterTheEndDoNothing() {
            for (Object late : List.of(
                    step(OnboardingStep.TEAM),
                    nudged(1, NOON.plus(PAUSE)),
                    stalled(ACCOUNT),
                    started(ACME, true),
                    new AccountClosed(ACME, ACCOUNT, "BANKRUPT"),
                    new OnboardingCompleted(ACME, ACCOUNT))) {
                SagaTestFixture<OnboardingSaga> ended = new SagaTestFixture<>(OnboardingSaga.class);
                ended.registerResource(new ProcessCommands(ended.getCommandBus()));
                ended.registerResource(TRIAL);

                ended.givenAPublished(registered(ACME))
                        .andThenAPublished(new OnboardingCompleted(ACME, ACCOUNT))
                        .whenPublishingA(late)
                        .expectNoDispatchedCommands()
                        .expectNoScheduledDeadlines()
                        .expectActiveSagas(0);
            }
        }

        @Test
        void timeAfterTheEndBringsNothing() {
            underWay()
                    .andThenAPublished(new OnboardingCompleted(ACME, ACCOUNT))
                    .whenTimeElapses(Duration.ofDays(400))
                    .expectNoDispatchedCommands();
        }
    }

    @Nested
    class Answers {

        @Test
        void goesOnWhenARuleTurnsACommandDown() {
            fixture.setCallbackBehavior((command, metadata) -> {
                if (command instanceof StartTrial) {
                    throw new Rejected(ErrorCode.PLAN_NOT_FOUND, "There is no such plan.");
                }
                return null;
            });

            fixture.givenAPublished(registered(ACME))
                    .whenPublishingA(started(ACME, true))
                    .expectDispatchedCommands(trial(ACME), new RequestWelcomeMail(ACME, ACCOUNT))
                    .expectSuccessfulHandlerExecution()
                    .expectScheduledDeadline(NOON.plus(PAUSE), new FollowUpDue(1));
        }

        @Test
        void throwsWhatIsNoRuleSoThatTheEventIsHandledAgain() {
            fixture.setCallbackBehavior((command, metadata) -> {
                if (command instanceof StartTrial) {
                    throw new IllegalStateException("the store is away");
                }
                return null;
            });

            FixtureExecutionResult result =
                    fixture.givenAPublished(registered(ACME)).whenPublishingA(started(ACME, true));

            result.expectDispatchedCommands(trial(ACME));
            assertThatThrownBy(result::expectSuccessfulHandlerExecution)
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("StartTrial failed: IllegalStateException");
        }
    }

    @Nested
    class Apart {

        @Test
        void twoTenantsWithOneAccountIdDoNotMix() {
            fixture.givenAPublished(registered(ACME))
                    .andThenAPublished(registered(OTHER))
                    .whenPublishingA(new OnboardingCompleted(OTHER, ACCOUNT))
                    .expectActiveSagas(1)
                    .expectAssociationWith(ASSOCIATED, "acme/a-1")
                    .expectNoAssociationWith(ASSOCIATED, "other/a-1");
        }

        @Test
        void onlyTheTenantsOwnSagaAnswers() {
            fixture.givenAPublished(registered(ACME))
                    .andThenAPublished(registered(OTHER))
                    .whenPublishingA(started(OTHER, true))
                    .expectDispatchedCommands(trial(OTHER), new RequestWelcomeMail(OTHER, ACCOUNT));
        }

        @Test
        void commandsCarryTheTenantAndOnWhoseBehalf() {
            fixture.registerEventHandlerInterceptor(
                    new CorrelationDataInterceptor<>(new MessageLineage(Clock.fixed(NOON, ZoneOffset.UTC))));

            fixture.givenNoPriorActivity()
                    .whenPublishingA(
                            registered(ACME),
                            Map.of(
                                    MetadataKey.TENANT_ID, "acme",
                                    MetadataKey.ACTOR, "ada@console",
                                    MetadataKey.CORRELATION_ID, "c-1"));

            MetaData metadata = sent().getFirst().getMetaData();
            assertThat(metadata.get(MetadataKey.TENANT_ID)).isEqualTo("acme");
            assertThat(metadata.get(MetadataKey.ACTOR)).isEqualTo(MessageLineage.PROCESS_ACTOR);
            assertThat(metadata.get(MetadataKey.ON_BEHALF_OF)).isEqualTo("ada@console");
            assertThat(metadata.get(MetadataKey.CORRELATION_ID)).isEqualTo("c-1");
            assertThat(metadata.get(MetadataKey.ROLES)).isEqualTo("PROCESS");
        }

        @Test
        void aFollowUpActsForItsTenant() {
            fixture.registerEventHandlerInterceptor(
                    new CorrelationDataInterceptor<>(new MessageLineage(Clock.fixed(NOON, ZoneOffset.UTC))));
            fixture.registerDeadlineHandlerInterceptor(
                    new CorrelationDataInterceptor<>(new MessageLineage(Clock.fixed(NOON, ZoneOffset.UTC))));
            Map<String, String> metadata = Map.of(
                    MetadataKey.TENANT_ID,
                    "acme",
                    MetadataKey.ACTOR,
                    MessageLineage.PROCESS_ACTOR,
                    MetadataKey.ON_BEHALF_OF,
                    "ada@console");

            fixture.givenAPublished(registered(ACME), metadata)
                    .andThenAPublished(started(ACME, true), metadata)
                    .whenTimeElapses(PAUSE)
                    .expectDispatchedCommands(new FollowUpOnboarding(ACME, ACCOUNT, 1));

            MetaData sent = sent().getLast().getMetaData();
            assertThat(sent.get(MetadataKey.TENANT_ID)).isEqualTo("acme");
            assertThat(sent.get(MetadataKey.ON_BEHALF_OF)).isEqualTo("ada@console");
            assertThat(sent.get(MetadataKey.ROLES)).isEqualTo("PROCESS");
        }
    }

    @Nested
    class Stored {

        private final List<Object> commands = new ArrayList<>();
        private final SimpleCommandBus bus = SimpleCommandBus.builder().build();

        @Test
        void remembersItsAccountAcrossARoundTrip() {
            bus.subscribe(StartOnboarding.class.getName(), this::record);
            bus.subscribe(FollowUpOnboarding.class.getName(), this::record);
            OnboardingSaga saga = new OnboardingSaga();
            saga.on(registered(ACME), new ProcessCommands(bus));
            Serializer serializer = CauceJson.serializer();

            OnboardingSaga read = serializer.deserialize(serializer.serialize(saga, byte[].class));
            read.followUp(new FollowUpDue(2), new ProcessCommands(bus));

            assertThat(commands.getLast()).isEqualTo(new FollowUpOnboarding(ACME, ACCOUNT, 2));
        }

        @Test
        void holdsNothingPersonal() {
            bus.subscribe(StartOnboarding.class.getName(), this::record);
            OnboardingSaga saga = new OnboardingSaga();
            saga.on(registered(ACME), new ProcessCommands(bus));

            String stored = CauceJson.serializer().serialize(saga, String.class).getData();

            assertThat(stored).isEqualTo("{\"accountId\":\"a-1\",\"tenantId\":\"acme\"}");
        }

        private Object record(CommandMessage<?> command) {
            commands.add(command.getPayload());
            return "";
        }
    }

    private ContinuedGivenState underWay() {
        return fixture.givenAPublished(registered(ACME)).andThenAPublished(started(ACME, true));
    }

    private List<CommandMessage<?>> sent() {
        return fixture.getCommandBus().getDispatchedCommands();
    }

    private static AccountRegistered registered(TenantId tenant) {
        return registered(tenant, Origin.SIGN_UP, null);
    }

    private static AccountRegistered registered(TenantId tenant, Origin origin, Instant since) {
        return registered(tenant, ACCOUNT, origin, since);
    }

    private static AccountRegistered registered(TenantId tenant, AccountId account, Origin origin, Instant since) {
        return new AccountRegistered(
                tenant,
                account,
                "Blue Kite",
                "Ada",
                "ada@blue-kite.example",
                "fingerprint",
                "Europe/Madrid",
                "ES",
                origin,
                since,
                Attributes.none());
    }

    private static OnboardingStarted started(TenantId tenant, boolean asNew) {
        return new OnboardingStarted(
                tenant, ACCOUNT, Origin.SIGN_UP, asNew, asNew, Set.of(), "onboarding-1", NOON.plus(PAUSE));
    }

    private static StartTrial trial(TenantId tenant) {
        return new StartTrial(
                tenant, new SubscriptionId("a-1"), ACCOUNT, new PlanId("starter"), "EUR", BillingInterval.MONTH);
    }

    private static OnboardingStepCompleted step(OnboardingStep step) {
        return new OnboardingStepCompleted(ACME, ACCOUNT, step, Set.of(step));
    }

    private static NudgeMailRequested nudged(int followUp, Instant next) {
        return new NudgeMailRequested(ACME, ACCOUNT, "acme/onboarding/a-1/nudge-" + followUp, followUp, ALL, next);
    }

    private static OnboardingStalled stalled(AccountId account) {
        return new OnboardingStalled(ACME, account, 3, Set.of(OnboardingStep.TEAM), NOON.plus(PAUSE.multipliedBy(4)));
    }
}
