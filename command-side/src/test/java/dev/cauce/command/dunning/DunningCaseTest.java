package dev.cauce.command.dunning;

import static dev.cauce.command.Fixtures.NOW;
import static dev.cauce.command.Fixtures.TENANT;
import static dev.cauce.command.Fixtures.rejected;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cauce.command.Fixtures;
import dev.cauce.command.History;
import dev.cauce.command.invoice.Invoices;
import dev.cauce.command.payment.Cards;
import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.dunning.AccessRestrictionRequested;
import dev.cauce.contracts.dunning.AdvanceDunning;
import dev.cauce.contracts.dunning.CloseDunningCase;
import dev.cauce.contracts.dunning.DunningActSkipped;
import dev.cauce.contracts.dunning.DunningCaseClosed;
import dev.cauce.contracts.dunning.DunningCaseOpened;
import dev.cauce.contracts.dunning.DunningFailureTracked;
import dev.cauce.contracts.dunning.DunningHeld;
import dev.cauce.contracts.dunning.DunningMessageRequested;
import dev.cauce.contracts.dunning.DunningMessageSent;
import dev.cauce.contracts.dunning.DunningOutcome;
import dev.cauce.contracts.dunning.DunningReleased;
import dev.cauce.contracts.dunning.DunningRetryRequested;
import dev.cauce.contracts.dunning.DunningStepPostponed;
import dev.cauce.contracts.dunning.DunningTerms;
import dev.cauce.contracts.dunning.DunningWithheld;
import dev.cauce.contracts.dunning.FinalAction;
import dev.cauce.contracts.dunning.HoldDunning;
import dev.cauce.contracts.dunning.RecordDunningMessageSent;
import dev.cauce.contracts.dunning.ReleaseDunning;
import dev.cauce.contracts.dunning.RetriesStopped;
import dev.cauce.contracts.dunning.RetryDunning;
import dev.cauce.contracts.dunning.RetryScheduled;
import dev.cauce.contracts.dunning.SuspensionRequested;
import dev.cauce.contracts.dunning.TrackFailedPayment;
import dev.cauce.contracts.dunning.TryPaymentMethod;
import dev.cauce.contracts.invoice.InvoiceDrafted;
import dev.cauce.contracts.invoice.InvoiceFinalised;
import dev.cauce.contracts.invoice.InvoiceId;
import dev.cauce.contracts.invoice.InvoicePaid;
import dev.cauce.contracts.invoice.InvoicePaymentRecorded;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.metadata.MetadataKey;
import dev.cauce.contracts.payment.CardAttemptsForbidden;
import dev.cauce.contracts.payment.DeclineKind;
import dev.cauce.contracts.payment.PaymentId;
import dev.cauce.contracts.payment.PaymentMethodId;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.contracts.subscription.ChargeReason;
import dev.cauce.contracts.subscription.SubscriptionId;
import dev.cauce.platform.command.Answer;
import dev.cauce.platform.idempotency.RequestStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.axonframework.test.aggregate.TestExecutor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DunningCaseTest {

    private static final InvoiceId INVOICE = new InvoiceId("inv-1");
    private static final AccountId ACCOUNT = new AccountId("acc-1");
    private static final SubscriptionId SUBSCRIPTION = new SubscriptionId("sub-1");
    private static final PaymentId FIRST = new PaymentId("p-1");
    private static final PaymentMethodId NEW = new PaymentMethodId("new");
    private static final String POLICY = "dunning-standard-1";
    private static final DunningTerms TERMS = PolicyVersions.STANDARD.terms();
    private static final StreamId INVOICES = StreamId.of("invoice", TENANT, INVOICE);
    private static final StreamId CARD = StreamId.of("card", TENANT, "c-" + RequestStream.sha256("fp"));
    private static final TryPaymentMethod TRY_NEW = new TryPaymentMethod(TENANT, INVOICE, NEW);
    private static final DunningRetryRequested RETRY_1 = retried(1, 4_900, null, 0.5);
    private static final RetryScheduled SCHEDULED_1 =
            new RetryScheduled(TENANT, INVOICE, 1, NOW.plus(Duration.ofDays(2)), "WORKING_DAY", false, 96, 0.5, POLICY);

    private final History history = new History();
    private final List<Object> applied = new ArrayList<>();
    private final FixtureConfiguration<DunningCase> fixture = Fixtures.of(
            DunningCase.class,
            new InvoiceDebts(new Invoices(history.store())),
            new DunningPolicies(history.store()),
            new CustomerZones(history.store()),
            new Cards(history.store(), () -> {
                throw new AssertionError("dunning only looks at cards");
            }));

    private static TrackFailedPayment failure(PaymentId payment, DeclineKind kind) {
        return new TrackFailedPayment(TENANT, INVOICE, payment, ACCOUNT, SUBSCRIPTION, kind, "code", "fp", null);
    }

    private static DunningCaseOpened opened(DeclineKind kind, DunningTerms terms) {
        return new DunningCaseOpened(
                TENANT,
                INVOICE,
                ACCOUNT,
                SUBSCRIPTION,
                "EUR",
                4_900,
                FIRST,
                kind,
                "code",
                "Z",
                POLICY,
                terms,
                NOW,
                NOW.plus(Duration.ofDays(terms.windowDays())),
                1,
                NOW);
    }

    private static DunningRetryRequested retried(
            int retry, long amountMinor, @Nullable PaymentMethodId method, double propensity) {
        return new DunningRetryRequested(
                TENANT,
                INVOICE,
                ACCOUNT,
                SUBSCRIPTION,
                retry,
                new PaymentId("inv-1.retry-" + retry),
                "EUR",
                amountMinor,
                method,
                propensity,
                POLICY);
    }

    private static DunningCaseClosed closed(DunningOutcome outcome, long openMinor, boolean serviceTaken, int retries) {
        return new DunningCaseClosed(
                TENANT, INVOICE, ACCOUNT, SUBSCRIPTION, outcome, openMinor, serviceTaken, retries, POLICY);
    }

    private static RetriesStopped stopped(DeclineKind kind, String why) {
        return new RetriesStopped(TENANT, INVOICE, kind, "code", why, POLICY);
    }

    private static DunningTerms terms(int mostRetries, FinalAction action) {
        return new DunningTerms(28, mostRetries, 4, 24, 7, 14, action, 4, 6, 20, 8, 9, Set.of(1), 0.1);
    }

    private void receivable(ChargeReason reason) {
        history.holds(
                INVOICES,
                new InvoiceDrafted(TENANT, INVOICE, ACCOUNT, SUBSCRIPTION, reason, "EUR", List.of(), 4_900, 0, 4_900),
                new InvoiceFinalised(TENANT, INVOICE, ACCOUNT, SUBSCRIPTION, reason, "2026-1", "EUR", 4_900, NOW, NOW));
    }

    private void paidInPart(long dueMinor) {
        history.holds(
                INVOICES,
                new InvoicePaymentRecorded(
                        TENANT, INVOICE, ACCOUNT, new PaymentId("p-9"), "EUR", 4_900 - dueMinor, dueMinor));
    }

    private void settled() {
        history.holds(
                INVOICES,
                new InvoicePaid(TENANT, INVOICE, ACCOUNT, SUBSCRIPTION, ChargeReason.RENEWAL, "EUR", 4_900, NOW));
    }

    private TestExecutor<DunningCase> open(DeclineKind kind, Object... further) {
        receivable(ChargeReason.RENEWAL);
        return fixture.given(opened(kind, TERMS)).andGiven(further);
    }

    /** What happened, and that each decision of a retry carries policy and propensity. */
    private List<Object> events(TestExecutor<DunningCase> given, Object command) {
        applied.clear();
        given.when(command)
                .expectSuccessfulHandlerExecution()
                .expectEventsMatching(new org.hamcrest.TypeSafeMatcher<List<? super EventMessage<?>>>() {
                    @Override
                    protected boolean matchesSafely(List<? super EventMessage<?>> messages) {
                        messages.forEach(each -> {
                            EventMessage<?> message = (EventMessage<?>) each;
                            applied.add(message.getPayload());
                            if (message.getPayload() instanceof RetryScheduled
                                    || message.getPayload() instanceof DunningRetryRequested) {
                                assertThat(message.getMetaData())
                                        .containsEntry(MetadataKey.POLICY_VERSION, POLICY)
                                        .containsKey(MetadataKey.PROPENSITY);
                            }
                        });
                        return true;
                    }

                    @Override
                    public void describeTo(org.hamcrest.Description description) {
                        description.appendText("any events");
                    }
                });
        return List.copyOf(applied);
    }

    @Nested
    class Opening {

        @Test
        void opensUnderThePolicyOfTheDayAndSchedulesARetry() {
            receivable(ChargeReason.RENEWAL);

            List<Object> events = events(fixture.givenNoPriorActivity(), failure(FIRST, DeclineKind.SOFT));

            assertThat(events).hasSize(2);
            assertThat(events.getFirst()).isEqualTo(opened(DeclineKind.SOFT, TERMS));
            RetryScheduled retry = (RetryScheduled) events.getLast();
            assertThat(retry.retry()).isEqualTo(1);
            assertThat(retry.retryAt()).isBetween(NOW.plus(Duration.ofDays(1)), NOW.plus(Duration.ofDays(5)));
            assertThat(retry.propensity()).isBetween(0.0, 1.0);
        }

        @ParameterizedTest
        @EnumSource(
                value = DeclineKind.class,
                names = {"HARD", "FRAUD", "AUTHENTICATION_REQUIRED", "NO_METHOD"})
        void triesNothingAgainThatCannotHelp(DeclineKind kind) {
            receivable(ChargeReason.RENEWAL);

            assertThat(events(fixture.givenNoPriorActivity(), failure(FIRST, kind)))
                    .containsExactly(opened(kind, TERMS), stopped(kind, kind.name()));
        }

        @Test
        void waitsForNothingWhereTheNetworkForbidsTheCard() {
            receivable(ChargeReason.RENEWAL);
            history.holds(CARD, new CardAttemptsForbidden(TENANT, "fp", "MASTERCARD_ADVICE_03"));

            assertThat(events(fixture.givenNoPriorActivity(), failure(FIRST, DeclineKind.SOFT)))
                    .containsExactly(opened(DeclineKind.SOFT, TERMS), stopped(DeclineKind.SOFT, "NETWORK_FORBIDS"));
        }

        @Test
        void neverTriesBeforeTheNetworkAdvises() {
            receivable(ChargeReason.RENEWAL);
            Instant later = NOW.plus(Duration.ofDays(10));

            List<Object> events = events(
                    fixture.givenNoPriorActivity(),
                    new TrackFailedPayment(
                            TENANT, INVOICE, FIRST, ACCOUNT, SUBSCRIPTION, DeclineKind.SOFT, "code", "fp", later));

            assertThat(((RetryScheduled) events.getLast()).retryAt()).isAfterOrEqualTo(later);
        }

        @Test
        void leavesFirstPaymentsAlone() {
            receivable(ChargeReason.ACTIVATION);
            fixture.givenNoPriorActivity()
                    .when(failure(FIRST, DeclineKind.SOFT))
                    .expectEvents(new DunningWithheld(TENANT, INVOICE, FIRST, "FIRST_PAYMENT"));
        }

        @Test
        void leavesSettledInvoicesAlone() {
            receivable(ChargeReason.RENEWAL);
            settled();
            fixture.givenNoPriorActivity()
                    .when(failure(FIRST, DeclineKind.SOFT))
                    .expectEvents(new DunningWithheld(TENANT, INVOICE, FIRST, "SETTLED"));
        }

        @Test
        void theSameFailureAgainChangesNothing() {
            open(DeclineKind.SOFT).when(failure(FIRST, DeclineKind.SOFT)).expectNoEvents();
        }

        @Test
        void aFailureAfterTheEndIsWithheld() {
            open(DeclineKind.SOFT, closed(DunningOutcome.CANCELLED, 4_900, false, 0))
                    .when(failure(new PaymentId("late"), DeclineKind.SOFT))
                    .expectEvents(new DunningWithheld(TENANT, INVOICE, new PaymentId("late"), "CLOSED"));
        }
    }

    @Nested
    class Retrying {

        @Test
        void asksForWhatIsStillDueAlone() {
            TestExecutor<DunningCase> given = open(DeclineKind.SOFT, SCHEDULED_1);
            paidInPart(1_200);

            assertThat(events(given, new RetryDunning(TENANT, INVOICE, 1)))
                    .containsExactly(retried(1, 1_200, null, 0.5));
        }

        @Test
        void doesNothingForASettledInvoiceButEnd() {
            TestExecutor<DunningCase> given = open(DeclineKind.SOFT, SCHEDULED_1);
            settled();

            assertThat(events(given, new RetryDunning(TENANT, INVOICE, 1)))
                    .containsExactly(closed(DunningOutcome.RECOVERED, 0, false, 0));
        }

        @Test
        void doesNothingWhileDisputed() {
            open(DeclineKind.SOFT, SCHEDULED_1, new DunningHeld(TENANT, INVOICE, "dp"))
                    .when(new RetryDunning(TENANT, INVOICE, 1))
                    .expectEvents(new DunningActSkipped(TENANT, INVOICE, "RETRY", "1", "DISPUTED"));
        }

        @Test
        void comesOnceHoweverOftenItsTimeComes() {
            open(DeclineKind.SOFT, SCHEDULED_1, RETRY_1)
                    .when(new RetryDunning(TENANT, INVOICE, 1))
                    .expectNoEvents();
            open(DeclineKind.SOFT, SCHEDULED_1)
                    .when(new RetryDunning(TENANT, INVOICE, 2))
                    .expectNoEvents();
        }

        @Test
        void thatFailsLeadsToTheNextUntilThereHaveBeenEnough() {
            List<Object> events = events(
                    open(DeclineKind.SOFT, SCHEDULED_1, RETRY_1), failure(RETRY_1.paymentId(), DeclineKind.SOFT));
            assertThat(events.getFirst())
                    .isEqualTo(
                            new DunningFailureTracked(TENANT, INVOICE, RETRY_1.paymentId(), DeclineKind.SOFT, "code"));
            assertThat(((RetryScheduled) events.getLast()).retry()).isEqualTo(2);

            receivable(ChargeReason.RENEWAL);
            assertThat(events(
                            fixture.given(opened(DeclineKind.SOFT, terms(1, FinalAction.KEEP)), SCHEDULED_1, RETRY_1),
                            failure(RETRY_1.paymentId(), DeclineKind.SOFT)))
                    .contains(stopped(DeclineKind.SOFT, "MOST_RETRIES"));
        }
    }

    @Nested
    class NewMethods {

        @Test
        void areTriedAtOnceAndTheWaitingRetryNoMore() {
            assertThat(events(open(DeclineKind.HARD), TRY_NEW)).containsExactly(retried(1, 4_900, NEW, 1.0));
            assertThat(events(open(DeclineKind.SOFT, SCHEDULED_1), TRY_NEW))
                    .containsExactly(retried(1, 4_900, NEW, 1.0));
            open(DeclineKind.SOFT, SCHEDULED_1, retried(1, 4_900, NEW, 1.0))
                    .when(new RetryDunning(TENANT, INVOICE, 1))
                    .expectNoEvents();
        }

        @Test
        void waitForThePaymentThatIsUnderWay() {
            DunningActSkipped waits = new DunningActSkipped(TENANT, INVOICE, "NEW_METHOD", "new", "IN_FLIGHT");
            assertThat(events(open(DeclineKind.SOFT, SCHEDULED_1, RETRY_1), TRY_NEW))
                    .containsExactly(waits);
            assertThat(events(
                            open(DeclineKind.SOFT, SCHEDULED_1, RETRY_1, waits),
                            failure(RETRY_1.paymentId(), DeclineKind.HARD)))
                    .contains(retried(2, 4_900, NEW, 1.0));
        }

        @Test
        void areTriedOnce() {
            open(DeclineKind.HARD, retried(1, 4_900, NEW, 1.0)).when(TRY_NEW).expectNoEvents();
        }

        @Test
        void areNothingToACaseThatEndedOrNeverBegan() {
            open(DeclineKind.HARD, closed(DunningOutcome.CANCELLED, 4_900, false, 0))
                    .when(TRY_NEW)
                    .expectNoEvents();
        }

        @Test
        void areTriedForWhatWasKept() {
            assertThat(events(open(DeclineKind.HARD, closed(DunningOutcome.KEPT, 4_900, false, 0)), TRY_NEW))
                    .containsExactly(retried(1, 4_900, NEW, 1.0));
        }

        @Test
        void thatFailForWhatWasKeptAreNoNewCase() {
            PaymentId payment = retried(1, 4_900, NEW, 1.0).paymentId();

            assertThat(events(
                            open(
                                    DeclineKind.HARD,
                                    closed(DunningOutcome.KEPT, 4_900, false, 0),
                                    retried(1, 4_900, NEW, 1.0)),
                            failure(payment, DeclineKind.SOFT)))
                    .singleElement()
                    .isInstanceOf(DunningFailureTracked.class);
        }

        @Test
        void areNotTriedForWhatWasKeptAndIsSettled() {
            TestExecutor<DunningCase> given = open(DeclineKind.HARD, closed(DunningOutcome.KEPT, 4_900, false, 0));
            settled();

            given.when(TRY_NEW).expectNoEvents();
        }
    }

    @Nested
    class Steps {

        private DunningMessageRequested message(int number, int step, Integer next, Instant at) {
            return new DunningMessageRequested(
                    TENANT,
                    INVOICE,
                    ACCOUNT,
                    number,
                    "acme/dunning/inv-1/message-" + number,
                    DeclineKind.SOFT,
                    "EUR",
                    4_900,
                    step,
                    next,
                    at,
                    POLICY);
        }

        @Test
        void goUpTheLadderOnce() {
            DunningMessageRequested first = message(1, 1, 2, NOW.plus(Duration.ofDays(6)));
            assertThat(events(open(DeclineKind.SOFT), new AdvanceDunning(TENANT, INVOICE, 1)))
                    .containsExactly(first);
            open(DeclineKind.SOFT, first)
                    .when(new AdvanceDunning(TENANT, INVOICE, 1))
                    .expectNoEvents();
        }

        @Test
        void tellTheService() {
            DunningMessageRequested second = message(2, 2, 3, NOW.plus(Duration.ofDays(7)));
            assertThat(events(open(DeclineKind.SOFT, second), new AdvanceDunning(TENANT, INVOICE, 3)))
                    .containsExactly(new AccessRestrictionRequested(
                            TENANT, INVOICE, ACCOUNT, SUBSCRIPTION, 3, 4, NOW.plus(Duration.ofDays(12)), POLICY));
            DunningMessageRequested third = message(3, 4, 5, NOW.plus(Duration.ofDays(14)));
            assertThat(events(open(DeclineKind.SOFT, third), new AdvanceDunning(TENANT, INVOICE, 5)))
                    .containsExactly(new SuspensionRequested(
                            TENANT, INVOICE, ACCOUNT, SUBSCRIPTION, 5, 6, NOW.plus(Duration.ofDays(18)), POLICY));
        }

        @ParameterizedTest
        @CsvSource({"KEEP, KEPT", "CANCEL, CANCELLED", "WRITE_OFF, WRITTEN_OFF"})
        void endAsThePolicySays(FinalAction action, DunningOutcome outcome) {
            receivable(ChargeReason.RENEWAL);
            DunningMessageRequested fourth = message(4, 6, 7, NOW.plus(Duration.ofDays(28)));

            assertThat(events(
                            fixture.given(opened(DeclineKind.SOFT, terms(8, action)), fourth),
                            new AdvanceDunning(TENANT, INVOICE, 7)))
                    .containsExactly(closed(outcome, 4_900, false, 0));
        }

        @Test
        void waitForAPaymentThatIsUnderWay() {
            assertThat(events(open(DeclineKind.SOFT, RETRY_1), new AdvanceDunning(TENANT, INVOICE, 1)))
                    .containsExactly(new DunningStepPostponed(
                            TENANT, INVOICE, "IN_FLIGHT", 1, 1, NOW.plus(Duration.ofHours(6)), POLICY));
        }

        @Test
        void waitAWeekAndNoLongerForAnOutcomeThatStaysUnknown() {
            DunningStepPostponed wait =
                    new DunningStepPostponed(TENANT, INVOICE, "IN_FLIGHT", 1, 1, NOW.plus(Duration.ofHours(6)), POLICY);
            List<Object> past = new ArrayList<>(List.of(RETRY_1));
            past.addAll(Collections.nCopies(27, wait));

            assertThat(events(open(DeclineKind.SOFT, past.toArray()), new AdvanceDunning(TENANT, INVOICE, 1)))
                    .containsExactly(wait);
            past.add(wait);
            assertThat(events(open(DeclineKind.SOFT, past.toArray()), new AdvanceDunning(TENANT, INVOICE, 1)))
                    .singleElement()
                    .isInstanceOf(DunningMessageRequested.class);
        }

        @Test
        void doNothingWhileDisputedAndGoOnAfterwards() {
            DunningHeld held = new DunningHeld(TENANT, INVOICE, "dp");
            open(DeclineKind.SOFT, held)
                    .when(new AdvanceDunning(TENANT, INVOICE, 1))
                    .expectNoEvents();
            List<Object> released = events(open(DeclineKind.SOFT, held), new ReleaseDunning(TENANT, INVOICE, "dp"));
            assertThat(released.getFirst()).isEqualTo(new DunningReleased(TENANT, INVOICE, "dp", false, 1, NOW));
            assertThat(released.getLast()).isInstanceOf(RetryScheduled.class);
        }

        @Test
        void endWhereTheInvoiceIsSettled() {
            TestExecutor<DunningCase> given = open(
                    DeclineKind.SOFT,
                    new SuspensionRequested(TENANT, INVOICE, ACCOUNT, SUBSCRIPTION, 5, 6, NOW, POLICY));
            settled();

            assertThat(events(given, new AdvanceDunning(TENANT, INVOICE, 6)))
                    .containsExactly(closed(DunningOutcome.RECOVERED, 0, true, 0));
        }
    }

    @Nested
    class Ending {

        @Test
        void recoversOnlyWhatIsSettled() {
            CloseDunningCase close = new CloseDunningCase(TENANT, INVOICE, DunningOutcome.RECOVERED);
            TestExecutor<DunningCase> given = open(DeclineKind.SOFT);
            given.when(close).expectNoEvents();
            settled();
            fixture.given(opened(DeclineKind.SOFT, TERMS))
                    .when(close)
                    .expectEvents(closed(DunningOutcome.RECOVERED, 0, false, 0));
            fixture.given(opened(DeclineKind.SOFT, TERMS), closed(DunningOutcome.RECOVERED, 0, false, 0))
                    .when(close)
                    .expectNoEvents();
        }

        @Test
        void nothingHappensAfterwards() {
            for (Object late : List.of(
                    new RetryDunning(TENANT, INVOICE, 1),
                    new AdvanceDunning(TENANT, INVOICE, 1),
                    new HoldDunning(TENANT, INVOICE, "dp"),
                    new ReleaseDunning(TENANT, INVOICE, "dp"))) {
                open(DeclineKind.SOFT, SCHEDULED_1, closed(DunningOutcome.KEPT, 4_900, false, 0))
                        .when(late)
                        .expectNoEvents();
            }
        }

        @Test
        void aMessageThatWentOutIsAFactEvenThen() {
            DunningMessageRequested message = new DunningMessageRequested(
                    TENANT, INVOICE, ACCOUNT, 1, "m", DeclineKind.SOFT, "EUR", 4_900, 1, 2, NOW, POLICY);
            RecordDunningMessageSent report = new RecordDunningMessageSent(TENANT, INVOICE, "m");
            DunningMessageSent sent = new DunningMessageSent(TENANT, INVOICE, "m");
            open(DeclineKind.SOFT, message, closed(DunningOutcome.KEPT, 4_900, false, 0))
                    .when(report)
                    .expectEvents(sent);
            open(DeclineKind.SOFT, message, sent).when(report).expectNoEvents();
            open(DeclineKind.SOFT).when(report).expectException(rejected(ErrorCode.NOT_FOUND));
        }
    }

    @Nested
    class LookingAgain {

        @Test
        void aFailureThatComesWhenItIsSettledEndsTheCase() {
            TestExecutor<DunningCase> given = open(DeclineKind.SOFT, RETRY_1);
            settled();

            assertThat(events(given, failure(RETRY_1.paymentId(), DeclineKind.SOFT)))
                    .containsExactly(closed(DunningOutcome.RECOVERED, 0, false, 1));
        }

        @Test
        void aNewMethodThatComesWhenItIsSettledEndsTheCase() {
            TestExecutor<DunningCase> given = open(DeclineKind.HARD);
            settled();

            assertThat(events(given, TRY_NEW)).containsExactly(closed(DunningOutcome.RECOVERED, 0, false, 0));
        }

        @Test
        void theEndOfADisputeLooksToo() {
            DunningHeld held = new DunningHeld(TENANT, INVOICE, "dp");
            DunningReleased released = new DunningReleased(TENANT, INVOICE, "dp", false, 1, NOW);
            ReleaseDunning release = new ReleaseDunning(TENANT, INVOICE, "dp");
            DunningActSkipped waits = new DunningActSkipped(TENANT, INVOICE, "NEW_METHOD", "new", "DISPUTED");

            assertThat(events(open(DeclineKind.HARD, held), release)).containsExactly(released);
            assertThat(events(open(DeclineKind.SOFT, SCHEDULED_1, held), release))
                    .as("the retry still waits")
                    .containsExactly(released);
            assertThat(events(open(DeclineKind.SOFT, RETRY_1, held), release))
                    .as("a payment is under way")
                    .containsExactly(released);
            assertThat(events(open(DeclineKind.HARD, held, waits), release))
                    .containsExactly(released, retried(1, 4_900, NEW, 1.0));
            TestExecutor<DunningCase> paid = open(DeclineKind.SOFT, held);
            settled();
            assertThat(events(paid, release)).containsExactly(released, closed(DunningOutcome.RECOVERED, 0, false, 0));
        }

        @Test
        void oneOfTwoDisputesStillHolds() {
            DunningHeld first = new DunningHeld(TENANT, INVOICE, "dp-1");
            DunningHeld second = new DunningHeld(TENANT, INVOICE, "dp-2");
            DunningReleased released = new DunningReleased(TENANT, INVOICE, "dp-1", true, 1, NOW);

            assertThat(events(open(DeclineKind.SOFT, first, second), new ReleaseDunning(TENANT, INVOICE, "dp-1")))
                    .containsExactly(released);
            open(DeclineKind.SOFT, SCHEDULED_1, first, second, released)
                    .when(new RetryDunning(TENANT, INVOICE, 1))
                    .expectEvents(new DunningActSkipped(TENANT, INVOICE, "RETRY", "1", "DISPUTED"));
        }

        @Test
        void noRetryIsMadeAfterTheWindow() {
            Instant late = NOW.plus(Duration.ofDays(28));
            TrackFailedPayment failed = new TrackFailedPayment(
                    TENANT, INVOICE, RETRY_1.paymentId(), ACCOUNT, SUBSCRIPTION, DeclineKind.SOFT, "code", null, late);

            assertThat(events(open(DeclineKind.SOFT, RETRY_1), failed))
                    .contains(stopped(DeclineKind.SOFT, "WINDOW_OVER"));
        }

        @Test
        void everyAnswerNamesTheInvoiceAndHowItStands() {
            for (Object command : List.of(
                    failure(FIRST, DeclineKind.SOFT),
                    failure(new PaymentId("p-2"), DeclineKind.SOFT),
                    new RetryDunning(TENANT, INVOICE, 9),
                    new RetryDunning(TENANT, INVOICE, 1),
                    TRY_NEW,
                    new AdvanceDunning(TENANT, INVOICE, 9),
                    new AdvanceDunning(TENANT, INVOICE, 1),
                    new ReleaseDunning(TENANT, INVOICE, "dp"),
                    new CloseDunningCase(TENANT, INVOICE, DunningOutcome.RECOVERED))) {
                open(DeclineKind.SOFT, SCHEDULED_1)
                        .when(command)
                        .expectResultMessagePayload(Answer.of("invoiceId", INVOICE, "status", "OPEN"));
            }
            open(DeclineKind.SOFT)
                    .when(new HoldDunning(TENANT, INVOICE, "dp"))
                    .expectResultMessagePayload(Answer.of("invoiceId", INVOICE, "status", "HELD"));
            open(DeclineKind.SOFT)
                    .when(new CloseDunningCase(TENANT, INVOICE, DunningOutcome.VOIDED))
                    .expectEvents(closed(DunningOutcome.VOIDED, 4_900, false, 0))
                    .expectResultMessagePayload(Answer.of("invoiceId", INVOICE, "status", "CLOSED"));
        }
    }
}
