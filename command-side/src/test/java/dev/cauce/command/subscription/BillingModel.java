package dev.cauce.command.subscription;

import static dev.cauce.command.Fixtures.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cauce.command.History;
import dev.cauce.command.account.Accounts;
import dev.cauce.command.catalogue.Plan;
import dev.cauce.command.catalogue.Plans;
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
import dev.cauce.contracts.catalogue.SetPlanPrice;
import dev.cauce.contracts.invoice.InvoiceId;
import dev.cauce.contracts.message.Command;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.contracts.subscription.ActivateSubscription;
import dev.cauce.contracts.subscription.CancelSubscription;
import dev.cauce.contracts.subscription.CancellationReason;
import dev.cauce.contracts.subscription.ChangeSubscription;
import dev.cauce.contracts.subscription.ChargeReason;
import dev.cauce.contracts.subscription.ConfirmFirstPayment;
import dev.cauce.contracts.subscription.CreateSubscription;
import dev.cauce.contracts.subscription.EndTrial;
import dev.cauce.contracts.subscription.PauseSubscription;
import dev.cauce.contracts.subscription.PreviewSubscriptionChange;
import dev.cauce.contracts.subscription.ProrationMode;
import dev.cauce.contracts.subscription.ReactivateSubscription;
import dev.cauce.contracts.subscription.RejectFirstPayment;
import dev.cauce.contracts.subscription.RenewSubscription;
import dev.cauce.contracts.subscription.ResumeSubscription;
import dev.cauce.contracts.subscription.RevokeCancellation;
import dev.cauce.contracts.subscription.RevokeScheduledChange;
import dev.cauce.contracts.subscription.ScheduleCancellation;
import dev.cauce.contracts.subscription.SubscriptionCharged;
import dev.cauce.contracts.subscription.SubscriptionId;
import dev.cauce.contracts.subscription.SubscriptionRenewed;
import dev.cauce.platform.command.Answer;
import dev.cauce.platform.command.StreamTargetResolver;
import dev.cauce.platform.messaging.CauceJson;
import dev.cauce.platform.rejection.Rejections;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.axonframework.config.AggregateConfigurer;
import org.axonframework.config.Configuration;
import org.axonframework.config.DefaultConfigurer;
import org.jspecify.annotations.Nullable;

/** One subscription in a world of its own, its clock, and the ledger that watches it. */
final class BillingModel {

    enum Kind {
        ACTIVATE,
        CONFIRM,
        REJECT,
        RENEW,
        CHANGE,
        CHANGE_EARLIER,
        CHANGE_QUANTITY,
        REVOKE_CHANGE,
        PAUSE,
        RESUME,
        SCHEDULE_CANCELLATION,
        REVOKE_CANCELLATION,
        CANCEL,
        REACTIVATE,
        END_TRIAL,
        RAISE_PRICE
    }

    /** A command, and how long it is waited before it. */
    record Move(
            Kind kind, int plan, BillingInterval interval, long quantity, ProrationMode proration, long hoursBefore) {}

    private static final SubscriptionId ID = new SubscriptionId("sub-1");
    private static final AccountId ACCOUNT = new AccountId("acc-1");
    private static final StreamId STREAM = StreamId.of("subscription", TENANT, ID);
    private static final List<PlanId> PLANS =
            List.of(new PlanId("a"), new PlanId("b"), new PlanId("c"), new PlanId("d"));
    private static final long[] MONTHLY = {31_07, 61_13, 47_11, 103_01};

    /** What a rule may say to a command that comes at a wrong moment. */
    private static final Set<ErrorCode> EXPECTED = Set.of(
            ErrorCode.PLAN_UNCHANGED,
            ErrorCode.CHANGE_BEFORE_PERIOD,
            ErrorCode.PRORATION_NEEDED,
            ErrorCode.NOTHING_SCHEDULED,
            ErrorCode.CANCELLATION_SCHEDULED,
            ErrorCode.SUBSCRIPTION_INCOMPLETE,
            ErrorCode.SUBSCRIPTION_NOT_ACTIVE,
            ErrorCode.SUBSCRIPTION_NOT_CANCELLED,
            ErrorCode.SUBSCRIPTION_NOT_DUE,
            ErrorCode.SUBSCRIPTION_NOT_PAUSED,
            ErrorCode.SUBSCRIPTION_NOT_TRIALING,
            ErrorCode.SUBSCRIPTION_IS_CANCELLED,
            ErrorCode.INVOICE_NOT_AWAITED);

    private static final class MovingClock extends Clock {
        private Instant now;

        private MovingClock(Instant now) {
            this.now = now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    private final History history = new History();
    private final MovingClock clock;
    private final Configuration axon;
    private final PlainLedger ledger;
    private int told;
    private InvoiceId lastInvoice = new InvoiceId("none");
    private int[] priceVersions = {1, 1, 1, 1};

    private BillingModel(Instant start, ZoneId zone) {
        clock = new MovingClock(start);
        ledger = new PlainLedger(zone);
        history.holds(
                StreamId.of("account", TENANT, ACCOUNT),
                new AccountRegistered(
                        TENANT,
                        ACCOUNT,
                        "Firm",
                        null,
                        "firm@example.invalid",
                        "fingerprint",
                        zone.getId(),
                        null,
                        Origin.SIGN_UP,
                        null,
                        Attributes.none()));
        for (int i = 0; i < PLANS.size(); i++) {
            BillingMode mode = i < 2 ? BillingMode.IN_ADVANCE : BillingMode.IN_ARREARS;
            history.holds(
                    StreamId.of("plan", TENANT, PLANS.get(i)),
                    new PlanDefined(
                            TENANT, PLANS.get(i), "Plan", List.of(new PlanPrice("EUR", BillingInterval.MONTH, 1)), 14),
                    new PlanPriceSet(
                            TENANT, PLANS.get(i), 2, "EUR", BillingInterval.MONTH, MONTHLY[i], mode, Instant.EPOCH),
                    new PlanPriceSet(
                            TENANT,
                            PLANS.get(i),
                            1,
                            "EUR",
                            BillingInterval.YEAR,
                            MONTHLY[i] * 11 + i,
                            mode,
                            Instant.EPOCH));
        }
        axon = DefaultConfigurer.defaultConfiguration(false)
                .configureSerializer(configuration -> CauceJson.serializer())
                .configureEventBus(configuration -> history.store())
                .configureAggregate(configured(Subscription.class))
                .configureAggregate(configured(Plan.class))
                .registerComponent(Clock.class, configuration -> clock)
                .registerComponent(Accounts.class, configuration -> new Accounts(history.store()))
                .registerComponent(Plans.class, configuration -> new Plans(history.store()))
                .start();
    }

    private static <A> AggregateConfigurer<A> configured(Class<A> aggregate) {
        return AggregateConfigurer.defaultConfiguration(aggregate)
                .configureCommandTargetResolver(configuration -> new StreamTargetResolver());
    }

    static Arbitrary<List<Move>> sequences(int length) {
        Arbitrary<Move> move = Combinators.combine(
                        kinds(),
                        Arbitraries.integers().between(0, PLANS.size() - 1),
                        Arbitraries.frequency(Tuple.of(2, BillingInterval.MONTH), Tuple.of(1, BillingInterval.YEAR)),
                        Arbitraries.longs().between(1, 5),
                        Arbitraries.of(ProrationMode.class),
                        Arbitraries.oneOf(
                                Arbitraries.longs().between(0, 30),
                                Arbitraries.longs().between(31, 24 * 45)))
                .as(Move::new);
        return move.list().ofSize(length);
    }

    /** What ends a subscription comes seldom, or most sequences would be over soon. */
    private static Arbitrary<Kind> kinds() {
        return Arbitraries.frequency(
                Tuple.of(12, Kind.CHANGE),
                Tuple.of(6, Kind.CHANGE_QUANTITY),
                Tuple.of(4, Kind.CHANGE_EARLIER),
                Tuple.of(8, Kind.CONFIRM),
                Tuple.of(6, Kind.RENEW),
                Tuple.of(4, Kind.REACTIVATE),
                Tuple.of(3, Kind.RESUME),
                Tuple.of(2, Kind.PAUSE),
                Tuple.of(2, Kind.ACTIVATE),
                Tuple.of(2, Kind.REVOKE_CHANGE),
                Tuple.of(2, Kind.REVOKE_CANCELLATION),
                Tuple.of(1, Kind.SCHEDULE_CANCELLATION),
                Tuple.of(1, Kind.CANCEL),
                Tuple.of(1, Kind.REJECT),
                Tuple.of(1, Kind.END_TRIAL),
                Tuple.of(1, Kind.RAISE_PRICE));
    }

    /** Runs the moves, each followed by what the ledger has to say. */
    static void run(List<Move> moves, Instant start, String zone, boolean trial) {
        BillingModel model = new BillingModel(start, ZoneId.of(zone));
        try {
            model.send(new CreateSubscription(
                    TENANT, ID, ACCOUNT, PLANS.getFirst(), "EUR", BillingInterval.MONTH, 2, trial));
            for (Move move : moves) {
                model.make(move);
            }
            model.send(new CancelSubscription(TENANT, ID, CancellationReason.UNKNOWN, null));
            model.ledger.nothingIsForgotten();
        } finally {
            model.axon.shutdown();
        }
    }

    private void make(Move move) {
        Preview before = upcoming();
        clock.now = clock.now.plus(Duration.ofHours(move.hoursBefore()));
        int toldBefore = told;
        switch (move.kind()) {
            case ACTIVATE -> send(new ActivateSubscription(TENANT, ID));
            case CONFIRM -> send(new ConfirmFirstPayment(TENANT, ID, lastInvoice));
            case REJECT -> send(new RejectFirstPayment(TENANT, ID, lastInvoice, CancellationReason.PAYMENT_FAILED));
            case RENEW -> send(new RenewSubscription(TENANT, ID));
            case CHANGE -> change(PLANS.get(move.plan()), move.interval(), move.quantity(), move.proration());
            case CHANGE_QUANTITY -> change(null, null, move.quantity(), move.proration());
            case CHANGE_EARLIER ->
                send(new ChangeSubscription(
                        TENANT,
                        ID,
                        PLANS.get(move.plan()),
                        null,
                        move.quantity(),
                        move.proration(),
                        clock.now.minus(Duration.ofHours(move.hoursBefore() / 2))));
            case REVOKE_CHANGE -> send(new RevokeScheduledChange(TENANT, ID));
            case PAUSE -> send(new PauseSubscription(TENANT, ID, null));
            case RESUME -> send(new ResumeSubscription(TENANT, ID));
            case SCHEDULE_CANCELLATION -> send(new ScheduleCancellation(TENANT, ID, CancellationReason.PRICE));
            case REVOKE_CANCELLATION -> send(new RevokeCancellation(TENANT, ID));
            case CANCEL -> send(new CancelSubscription(TENANT, ID, CancellationReason.PRICE, null));
            case REACTIVATE -> send(new ReactivateSubscription(TENANT, ID));
            case END_TRIAL -> send(new EndTrial(TENANT, ID));
            case RAISE_PRICE -> raise(move.plan());
        }
        renewalIsAsForeseen(before, toldBefore);
    }

    /** What was foreseen before is what the renewal at that time then charged. */
    private void renewalIsAsForeseen(@Nullable Preview before, int toldBefore) {
        if (before == null || before.nextAt() == null) {
            return;
        }
        List<Object> events = history.of(STREAM);
        for (int i = toldBefore; i < events.size(); i++) {
            if (events.get(i) instanceof SubscriptionRenewed renewed
                    && renewed.periodStart().equals(before.nextAt())) {
                boolean charged = i + 1 < events.size()
                        && events.get(i + 1) instanceof SubscriptionCharged charge
                        && charge.reason() == ChargeReason.RENEWAL;
                assertThat(charged ? ((SubscriptionCharged) events.get(i + 1)).lines() : List.of())
                        .as("the renewal charges what was foreseen")
                        .isEqualTo(before.next());
            }
        }
    }

    private void change(
            @Nullable PlanId plan, @Nullable BillingInterval interval, long quantity, ProrationMode proration) {
        Optional<Answer> shown = send(new PreviewSubscriptionChange(TENANT, ID, plan, interval, quantity, proration));
        int toldBefore = told;
        Optional<Answer> done = send(new ChangeSubscription(TENANT, ID, plan, interval, quantity, proration, null));
        if (done.isEmpty()) {
            return;
        }
        assertThat(shown).as("what can be done can be shown").isPresent();
        Preview preview = Preview.in(shown.orElseThrow());
        List<Object> events = history.of(STREAM);
        assertThat(events.subList(toldBefore, events.size()).stream()
                        .filter(SubscriptionCharged.class::isInstance)
                        .map(event -> (SubscriptionCharged) event)
                        .filter(charged -> charged.reason() == ChargeReason.CHANGE)
                        .flatMap(charged -> charged.lines().stream())
                        .toList())
                .as("the change charges what was shown")
                .isEqualTo(preview.now());
        Preview next = upcoming();
        assertThat(next == null ? List.of() : next.next()).isEqualTo(preview.next());
    }

    private void raise(int plan) {
        send(new SetPlanPrice(
                TENANT,
                PLANS.get(plan),
                "EUR",
                BillingInterval.MONTH,
                MONTHLY[plan] + 97L * ++priceVersions[plan],
                plan < 2 ? BillingMode.IN_ADVANCE : BillingMode.IN_ARREARS,
                null));
    }

    private @Nullable Preview upcoming() {
        return send(new PreviewSubscriptionChange(TENANT, ID, null, null, null, ProrationMode.NONE))
                .map(Preview::in)
                .orElse(null);
    }

    /** The answer; nothing where a rule said no, after which nothing has happened. */
    private Optional<Answer> send(Command command) {
        Answer answer = null;
        try {
            answer = axon.commandGateway().sendAndWait(command);
        } catch (RuntimeException refused) {
            assertThat(Rejections.in(refused)).as("%s: %s", command, refused).isPresent();
            assertThat(EXPECTED).contains(Rejections.in(refused).orElseThrow().code());
        }
        List<Object> events = history.of(STREAM);
        assertThat(answer != null || events.size() == told)
                .as("nothing half done")
                .isTrue();
        for (Object event : events.subList(told, events.size())) {
            ledger.after(event);
            if (event instanceof SubscriptionCharged charged && charged.reason() == ChargeReason.ACTIVATION) {
                lastInvoice = charged.invoiceId();
            }
        }
        told = events.size();
        return Optional.ofNullable(answer);
    }
}
