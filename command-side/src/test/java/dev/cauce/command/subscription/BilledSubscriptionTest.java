package dev.cauce.command.subscription;

import static dev.cauce.command.Fixtures.NOW;
import static dev.cauce.command.Fixtures.TENANT;
import static dev.cauce.command.Fixtures.decided;
import static dev.cauce.command.Fixtures.rejected;

import dev.cauce.command.Fixtures;
import dev.cauce.command.History;
import dev.cauce.command.account.Accounts;
import dev.cauce.command.catalogue.Plans;
import dev.cauce.contracts.account.AccountClosed;
import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.account.AccountRegistered;
import dev.cauce.contracts.account.Attributes;
import dev.cauce.contracts.account.Origin;
import dev.cauce.contracts.catalogue.BillingInterval;
import dev.cauce.contracts.catalogue.BillingMode;
import dev.cauce.contracts.catalogue.PlanDefined;
import dev.cauce.contracts.catalogue.PlanId;
import dev.cauce.contracts.catalogue.PlanPrice;
import dev.cauce.contracts.catalogue.PlanPriceSet;
import dev.cauce.contracts.catalogue.PlanTermsStated;
import dev.cauce.contracts.catalogue.TrialEnd;
import dev.cauce.contracts.invoice.InvoiceId;
import dev.cauce.contracts.invoice.InvoiceLine;
import dev.cauce.contracts.invoice.InvoiceLineKind;
import dev.cauce.contracts.message.Command;
import dev.cauce.contracts.message.Event;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.metadata.MetadataKey;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.contracts.subscription.ActivateSubscription;
import dev.cauce.contracts.subscription.BillingCycle;
import dev.cauce.contracts.subscription.BillingTermsAgreed;
import dev.cauce.contracts.subscription.CancelSubscription;
import dev.cauce.contracts.subscription.CancellationReason;
import dev.cauce.contracts.subscription.CancellationScheduled;
import dev.cauce.contracts.subscription.ChangePlan;
import dev.cauce.contracts.subscription.ChangeScheduled;
import dev.cauce.contracts.subscription.ChangeSubscription;
import dev.cauce.contracts.subscription.ChargeReason;
import dev.cauce.contracts.subscription.ConfirmFirstPayment;
import dev.cauce.contracts.subscription.CreateSubscription;
import dev.cauce.contracts.subscription.EndTrial;
import dev.cauce.contracts.subscription.Entitlement;
import dev.cauce.contracts.subscription.EntitlementRestored;
import dev.cauce.contracts.subscription.EntitlementRestricted;
import dev.cauce.contracts.subscription.EntitlementSuspended;
import dev.cauce.contracts.subscription.PauseSubscription;
import dev.cauce.contracts.subscription.PreviewSubscriptionChange;
import dev.cauce.contracts.subscription.ProrationMode;
import dev.cauce.contracts.subscription.ReactivateSubscription;
import dev.cauce.contracts.subscription.RejectFirstPayment;
import dev.cauce.contracts.subscription.RenewSubscription;
import dev.cauce.contracts.subscription.RestoreEntitlement;
import dev.cauce.contracts.subscription.RestrictEntitlement;
import dev.cauce.contracts.subscription.ResumeSubscription;
import dev.cauce.contracts.subscription.RevokeCancellation;
import dev.cauce.contracts.subscription.RevokeScheduledChange;
import dev.cauce.contracts.subscription.ScheduleCancellation;
import dev.cauce.contracts.subscription.ScheduledCancellationRevoked;
import dev.cauce.contracts.subscription.ScheduledChangeRevoked;
import dev.cauce.contracts.subscription.SubscriptionActivated;
import dev.cauce.contracts.subscription.SubscriptionCancelled;
import dev.cauce.contracts.subscription.SubscriptionCharged;
import dev.cauce.contracts.subscription.SubscriptionId;
import dev.cauce.contracts.subscription.SubscriptionPaused;
import dev.cauce.contracts.subscription.SubscriptionRenewed;
import dev.cauce.contracts.subscription.SubscriptionResumed;
import dev.cauce.contracts.subscription.SubscriptionStarted;
import dev.cauce.contracts.subscription.SubscriptionStatus;
import dev.cauce.contracts.subscription.SubscriptionTerms;
import dev.cauce.contracts.subscription.SuspendEntitlement;
import dev.cauce.contracts.subscription.TermsChanged;
import dev.cauce.platform.command.Answer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.messaging.MetaData;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.axonframework.test.aggregate.TestExecutor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The life of a subscription that is billed here. Now is 15 March 2026, 10:00 in UTC and 11:00 in Madrid. */
class BilledSubscriptionTest {

    private static final SubscriptionId ID = new SubscriptionId("sub-1");
    private static final AccountId ACCOUNT = new AccountId("acc-1");
    private static final AccountId CLOSED_ACCOUNT = new AccountId("acc-closed");
    private static final PlanId PRO = new PlanId("pro");
    private static final PlanId TEAM = new PlanId("team");
    private static final PlanId USE = new PlanId("use");
    private static final PlanId FREE = new PlanId("free");
    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    private static final Instant END = Instant.parse("2026-04-01T09:00:00Z");
    private static final Instant NEXT_END = Instant.parse("2026-05-01T09:00:00Z");
    private static final Instant MONTH_FROM_NOW = Instant.parse("2026-04-15T09:00:00Z");
    private static final InvoiceId FIRST = new InvoiceId("sub-1-1");
    private static final InvoiceId SECOND = new InvoiceId("sub-1-2");

    private final History history = new History();
    private final FixtureConfiguration<Subscription> fixture =
            Fixtures.of(Subscription.class, new Accounts(history.store()), new Plans(history.store()));

    @BeforeEach
    void accountsAndPlans() {
        account(ACCOUNT);
        account(CLOSED_ACCOUNT);
        history.holds(
                StreamId.of("account", TENANT, CLOSED_ACCOUNT), new AccountClosed(TENANT, CLOSED_ACCOUNT, "GONE"));
        plan(PRO, 31_00, BillingMode.IN_ADVANCE);
        plan(TEAM, 62_00, BillingMode.IN_ADVANCE);
        plan(USE, 93_00, BillingMode.IN_ARREARS);
        plan(FREE, 0, BillingMode.IN_ADVANCE);
        history.holds(StreamId.of("plan", TENANT, TEAM), new PlanTermsStated(TENANT, TEAM, 14, TrialEnd.ACTIVATE, 0));
    }

    private void account(AccountId id) {
        history.holds(
                StreamId.of("account", TENANT, id),
                new AccountRegistered(
                        TENANT,
                        id,
                        "Firm",
                        null,
                        id + "@example.invalid",
                        "fingerprint",
                        "Europe/Madrid",
                        null,
                        Origin.SIGN_UP,
                        null,
                        Attributes.none()));
    }

    private void plan(PlanId id, long amountMinor, BillingMode mode) {
        history.holds(
                StreamId.of("plan", TENANT, id),
                new PlanDefined(TENANT, id, id.value(), List.of(new PlanPrice("EUR", BillingInterval.MONTH, 1_00)), 14),
                new PlanPriceSet(TENANT, id, 2, "EUR", BillingInterval.MONTH, amountMinor, mode, START.minusSeconds(9)),
                new PlanPriceSet(TENANT, id, 3, "EUR", BillingInterval.MONTH, 999_00, mode, NOW.plusMillis(1)));
    }

    private static SubscriptionTerms terms(PlanId plan, long quantity) {
        long amount = plan.equals(PRO) ? 31_00 : plan.equals(TEAM) ? 62_00 : plan.equals(USE) ? 93_00 : 0;
        return new SubscriptionTerms(
                plan,
                2,
                "EUR",
                BillingInterval.MONTH,
                amount,
                quantity,
                plan.equals(USE) ? BillingMode.IN_ARREARS : BillingMode.IN_ADVANCE);
    }

    private static BillingTermsAgreed agreed(PlanId plan, @Nullable Instant trialEndsAt) {
        return new BillingTermsAgreed(
                TENANT,
                ID,
                ACCOUNT,
                terms(plan, 1),
                "Europe/Madrid",
                trialEndsAt == null ? SubscriptionStatus.INCOMPLETE : SubscriptionStatus.TRIALING,
                trialEndsAt);
    }

    private static InvoiceLine line(
            String id, InvoiceLineKind kind, SubscriptionTerms of, Instant from, Instant to, long amount) {
        return new InvoiceLine(id, kind, of.planId(), of.quantity(), of.amountMinor(), from, to, amount);
    }

    private static InvoiceLine period(String id, PlanId plan, Instant from, Instant to) {
        return line(
                id,
                InvoiceLineKind.PERIOD,
                terms(plan, 1),
                from,
                to,
                terms(plan, 1).amountMinor());
    }

    private static SubscriptionCharged charged(
            InvoiceId invoice, ChargeReason reason, Instant at, InvoiceLine... lines) {
        return new SubscriptionCharged(TENANT, ID, ACCOUNT, invoice, reason, "EUR", List.of(lines), at);
    }

    private static SubscriptionCancelled cancelled(CancellationReason reason, Instant at) {
        return new SubscriptionCancelled(TENANT, ID, ACCOUNT, reason, at);
    }

    /** Paid in advance from 1 March to 1 April. */
    private static List<Event> active(PlanId plan) {
        return List.of(
                agreed(plan, null),
                charged(FIRST, ChargeReason.ACTIVATION, START, period("1-1", plan, START, END)),
                new SubscriptionActivated(TENANT, ID, ACCOUNT, START, END));
    }

    private static List<Event> using() {
        return List.of(agreed(USE, null), new SubscriptionActivated(TENANT, ID, ACCOUNT, START, END));
    }

    private TestExecutor<Subscription> given(List<Event> past, Event... more) {
        List<Event> all = new ArrayList<>(past);
        all.addAll(List.of(more));
        return fixture.given(all);
    }

    private static Answer answer(String status) {
        return Answer.of("subscriptionId", ID, "status", status);
    }

    private static CreateSubscription create(PlanId plan, boolean trial) {
        return new CreateSubscription(TENANT, ID, ACCOUNT, plan, "EUR", BillingInterval.MONTH, 1, trial);
    }

    private static ChangeSubscription change(@Nullable PlanId plan, @Nullable Long quantity, ProrationMode proration) {
        return new ChangeSubscription(TENANT, ID, plan, null, quantity, proration, null);
    }

    private static BillingCycle cycle(SubscriptionTerms paidFor, Instant lastChangeAt) {
        return new BillingCycle(START, START, END, paidFor, END, lastChangeAt);
    }

    @Nested
    class Creating {

        @Test
        void asksForTheFirstPaymentAtThePriceOfToday() {
            fixture.givenNoPriorActivity()
                    .when(create(PRO, false))
                    .expectEvents(
                            agreed(PRO, null),
                            charged(FIRST, ChargeReason.ACTIVATION, NOW, period("1-1", PRO, NOW, MONTH_FROM_NOW)))
                    .expectResultMessagePayload(answer("INCOMPLETE"));
        }

        @Test
        void isActiveAtOnceWhereThereIsNothingToPay() {
            fixture.givenNoPriorActivity()
                    .when(create(FREE, false))
                    .expectEvents(
                            agreed(FREE, null), new SubscriptionActivated(TENANT, ID, ACCOUNT, NOW, MONTH_FROM_NOW))
                    .expectResultMessagePayload(answer("ACTIVE"));
        }

        @Test
        void isActiveAtOnceWhereItIsPaidInArrears() {
            fixture.givenNoPriorActivity()
                    .when(create(USE, false))
                    .expectEvents(
                            agreed(USE, null), new SubscriptionActivated(TENANT, ID, ACCOUNT, NOW, MONTH_FROM_NOW));
        }

        @Test
        void beginsATrial() {
            fixture.givenNoPriorActivity()
                    .when(create(PRO, true))
                    .expectEvents(agreed(PRO, Instant.parse("2026-03-29T10:00:00Z")))
                    .expectResultMessagePayload(answer("TRIALING"));
        }

        @Test
        void changesNothingTheSecondTime() {
            given(active(PRO)).when(create(PRO, false)).expectNoEvents().expectResultMessagePayload(answer("ACTIVE"));
        }

        @Test
        void rejectsAnIdThatIsTaken() {
            given(active(PRO)).when(create(TEAM, false)).expectException(rejected(ErrorCode.ALREADY_EXISTS));
        }

        @Test
        void rejectsAClosedAccount() {
            fixture.givenNoPriorActivity()
                    .when(new CreateSubscription(
                            TENANT, ID, CLOSED_ACCOUNT, PRO, "EUR", BillingInterval.MONTH, 1, false))
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.ACCOUNT_IS_CLOSED));
        }

        @Test
        void rejectsACurrencyOrIntervalThePlanHasNot() {
            fixture.givenNoPriorActivity()
                    .when(new CreateSubscription(TENANT, ID, ACCOUNT, PRO, "USD", BillingInterval.MONTH, 1, false))
                    .expectException(rejected(ErrorCode.PLAN_PRICE_MISSING));
        }

        @Test
        void rejectsATrialWhereThereIsNoneAndAnAmountThatIsTooLarge() {
            history.holds(
                    StreamId.of("plan", TENANT, PRO),
                    new PlanTermsStated(TENANT, PRO, 0, TrialEnd.CANCEL, 0),
                    new PlanPriceSet(
                            TENANT,
                            PRO,
                            4,
                            "EUR",
                            BillingInterval.MONTH,
                            1_000_000_000_000L,
                            BillingMode.IN_ADVANCE,
                            NOW));
            fixture.givenNoPriorActivity()
                    .when(create(PRO, true))
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.INVALID_REQUEST));
            fixture.givenNoPriorActivity()
                    .when(new CreateSubscription(
                            TENANT, ID, ACCOUNT, PRO, "EUR", BillingInterval.MONTH, 1_000_000, false))
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.AMOUNT_TOO_LARGE));
        }
    }

    @Nested
    class TheFirstPayment {

        private final List<Event> incomplete = active(PRO).subList(0, 2);

        @Test
        void activates() {
            given(incomplete)
                    .when(new ConfirmFirstPayment(TENANT, ID, FIRST))
                    .expectEvents(new SubscriptionActivated(TENANT, ID, ACCOUNT, START, END))
                    .expectResultMessagePayload(answer("ACTIVE"));
        }

        @Test
        void confirmedAgainChangesNothing() {
            given(active(PRO)).when(new ConfirmFirstPayment(TENANT, ID, FIRST)).expectNoEvents();
            given(active(PRO), cancelled(CancellationReason.PRICE, NOW))
                    .when(new ConfirmFirstPayment(TENANT, ID, FIRST))
                    .expectNoEvents()
                    .expectResultMessagePayload(answer("CANCELLED"));
        }

        @Test
        void ofAnotherInvoiceIsNotAwaited() {
            given(incomplete)
                    .when(new ConfirmFirstPayment(TENANT, ID, SECOND))
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.INVOICE_NOT_AWAITED));
        }

        @Test
        void thatFailedCancels() {
            given(incomplete)
                    .when(new RejectFirstPayment(TENANT, ID, FIRST, CancellationReason.PAYMENT_TIMED_OUT))
                    .expectEvents(cancelled(CancellationReason.PAYMENT_TIMED_OUT, NOW));
        }

        @Test
        void thatFailedAgainChangesNothing() {
            given(incomplete, cancelled(CancellationReason.PAYMENT_FAILED, NOW))
                    .when(new RejectFirstPayment(TENANT, ID, FIRST, CancellationReason.PAYMENT_FAILED))
                    .expectNoEvents();
        }

        @Test
        void cannotFailOnceItCame() {
            given(active(PRO))
                    .when(new RejectFirstPayment(TENANT, ID, FIRST, CancellationReason.PAYMENT_FAILED))
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.INVOICE_NOT_AWAITED));
        }

        @Test
        void cannotFailForAnotherReason() {
            given(incomplete)
                    .when(new RejectFirstPayment(TENANT, ID, FIRST, CancellationReason.PRICE))
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.INVALID_REQUEST));
        }

        @Test
        void thatComesTooLateIsTurnedDown() {
            given(incomplete, cancelled(CancellationReason.PAYMENT_TIMED_OUT, NOW))
                    .when(new ConfirmFirstPayment(TENANT, ID, FIRST))
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.SUBSCRIPTION_IS_CANCELLED));
        }

        @Test
        void isWaitedForBeforeAnythingElse() {
            given(incomplete)
                    .when(change(TEAM, null, ProrationMode.NONE))
                    .expectException(rejected(ErrorCode.SUBSCRIPTION_INCOMPLETE));
            given(incomplete)
                    .when(new RenewSubscription(TENANT, ID))
                    .expectException(rejected(ErrorCode.SUBSCRIPTION_NOT_ACTIVE));
        }
    }

    @Nested
    class ATrial {

        private final Instant over = NOW.minusSeconds(1);

        @Test
        void isActivatedByItsPlanWhenItsDaysAreOver() {
            given(List.of(agreed(TEAM, over)))
                    .when(new EndTrial(TENANT, ID))
                    .expectEvents(
                            charged(FIRST, ChargeReason.ACTIVATION, NOW, period("1-1", TEAM, NOW, MONTH_FROM_NOW)))
                    .expectResultMessagePayload(answer("INCOMPLETE"));
        }

        @Test
        void isCancelledWhereNobodySaidSo() {
            given(List.of(agreed(PRO, over)))
                    .when(new EndTrial(TENANT, ID))
                    .expectEvents(cancelled(CancellationReason.TRIAL_EXPIRED, over));
        }

        @Test
        void isCancelledForTheReasonThatWasScheduled() {
            given(
                            List.of(agreed(TEAM, over)),
                            new CancellationScheduled(TENANT, ID, ACCOUNT, CancellationReason.PRICE, over))
                    .when(new EndTrial(TENANT, ID))
                    .expectEvents(cancelled(CancellationReason.PRICE, over));
        }

        @Test
        void isNotEndedBeforeItsDaysAreOverOrTwice() {
            given(List.of(agreed(TEAM, NOW.plusMillis(1))))
                    .when(new EndTrial(TENANT, ID))
                    .expectNoEvents();
            given(active(PRO)).when(new EndTrial(TENANT, ID)).expectNoEvents();
        }

        @Test
        void keepsThePriceThatWasAgreed() {
            history.holds(
                    StreamId.of("plan", TENANT, PRO),
                    new PlanPriceSet(TENANT, PRO, 4, "EUR", BillingInterval.MONTH, 99, BillingMode.IN_ADVANCE, NOW));

            given(List.of(agreed(PRO, NOW.plusSeconds(9))))
                    .when(new ActivateSubscription(TENANT, ID))
                    .expectEvents(
                            charged(FIRST, ChargeReason.ACTIVATION, NOW, period("1-1", PRO, NOW, MONTH_FROM_NOW)));
        }

        @Test
        void changesWithoutMoney() {
            given(List.of(agreed(PRO, NOW.plusSeconds(9))))
                    .when(change(TEAM, 2L, ProrationMode.INVOICE_NOW))
                    .expectEvents(new TermsChanged(
                            TENANT, ID, ACCOUNT, PRO, terms(TEAM, 2), ProrationMode.NONE, NOW, null, List.of()));
        }
    }

    @Nested
    class Changing {

        private final InvoiceLine credit =
                line("2-1", InvoiceLineKind.PRORATION_CREDIT, terms(PRO, 1), NOW, END, -17_00);
        private final InvoiceLine rest = line("2-2", InvoiceLineKind.PRORATION_CHARGE, terms(TEAM, 1), NOW, END, 34_00);

        private TermsChanged upgraded(ProrationMode proration) {
            return new TermsChanged(
                    TENANT,
                    ID,
                    ACCOUNT,
                    PRO,
                    terms(TEAM, 1),
                    proration,
                    NOW,
                    cycle(terms(TEAM, 1), NOW),
                    List.of(credit, rest));
        }

        @Test
        void toWhatCostsMoreHoldsAtOnceAndIsBilledNextTime() {
            given(active(PRO))
                    .when(new ChangePlan(TENANT, ID, TEAM))
                    .expectEvents(upgraded(ProrationMode.CREATE_PRORATIONS))
                    .expectResultMessagePayload(answer("ACTIVE"));
        }

        @Test
        void isInvoicedAtOnceWhereThatIsAsked() {
            given(active(PRO))
                    .when(change(TEAM, null, ProrationMode.INVOICE_NOW))
                    .expectEvents(
                            upgraded(ProrationMode.INVOICE_NOW),
                            charged(SECOND, ChargeReason.CHANGE, NOW, credit, rest));
        }

        @Test
        void toMoreUnitsKeepsThePrice() {
            given(active(PRO))
                    .when(change(null, 3L, ProrationMode.NONE))
                    .expectEvents(new TermsChanged(
                            TENANT,
                            ID,
                            ACCOUNT,
                            PRO,
                            terms(PRO, 3),
                            ProrationMode.NONE,
                            NOW,
                            cycle(terms(PRO, 1), NOW),
                            List.of()));
        }

        @Test
        void toWhatCostsLessWaitsForTheEndOfThePeriod() {
            given(active(TEAM))
                    .when(change(PRO, null, ProrationMode.INVOICE_NOW))
                    .expectEvents(new ChangeScheduled(TENANT, ID, ACCOUNT, terms(PRO, 1), END));
        }

        @Test
        void thatWaitsCanBeRevokedOnce() {
            ChangeScheduled scheduled = new ChangeScheduled(TENANT, ID, ACCOUNT, terms(PRO, 1), END);

            given(active(TEAM), scheduled)
                    .when(new RevokeScheduledChange(TENANT, ID))
                    .expectEvents(new ScheduledChangeRevoked(TENANT, ID, ACCOUNT));
            given(active(TEAM), scheduled, new ScheduledChangeRevoked(TENANT, ID, ACCOUNT))
                    .when(new RevokeScheduledChange(TENANT, ID))
                    .expectException(rejected(ErrorCode.NOTHING_SCHEDULED));
            given(active(TEAM), scheduled)
                    .when(change(PRO, null, ProrationMode.NONE))
                    .expectException(rejected(ErrorCode.PLAN_UNCHANGED));
        }

        @Test
        void datedWithinThePeriodHoldsFromThen() {
            Instant earlier = Instant.parse("2026-03-10T10:00:00Z");
            SubscriptionTerms more = terms(PRO, 2);

            given(active(PRO))
                    .when(new ChangeSubscription(TENANT, ID, null, null, 2L, ProrationMode.CREATE_PRORATIONS, earlier))
                    .expectEvents(decided(
                            new TermsChanged(
                                    TENANT,
                                    ID,
                                    ACCOUNT,
                                    PRO,
                                    more,
                                    ProrationMode.CREATE_PRORATIONS,
                                    earlier,
                                    cycle(more, earlier),
                                    List.of(
                                            line(
                                                    "2-1",
                                                    InvoiceLineKind.PRORATION_CREDIT,
                                                    terms(PRO, 1),
                                                    earlier,
                                                    END,
                                                    -22_00),
                                            line("2-2", InvoiceLineKind.PRORATION_CHARGE, more, earlier, END, 44_00))),
                            MetaData.with(MetadataKey.EFFECTIVE_AT, earlier.toString())));
        }

        @Test
        void datedBeforeThePeriodOrInTheFutureIsRefused() {
            given(active(PRO))
                    .when(new ChangeSubscription(TENANT, ID, null, null, 2L, ProrationMode.NONE, START.minusMillis(1)))
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.CHANGE_BEFORE_PERIOD));
            given(active(PRO))
                    .when(new ChangeSubscription(TENANT, ID, null, null, 2L, ProrationMode.NONE, NOW.plusMillis(1)))
                    .expectException(rejected(ErrorCode.DATE_IN_FUTURE));
        }

        @Test
        void toTheTermsThatHoldOrNothingIsRefused() {
            given(active(PRO))
                    .when(change(PRO, 1L, ProrationMode.NONE))
                    .expectException(rejected(ErrorCode.PLAN_UNCHANGED));
            given(active(PRO))
                    .when(change(null, null, ProrationMode.NONE))
                    .expectException(rejected(ErrorCode.PLAN_UNCHANGED));
        }

        @Test
        void whatIsBilledElsewhereIsRefused() {
            fixture.given(new SubscriptionStarted(
                            TENANT, ID, ACCOUNT, PRO, "EUR", BillingInterval.MONTH, 9_900, START, START, END))
                    .when(change(TEAM, null, ProrationMode.NONE))
                    .expectException(rejected(ErrorCode.SUBSCRIPTION_NOT_BILLED));
        }

        @Test
        void isShownBeforehand() {
            fixture.given(active(PRO))
                    .when(new PreviewSubscriptionChange(TENANT, ID, TEAM, null, null, ProrationMode.INVOICE_NOW))
                    .expectNoEvents()
                    .expectResultMessagePayload(
                            new Preview(NOW, List.of(credit, rest), List.of(period("3-1", TEAM, END, NEXT_END)), END)
                                    .answer(ID, "ACTIVE"));
        }
    }

    @Nested
    class Renewing {

        private final Instant overdue = NOW.minusSeconds(60);

        /** A month that is over now. */
        private List<Event> over(PlanId plan) {
            Instant start = Instant.parse("2026-02-15T09:59:00Z");
            return List.of(
                    agreed(plan, null),
                    charged(FIRST, ChargeReason.ACTIVATION, start, period("1-1", plan, start, overdue)),
                    new SubscriptionActivated(TENANT, ID, ACCOUNT, start, overdue));
        }

        private final Instant next = Instant.parse("2026-04-15T08:59:00Z");

        @Test
        void chargesTheNextPeriod() {
            given(over(PRO))
                    .when(new RenewSubscription(TENANT, ID))
                    .expectEvents(
                            new SubscriptionRenewed(TENANT, ID, ACCOUNT, overdue, next, 1),
                            charged(SECOND, ChargeReason.RENEWAL, NOW, period("2-1", PRO, overdue, next)));
        }

        @Test
        void movesToWhatWasScheduled() {
            given(over(TEAM), new ChangeScheduled(TENANT, ID, ACCOUNT, terms(PRO, 1), overdue))
                    .when(new RenewSubscription(TENANT, ID))
                    .expectEvents(
                            new TermsChanged(
                                    TENANT,
                                    ID,
                                    ACCOUNT,
                                    TEAM,
                                    terms(PRO, 1),
                                    ProrationMode.NONE,
                                    overdue,
                                    new BillingCycle(
                                            Instant.parse("2026-02-15T09:59:00Z"),
                                            overdue,
                                            next,
                                            terms(PRO, 1),
                                            next,
                                            overdue),
                                    List.of()),
                            new SubscriptionRenewed(TENANT, ID, ACCOUNT, overdue, next, 1),
                            charged(SECOND, ChargeReason.RENEWAL, NOW, period("2-1", PRO, overdue, next)));
        }

        @Test
        void endsWhatWasToEnd() {
            given(over(PRO), new CancellationScheduled(TENANT, ID, ACCOUNT, CancellationReason.PRICE, overdue))
                    .when(new RenewSubscription(TENANT, ID))
                    .expectEvents(cancelled(CancellationReason.PRICE, overdue))
                    .expectResultMessagePayload(answer("CANCELLED"));
        }

        @Test
        void endsTheSubscriptionOfAnAccountThatWasClosed() {
            history.holds(StreamId.of("account", TENANT, ACCOUNT), new AccountClosed(TENANT, ACCOUNT, "GONE"));

            given(over(PRO))
                    .when(new RenewSubscription(TENANT, ID))
                    .expectEvents(cancelled(CancellationReason.ACCOUNT_CLOSED, overdue));
        }

        @Test
        void beforeThePeriodIsOverIsRefused() {
            given(active(PRO))
                    .when(new RenewSubscription(TENANT, ID))
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.SUBSCRIPTION_NOT_DUE));
        }

        @Test
        void comesBeforeAChangeWhereItIsOverdue() {
            given(over(PRO))
                    .when(change(null, 2L, ProrationMode.NONE))
                    .expectEvents(
                            new SubscriptionRenewed(TENANT, ID, ACCOUNT, overdue, next, 1),
                            charged(SECOND, ChargeReason.RENEWAL, NOW, period("2-1", PRO, overdue, next)),
                            new TermsChanged(
                                    TENANT,
                                    ID,
                                    ACCOUNT,
                                    PRO,
                                    terms(PRO, 2),
                                    ProrationMode.NONE,
                                    NOW,
                                    new BillingCycle(
                                            Instant.parse("2026-02-15T09:59:00Z"),
                                            overdue,
                                            next,
                                            terms(PRO, 1),
                                            next,
                                            NOW),
                                    List.of()));
        }
    }

    @Nested
    class Pausing {

        private final InvoiceLine credit =
                line("2-1", InvoiceLineKind.PRORATION_CREDIT, terms(PRO, 1), NOW, END, -17_00);
        private final SubscriptionPaused paused =
                new SubscriptionPaused(TENANT, ID, ACCOUNT, NOW, null, List.of(credit));

        @Test
        void keepsACreditForWhatIsNotUsed() {
            given(active(PRO))
                    .when(new PauseSubscription(TENANT, ID, null))
                    .expectEvents(paused)
                    .expectResultMessagePayload(answer("PAUSED"));
        }

        @Test
        void endsWithANewPeriodThatTheCreditLowers() {
            given(active(PRO), paused)
                    .when(new ResumeSubscription(TENANT, ID))
                    .expectEvents(
                            new SubscriptionResumed(
                                    TENANT,
                                    ID,
                                    ACCOUNT,
                                    PRO,
                                    terms(PRO, 1),
                                    new BillingCycle(NOW, NOW, MONTH_FROM_NOW, terms(PRO, 1), MONTH_FROM_NOW, NOW),
                                    Entitlement.ENTITLED),
                            charged(
                                    SECOND,
                                    ChargeReason.RENEWAL,
                                    NOW,
                                    credit,
                                    period("2-2", PRO, NOW, MONTH_FROM_NOW)));
        }

        @Test
        void leavesTheRestrictionOfDebtsForAfterwards() {
            given(active(PRO), paused)
                    .when(new RestrictEntitlement(TENANT, ID, "invoice-1"))
                    .expectEvents(new EntitlementRestricted(TENANT, ID, ACCOUNT, Entitlement.NONE, "invoice-1"));
            given(
                            active(PRO),
                            paused,
                            new EntitlementRestricted(TENANT, ID, ACCOUNT, Entitlement.NONE, "invoice-1"),
                            new SubscriptionResumed(
                                    TENANT,
                                    ID,
                                    ACCOUNT,
                                    PRO,
                                    terms(PRO, 1),
                                    cycle(terms(PRO, 1), START),
                                    Entitlement.RESTRICTED))
                    .when(new RestoreEntitlement(TENANT, ID))
                    .expectEvents(new EntitlementRestored(TENANT, ID, ACCOUNT, Entitlement.ENTITLED));
        }

        @Test
        void isRefusedWhereAnEndIsScheduledOrTheDateIsPast() {
            given(active(PRO), new CancellationScheduled(TENANT, ID, ACCOUNT, CancellationReason.PRICE, END))
                    .when(new PauseSubscription(TENANT, ID, null))
                    .expectException(rejected(ErrorCode.CANCELLATION_SCHEDULED));
            given(active(PRO))
                    .when(new PauseSubscription(TENANT, ID, NOW))
                    .expectException(rejected(ErrorCode.DATE_IN_PAST));
            given(active(PRO), paused)
                    .when(new PauseSubscription(TENANT, ID, null))
                    .expectException(rejected(ErrorCode.SUBSCRIPTION_NOT_ACTIVE));
        }

        @Test
        void isResumedOnce() {
            given(active(PRO)).when(new ResumeSubscription(TENANT, ID)).expectNoEvents();
            given(List.of(agreed(PRO, NOW)))
                    .when(new ResumeSubscription(TENANT, ID))
                    .expectException(rejected(ErrorCode.SUBSCRIPTION_NOT_PAUSED));
        }
    }

    @Nested
    class Ending {

        @Test
        void nowChargesWhatWasUsed() {
            given(using())
                    .when(new CancelSubscription(TENANT, ID, CancellationReason.PRICE, null))
                    .expectEvents(
                            charged(
                                    FIRST,
                                    ChargeReason.FINAL,
                                    NOW,
                                    line("1-1", InvoiceLineKind.PRORATION_CHARGE, terms(USE, 1), START, NOW, 42_00)),
                            cancelled(CancellationReason.PRICE, NOW));
        }

        @Test
        void withThePeriodIsScheduledAndRevoked() {
            CancellationScheduled scheduled =
                    new CancellationScheduled(TENANT, ID, ACCOUNT, CancellationReason.PRICE, END);

            given(active(PRO))
                    .when(new ScheduleCancellation(TENANT, ID, CancellationReason.PRICE))
                    .expectEvents(scheduled);
            given(active(PRO), scheduled)
                    .when(new ScheduleCancellation(TENANT, ID, CancellationReason.PRICE))
                    .expectNoEvents();
            given(active(PRO), scheduled)
                    .when(new RevokeCancellation(TENANT, ID))
                    .expectEvents(new ScheduledCancellationRevoked(TENANT, ID, ACCOUNT));
            given(active(PRO))
                    .when(new RevokeCancellation(TENANT, ID))
                    .expectException(rejected(ErrorCode.NOTHING_SCHEDULED));
        }

        @Test
        void aReactivationBeginsWithAFirstPaymentLoweredByWhatWasLeft() {
            InvoiceLine credit = line("2-1", InvoiceLineKind.PRORATION_CREDIT, terms(PRO, 1), NOW, END, -17_00);

            given(
                            active(PRO),
                            new SubscriptionPaused(TENANT, ID, ACCOUNT, NOW, null, List.of(credit)),
                            cancelled(CancellationReason.PRICE, NOW))
                    .when(new ReactivateSubscription(TENANT, ID))
                    .expectEvents(
                            agreed(PRO, null),
                            charged(
                                    SECOND,
                                    ChargeReason.ACTIVATION,
                                    NOW,
                                    credit,
                                    period("2-2", PRO, NOW, MONTH_FROM_NOW)))
                    .expectResultMessagePayload(answer("INCOMPLETE"));
        }

        @Test
        void aReactivationThatIsNotPaidGivesTheCreditBack() {
            InvoiceLine credit = line("2-1", InvoiceLineKind.PRORATION_CREDIT, terms(PRO, 1), NOW, END, -17_00);

            given(
                            active(PRO),
                            new SubscriptionPaused(TENANT, ID, ACCOUNT, NOW, null, List.of(credit)),
                            cancelled(CancellationReason.PRICE, NOW),
                            agreed(PRO, null),
                            charged(
                                    SECOND,
                                    ChargeReason.ACTIVATION,
                                    NOW,
                                    credit,
                                    period("2-2", PRO, NOW, MONTH_FROM_NOW)),
                            cancelled(CancellationReason.PAYMENT_FAILED, NOW))
                    .when(new ReactivateSubscription(TENANT, ID))
                    .expectEvents(
                            agreed(PRO, null),
                            charged(
                                    new InvoiceId("sub-1-3"),
                                    ChargeReason.ACTIVATION,
                                    NOW,
                                    credit,
                                    period("3-2", PRO, NOW, MONTH_FROM_NOW)));
        }

        @Test
        void onlyWhatIsCancelledIsReactivated() {
            given(active(PRO))
                    .when(new ReactivateSubscription(TENANT, ID))
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.SUBSCRIPTION_NOT_CANCELLED));
        }
    }

    @Nested
    class TheEntitlement {

        @Test
        void isRestrictedSuspendedAndRestored() {
            EntitlementRestricted restricted =
                    new EntitlementRestricted(TENANT, ID, ACCOUNT, Entitlement.RESTRICTED, "invoice-1");
            EntitlementSuspended suspended =
                    new EntitlementSuspended(TENANT, ID, ACCOUNT, Entitlement.SUSPENDED, "invoice-1");

            given(active(PRO))
                    .when(new RestrictEntitlement(TENANT, ID, "invoice-1"))
                    .expectEvents(restricted);
            given(active(PRO), restricted)
                    .when(new RestrictEntitlement(TENANT, ID, "invoice-1"))
                    .expectNoEvents();
            given(active(PRO), restricted)
                    .when(new SuspendEntitlement(TENANT, ID, "invoice-1"))
                    .expectEvents(suspended);
            given(active(PRO), restricted, suspended)
                    .when(new RestrictEntitlement(TENANT, ID, "invoice-1"))
                    .expectNoEvents();
            given(active(PRO), restricted, suspended)
                    .when(new RestoreEntitlement(TENANT, ID))
                    .expectEvents(new EntitlementRestored(TENANT, ID, ACCOUNT, Entitlement.ENTITLED));
            given(active(PRO)).when(new RestoreEntitlement(TENANT, ID)).expectNoEvents();
        }

        @Test
        void isNobodysAfterTheEnd() {
            given(active(PRO), cancelled(CancellationReason.PRICE, NOW))
                    .when(new SuspendEntitlement(TENANT, ID, "invoice-1"))
                    .expectNoEvents();
        }
    }

    /** What is over can be reactivated, and nothing else. */
    @Nested
    class Ended {

        private void refuses(Command command) {
            given(active(PRO), cancelled(CancellationReason.PRICE, NOW))
                    .when(command)
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.SUBSCRIPTION_IS_CANCELLED));
        }

        @Test
        void isNeitherChangedNorShownAnyMore() {
            refuses(new ChangePlan(TENANT, ID, TEAM));
            refuses(change(TEAM, null, ProrationMode.NONE));
            refuses(new PreviewSubscriptionChange(TENANT, ID, TEAM, null, null, ProrationMode.NONE));
            refuses(new RevokeScheduledChange(TENANT, ID));
        }

        @Test
        void isNeitherPausedNorResumed() {
            refuses(new PauseSubscription(TENANT, ID, null));
            refuses(new ResumeSubscription(TENANT, ID));
        }

        @Test
        void isNeitherRenewedNorEndedAgain() {
            refuses(new RenewSubscription(TENANT, ID));
            refuses(new ScheduleCancellation(TENANT, ID, CancellationReason.PRICE));
            refuses(new RevokeCancellation(TENANT, ID));
        }

        @Test
        void isCancelledAgainWithoutAnything() {
            given(active(PRO), cancelled(CancellationReason.PRICE, NOW))
                    .when(new CancelSubscription(TENANT, ID, CancellationReason.PRICE, null))
                    .expectNoEvents()
                    .expectResultMessagePayload(answer("CANCELLED"));
        }

        @Test
        void isNotReactivatedForAClosedAccount() {
            List<Event> past = List.of(
                    new BillingTermsAgreed(
                            TENANT,
                            ID,
                            CLOSED_ACCOUNT,
                            terms(PRO, 1),
                            "Europe/Madrid",
                            SubscriptionStatus.INCOMPLETE,
                            null),
                    new SubscriptionCancelled(TENANT, ID, CLOSED_ACCOUNT, CancellationReason.PRICE, NOW));
            given(past)
                    .when(new ReactivateSubscription(TENANT, ID))
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.ACCOUNT_IS_CLOSED));
        }
    }

    @Nested
    class BilledElsewhere {

        @Test
        void isNeitherPausedNorShownNorEndedWithItsPeriod() {
            List<Event> elsewhere = List.of(new SubscriptionStarted(
                    TENANT, ID, ACCOUNT, PRO, "EUR", BillingInterval.MONTH, 9_900, START, START, END));
            for (Command command : List.<Command>of(
                    new PauseSubscription(TENANT, ID, null),
                    new PreviewSubscriptionChange(TENANT, ID, TEAM, null, null, ProrationMode.NONE),
                    new ScheduleCancellation(TENANT, ID, CancellationReason.PRICE))) {
                given(elsewhere).when(command).expectException(rejected(ErrorCode.SUBSCRIPTION_NOT_BILLED));
            }
        }
    }
}
