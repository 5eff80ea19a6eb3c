package dev.cauce.command.payment;

import static dev.cauce.command.Fixtures.NOW;
import static dev.cauce.command.Fixtures.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.invoice.InvoiceId;
import dev.cauce.contracts.message.Command;
import dev.cauce.contracts.message.Event;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.payment.CardAttemptCounted;
import dev.cauce.contracts.payment.CardBrand;
import dev.cauce.contracts.payment.GatewayAnswer;
import dev.cauce.contracts.payment.PaymentAttemptRequested;
import dev.cauce.contracts.payment.PaymentAttemptSucceeded;
import dev.cauce.contracts.payment.PaymentAttemptWithheld;
import dev.cauce.contracts.payment.PaymentFailed;
import dev.cauce.contracts.payment.PaymentId;
import dev.cauce.contracts.payment.PaymentMethodAdded;
import dev.cauce.contracts.payment.PaymentMethodId;
import dev.cauce.contracts.payment.PaymentRequested;
import dev.cauce.contracts.payment.PaymentSucceeded;
import dev.cauce.contracts.payment.RecordPaymentOutcome;
import dev.cauce.contracts.payment.RequestPayment;
import dev.cauce.contracts.subscription.SubscriptionId;
import dev.cauce.platform.command.StreamTargetResolver;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.callbacks.FutureCallback;
import org.axonframework.config.AggregateConfigurer;
import org.axonframework.config.Configuration;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Aggregates behind a real command bus and store, asked for the same by two hundred at once. */
class ParallelPaymentsTest {

    private static final int AT_ONCE = 200;
    private static final AccountId ACCOUNT = new AccountId("acc-1");
    private static final StreamId CARD = CardAttempts.streamOf(TENANT, "fp");

    private final EventStore store = EmbeddedEventStore.builder()
            .storageEngine(new InMemoryEventStorageEngine())
            .build();

    @SuppressWarnings("NullAway.Init")
    private Configuration axon;

    @BeforeEach
    void start() {
        Wallets wallets = new Wallets(store);
        Cards cards = new Cards(store, () -> axon.repository(CardAttempts.class));
        axon = DefaultConfigurer.defaultConfiguration()
                .configureEventStore(configuration -> store)
                .registerComponent(Clock.class, configuration -> Clock.fixed(NOW, ZoneOffset.UTC))
                .registerComponent(Wallets.class, configuration -> wallets)
                .registerComponent(Cards.class, configuration -> cards)
                .configureAggregate(configured(Payment.class))
                .configureAggregate(configured(CardAttempts.class))
                .start();
        store.publish(new GenericDomainEventMessage<Event>(
                "Any",
                StreamId.of("payment-method", TENANT, ACCOUNT).value(),
                0,
                new PaymentMethodAdded(
                        TENANT,
                        ACCOUNT,
                        new PaymentMethodId("pm-1"),
                        "tok",
                        "fp",
                        CardBrand.VISA,
                        "4242",
                        12,
                        2030,
                        null,
                        NOW,
                        NOW)));
    }

    @AfterEach
    void stop() {
        axon.shutdown();
    }

    private static <A> AggregateConfigurer<A> configured(Class<A> aggregate) {
        return AggregateConfigurer.defaultConfiguration(aggregate)
                .configureCommandTargetResolver(configuration -> new StreamTargetResolver());
    }

    private static RequestPayment request(int number, long amountMinor) {
        return new RequestPayment(
                TENANT,
                new PaymentId("p-" + number),
                new InvoiceId("inv-1"),
                ACCOUNT,
                new SubscriptionId("sub-1"),
                "EUR",
                amountMinor);
    }

    private static RecordPaymentOutcome succeeded() {
        return new RecordPaymentOutcome(
                TENANT, new PaymentId("p-1"), 1, GatewayAnswer.SUCCEEDED, "ch_1", null, null, null);
    }

    private void sendAtOnce(IntFunction<Command> commands) {
        CommandBus bus = axon.commandBus();
        try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
            List<FutureCallback<Command, Object>> answers = IntStream.range(0, AT_ONCE)
                    .mapToObj(number -> {
                        FutureCallback<Command, Object> answer = new FutureCallback<>();
                        threads.execute(
                                () -> bus.dispatch(new GenericCommandMessage<>(commands.apply(number)), answer));
                        return answer;
                    })
                    .toList();
            answers.forEach(answer ->
                    assertThat(answer.getResult().isExceptional()).as("refused").isFalse());
        }
    }

    private List<Class<?>> types(StreamId stream) {
        return store.readEvents(stream.value())
                .asStream()
                .<Class<?>>map(message -> message.getPayload().getClass())
                .toList();
    }

    @Test
    void oneRetryAskedForByManyIsOneAttempt() {
        sendAtOnce(number -> request(1, 4_900));

        assertThat(types(StreamId.of("payment", TENANT, "p-1")))
                .containsExactly(PaymentRequested.class, PaymentAttemptRequested.class);
        assertThat(types(CARD)).containsExactly(CardAttemptCounted.class);
    }

    @Test
    void oneNotificationToldByManyIsOneSuccess() {
        sendAtOnce(number -> request(1, 4_900));

        sendAtOnce(number -> succeeded());

        assertThat(types(StreamId.of("payment", TENANT, "p-1")))
                .containsExactly(
                        PaymentRequested.class,
                        PaymentAttemptRequested.class,
                        PaymentAttemptSucceeded.class,
                        PaymentSucceeded.class);
    }

    @Test
    void twoHundredPaymentsOnOneCardShareWhatItsNetworkAllows() {
        sendAtOnce(number -> request(number, 4_900));

        long attempted = IntStream.range(0, AT_ONCE)
                .filter(number ->
                        types(StreamId.of("payment", TENANT, "p-" + number)).contains(PaymentAttemptRequested.class))
                .count();
        long withheld = IntStream.range(0, AT_ONCE)
                .filter(number -> types(StreamId.of("payment", TENANT, "p-" + number))
                        .equals(List.of(PaymentRequested.class, PaymentAttemptWithheld.class, PaymentFailed.class)))
                .count();
        assertThat(attempted).isEqualTo(20);
        assertThat(withheld).isEqualTo(AT_ONCE - 20);
        assertThat(types(CARD)).hasSize(20).containsOnly(CardAttemptCounted.class);
    }
}
