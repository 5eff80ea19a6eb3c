package dev.cauce.sagas.renewal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.catalogue.BillingInterval;
import dev.cauce.contracts.catalogue.BillingMode;
import dev.cauce.contracts.catalogue.PlanId;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.contracts.subscription.BillingCycle;
import dev.cauce.contracts.subscription.BillingTermsAgreed;
import dev.cauce.contracts.subscription.CancellationReason;
import dev.cauce.contracts.subscription.EndTrial;
import dev.cauce.contracts.subscription.Entitlement;
import dev.cauce.contracts.subscription.ProrationMode;
import dev.cauce.contracts.subscription.RenewSubscription;
import dev.cauce.contracts.subscription.ResumeSubscription;
import dev.cauce.contracts.subscription.SubscriptionActivated;
import dev.cauce.contracts.subscription.SubscriptionCancelled;
import dev.cauce.contracts.subscription.SubscriptionId;
import dev.cauce.contracts.subscription.SubscriptionPaused;
import dev.cauce.contracts.subscription.SubscriptionRenewed;
import dev.cauce.contracts.subscription.SubscriptionResumed;
import dev.cauce.contracts.subscription.SubscriptionStarted;
import dev.cauce.contracts.subscription.SubscriptionStatus;
import dev.cauce.contracts.subscription.SubscriptionTerms;
import dev.cauce.contracts.subscription.TermsChanged;
import dev.cauce.contracts.subscription.TrialStarted;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.command.ProcessCommands;
import dev.cauce.platform.messaging.CauceJson;
import dev.cauce.platform.rejection.Rejected;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.axonframework.serialization.Serializer;
import org.axonframework.test.saga.ContinuedGivenState;
import org.axonframework.test.saga.SagaTestFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RenewalSagaTest {

    private static final TenantId ACME = new TenantId("acme");
    private static final TenantId OTHER = new TenantId("other");
    private static final SubscriptionId SUB = new SubscriptionId("sub-1");
    private static final AccountId ACCOUNT = new AccountId("a-1");
    private static final PlanId PRO = new PlanId("pro");
    private static final Instant NOON = Instant.parse("2026-01-15T12:00:00Z");
    private static final Instant TRIAL_END = Instant.parse("2026-01-29T12:00:00Z");
    private static final Instant END = Instant.parse("2026-02-15T12:00:00Z");
    private static final Instant NEXT_END = Instant.parse("2026-03-15T12:00:00Z");
    private static final SubscriptionTerms TERMS =
            new SubscriptionTerms(PRO, 1, "EUR", BillingInterval.MONTH, 9_900, 1, BillingMode.IN_ADVANCE);
    private static final Due PERIOD = new Due(Due.What.PERIOD);
    private static final RenewSubscription RENEW = new RenewSubscription(ACME, SUB);

    private final SagaTestFixture<RenewalSaga> fixture = new SagaTestFixture<>(RenewalSaga.class);

    @BeforeEach
    void givenTheSagasCollaborators() {
        fixture.registerResource(new ProcessCommands(fixture.getCommandBus()));
        fixture.givenCurrentTime(NOON);
    }

    private static Instant spread(Instant due) {
        return Spread.of(due, ACME, SUB);
    }

    private static BillingTermsAgreed agreed(TenantId tenant, @Nullable Instant trialEndsAt) {
        return new BillingTermsAgreed(
                tenant,
                SUB,
                ACCOUNT,
                TERMS,
                "UTC",
                trialEndsAt == null ? SubscriptionStatus.INCOMPLETE : SubscriptionStatus.TRIALING,
                trialEndsAt);
    }

    private static SubscriptionActivated activated(TenantId tenant) {
        return new SubscriptionActivated(tenant, SUB, ACCOUNT, NOON, END);
    }

    private static SubscriptionCancelled cancelled() {
        return new SubscriptionCancelled(ACME, SUB, ACCOUNT, CancellationReason.PRICE, NOON);
    }

    private static BillingCycle cycle(Instant end) {
        return new BillingCycle(NOON, NOON, end, TERMS, end, NOON);
    }

    private ContinuedGivenState active() {
        return fixture.givenAPublished(agreed(ACME, null)).andThenAPublished(activated(ACME));
    }

    @Nested
    class Beginning {

        @Test
        void waitsForTheEndOfATrial() {
            fixture.givenNoPriorActivity()
                    .whenPublishingA(agreed(ACME, TRIAL_END))
                    .expectActiveSagas(1)
                    .expectAssociationWith("subscriptionId", "acme/sub-1")
                    .expectScheduledDeadline(spread(TRIAL_END), new Due(Due.What.TRIAL))
                    .expectNoDispatchedCommands();
        }

        @Test
        void waitsForTheEndOfATrialThatASignUpBegan() {
            fixture.givenNoPriorActivity()
                    .whenPublishingA(
                            new TrialStarted(ACME, SUB, ACCOUNT, PRO, "EUR", BillingInterval.MONTH, 9_900, TRIAL_END))
                    .expectScheduledDeadline(spread(TRIAL_END), new Due(Due.What.TRIAL));
        }

        @Test
        void waitsForNothingBeforeTheFirstPayment() {
            fixture.givenNoPriorActivity()
                    .whenPublishingA(agreed(ACME, null))
                    .expectActiveSagas(1)
                    .expectNoScheduledDeadlines();
        }

        @Test
        void leavesWhatIsBilledElsewhereAlone() {
            fixture.givenAPublished(new SubscriptionStarted(
                            ACME, SUB, ACCOUNT, PRO, "EUR", BillingInterval.MONTH, 9_900, NOON, NOON, END))
                    .whenPublishingA(new SubscriptionRenewed(ACME, SUB, ACCOUNT, END, NEXT_END, 1))
                    .expectActiveSagas(0)
                    .expectNoScheduledDeadlines()
                    .expectNoDispatchedCommands();
        }

        @Test
        void agreeingOnTermsAfterTheTrialBeganStartsNoSecond() {
            fixture.givenAPublished(
                            new TrialStarted(ACME, SUB, ACCOUNT, PRO, "EUR", BillingInterval.MONTH, 9_900, TRIAL_END))
                    .whenPublishingA(agreed(ACME, null))
                    .expectActiveSagas(1);
        }
    }

    @Nested
    class Waiting {

        @Test
        void endsTheTrial() throws Exception {
            fixture.givenAPublished(agreed(ACME, TRIAL_END))
                    .whenTimeAdvancesTo(spread(TRIAL_END))
                    .expectDispatchedCommands(new EndTrial(ACME, SUB));
        }

        @Test
        void anActivationPutsThePeriodInThePlaceOfTheTrial() {
            fixture.givenAPublished(agreed(ACME, TRIAL_END))
                    .whenPublishingA(activated(ACME))
                    .expectScheduledDeadline(spread(END), PERIOD)
                    .expectNoScheduledDeadline(spread(TRIAL_END), new Due(Due.What.TRIAL));
        }

        @Test
        void renewsWhenThePeriodIsOverAndNotBefore() throws Exception {
            active().whenTimeAdvancesTo(spread(END).minusMillis(1)).expectNoDispatchedCommands();
        }

        @Test
        void renewsWhenThePeriodIsOver() throws Exception {
            active().whenTimeAdvancesTo(spread(END)).expectDispatchedCommands(RENEW);
        }

        @Test
        void waitsForTheNextPeriodAfterARenewal() {
            active().whenPublishingA(new SubscriptionRenewed(ACME, SUB, ACCOUNT, END, NEXT_END, 1))
                    .expectScheduledDeadline(spread(NEXT_END), PERIOD)
                    .expectNoScheduledDeadline(spread(END), PERIOD);
        }

        @Test
        void catchesUpAfterADowntimeOnceAPeriod() throws Exception {
            active().andThenTimeAdvancesTo(Instant.parse("2026-04-20T00:00:00Z"))
                    .andThenAPublished(new SubscriptionRenewed(ACME, SUB, ACCOUNT, END, NEXT_END, 1))
                    .whenTimeElapses(Duration.ZERO)
                    .expectDispatchedCommands(RENEW)
                    .expectNoScheduledDeadlines();
        }

        @Test
        void anotherIntervalEndsAtAnotherTime() {
            Instant year = Instant.parse("2027-01-20T00:00:00Z");

            active().whenPublishingA(new TermsChanged(
                            ACME, SUB, ACCOUNT, PRO, TERMS, ProrationMode.INVOICE_NOW, NOON, cycle(year), List.of()))
                    .expectScheduledDeadline(spread(year), PERIOD)
                    .expectNoScheduledDeadline(spread(END), PERIOD);
        }

        @Test
        void aChangeInATrialLeavesItsEnd() {
            fixture.givenAPublished(agreed(ACME, TRIAL_END))
                    .whenPublishingA(
                            new TermsChanged(ACME, SUB, ACCOUNT, PRO, TERMS, ProrationMode.NONE, NOON, null, List.of()))
                    .expectScheduledDeadline(spread(TRIAL_END), new Due(Due.What.TRIAL));
        }
    }

    @Nested
    class Pausing {

        @Test
        void waitsForNothing() {
            active().whenPublishingA(new SubscriptionPaused(ACME, SUB, ACCOUNT, NOON, null, List.of()))
                    .expectNoScheduledDeadlines()
                    .expectActiveSagas(1);
        }

        @Test
        void resumesWhenTheTimeHasCome() throws Exception {
            active().andThenAPublished(new SubscriptionPaused(ACME, SUB, ACCOUNT, NOON, END, List.of()))
                    .whenTimeAdvancesTo(spread(END))
                    .expectDispatchedCommands(new ResumeSubscription(ACME, SUB));
        }

        @Test
        void waitsForTheNewPeriodAfterIt() {
            active().andThenAPublished(new SubscriptionPaused(ACME, SUB, ACCOUNT, NOON, END, List.of()))
                    .whenPublishingA(new SubscriptionResumed(
                            ACME, SUB, ACCOUNT, PRO, TERMS, cycle(NEXT_END), Entitlement.ENTITLED))
                    .expectScheduledDeadline(spread(NEXT_END), PERIOD)
                    .expectNoScheduledDeadline(spread(END), new Due(Due.What.PAUSE));
        }
    }

    @Nested
    class Ending {

        @Test
        void endsWithTheSubscription() {
            active().whenPublishingA(cancelled()).expectActiveSagas(0).expectNoScheduledDeadlines();
        }

        @Test
        void nothingLateBringsItBackButNewTerms() {
            active().andThenAPublished(cancelled())
                    .whenPublishingA(new SubscriptionRenewed(ACME, SUB, ACCOUNT, END, NEXT_END, 1))
                    .expectActiveSagas(0)
                    .expectNoScheduledDeadlines();
        }

        @Test
        void beginsAgainWithAReactivation() {
            active().andThenAPublished(cancelled())
                    .andThenAPublished(agreed(ACME, null))
                    .whenPublishingA(activated(ACME))
                    .expectActiveSagas(1)
                    .expectScheduledDeadline(spread(END), PERIOD);
        }

        @Test
        void timeAfterTheEndBringsNothing() {
            active().andThenAPublished(cancelled())
                    .whenTimeElapses(Duration.ofDays(400))
                    .expectNoDispatchedCommands();
        }
    }

    @Test
    void aRenewalThatIsTurnedDownIsAnAnswer() throws Exception {
        fixture.setCallbackBehavior((command, metadata) -> {
            throw new Rejected(ErrorCode.SUBSCRIPTION_NOT_DUE, "The period was renewed.");
        });

        active().whenTimeAdvancesTo(spread(END)).expectDispatchedCommands(RENEW).expectSuccessfulHandlerExecution();
    }

    @Test
    void twoTenantsWithOneSubscriptionIdDoNotMix() {
        fixture.givenAPublished(agreed(ACME, null))
                .andThenAPublished(agreed(OTHER, null))
                .whenPublishingA(activated(OTHER))
                .expectActiveSagas(2)
                .expectScheduledDeadline(Spread.of(END, OTHER, SUB), PERIOD)
                .expectNoScheduledDeadline(spread(END), PERIOD);
    }

    @Test
    void isSpreadOverAQuarterOfAnHourAlwaysAlike() {
        List<Instant> times = IntStream.range(0, 10_000)
                .mapToObj(i -> Spread.of(END, ACME, new SubscriptionId("sub-" + i)))
                .toList();
        long[] perMinute = new long[15];
        times.forEach(time -> perMinute[(int) Duration.between(END, time).toMinutes()]++);

        assertThat(Arrays.stream(perMinute).min().orElseThrow()).isGreaterThan(550);
        assertThat(Arrays.stream(perMinute).max().orElseThrow()).isLessThan(790);
        assertThat(spread(END)).isEqualTo(spread(END));
    }

    @Test
    void survivesBeingStored() {
        Serializer serializer = CauceJson.serializer();
        RenewalSaga saga = new RenewalSaga();

        RenewalSaga restored = serializer.deserialize(serializer.serialize(saga, byte[].class));
        Due due = serializer.deserialize(serializer.serialize(PERIOD, byte[].class));

        assertThat(restored).usingRecursiveComparison().isEqualTo(saga);
        assertThat(due).isEqualTo(PERIOD);
    }
}
