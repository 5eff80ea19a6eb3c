package dev.cauce.application.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cauce.application.WholeApplication;
import dev.cauce.application.WholeApplication.Whole;
import dev.cauce.contracts.tenant.TenantId;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.common.Registration;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.queryhandling.GenericQueryMessage;
import org.axonframework.queryhandling.GenericSubscriptionQueryMessage;
import org.axonframework.queryhandling.GenericSubscriptionQueryUpdateMessage;
import org.axonframework.queryhandling.QueryBus;
import org.axonframework.queryhandling.QueryResponseMessage;
import org.axonframework.queryhandling.SubscriptionQueryResult;
import org.axonframework.queryhandling.SubscriptionQueryUpdateMessage;
import org.axonframework.serialization.SerializationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What both topologies promise of their buses: messages, answers and updates arrive as copies, and what does not
 * survive being written and read is refused before it has an effect. A subclass holds the other topology to it.
 */
@ExtendWith(WholeApplication.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(180)
class SerialisedBusesIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Queue<Object> arrived = new ConcurrentLinkedQueue<>();
    private final AtomicInteger committed = new AtomicInteger();
    private CommandBus commands;
    private QueryBus queries;
    private Registration commandHandler;
    private Registration queryHandler;
    private volatile Supplier<Cargo> answering = () -> new Cargo("nothing", null, null);

    /** What survives, and what does not: one of them cannot be written, and the other is written and cannot be read. */
    enum Freight {
        UNWRITABLE(() -> new Cargo("goes", new Cargo.Unwritable(), null)),
        UNREADABLE(() -> new Cargo("goes", null, new Cargo.Unreadable("and does not come back", 1)));

        private final Supplier<Cargo> cargo;

        Freight(Supplier<Cargo> cargo) {
            this.cargo = cargo;
        }
    }

    @BeforeAll
    void begin(Whole whole) {
        commands = whole.http().bean(CommandBus.class);
        queries = whole.http().bean(QueryBus.class);
        commandHandler = commands.subscribe(Cargo.Send.class.getName(), message -> {
            CurrentUnitOfWork.get().afterCommit(unitOfWork -> committed.incrementAndGet());
            arrived.add(((Cargo.Send) message.getPayload()).cargo());
            return answering.get();
        });
        queryHandler = queries.<Cargo>subscribe(Cargo.Ask.class.getName(), Cargo.class, message -> {
            arrived.add(((Cargo.Ask) message.getPayload()).cargo());
            return answering.get();
        });
    }

    @AfterAll
    void end() {
        commandHandler.cancel();
        queryHandler.cancel();
    }

    @BeforeEach
    void empty() {
        arrived.clear();
        committed.set(0);
        answering = () -> new Cargo("nothing", null, null);
    }

    @Test
    void aCommandAndItsAnswerArriveAsCopies() throws Exception {
        Cargo sent = new Cargo("there", null, null);
        Cargo answered = new Cargo("back", null, null);
        answering = () -> answered;

        CommandResultMessage<?> result = send(sent, Cargo.ALLOWED);

        assertThat(result.getPayload()).isEqualTo(answered).isNotSameAs(answered);
        assertThat(arrived).singleElement().isEqualTo(sent).isNotSameAs(sent);
        assertThat(committed).hasValue(1);
    }

    @Test
    void aQueryAndItsAnswerArriveAsCopies() throws Exception {
        Cargo sent = new Cargo("there", null, null);
        Cargo answered = new Cargo("back", null, null);
        answering = () -> answered;

        QueryResponseMessage<Cargo> result = ask(sent, Cargo.ALLOWED);

        assertThat(result.getPayload()).isEqualTo(answered).isNotSameAs(answered);
        assertThat(arrived).singleElement().isEqualTo(sent).isNotSameAs(sent);
    }

    @ParameterizedTest
    @EnumSource
    void aCommandThatDoesNotSurviveReachesNobody(Freight freight) {
        assertThatThrownBy(() -> send(freight.cargo.get(), Cargo.ALLOWED)).isInstanceOf(SerializationException.class);
        assertThat(arrived).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aQueryThatDoesNotSurviveReachesNobody(Freight freight) {
        assertThatThrownBy(() -> ask(freight.cargo.get(), Cargo.ALLOWED)).isInstanceOf(SerializationException.class);
        assertThat(arrived).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aCommandWhoseAnswerDoesNotSurviveHasNoEffect(Freight freight) throws Exception {
        answering = freight.cargo;

        CommandResultMessage<?> result = send(new Cargo("there", null, null), Cargo.ALLOWED);

        assertThat(result.isExceptional()).isTrue();
        assertThat(arrived).hasSize(1);
        assertThat(committed).as("what it did is rolled back").hasValue(0);
    }

    @ParameterizedTest
    @EnumSource
    void aQueryWhoseAnswerDoesNotSurviveFails(Freight freight) throws Exception {
        answering = freight.cargo;

        QueryResponseMessage<Cargo> result = ask(new Cargo("there", null, null), Cargo.ALLOWED);

        assertThat(result.isExceptional()).isTrue();
        assertThat(arrived).hasSize(1);
    }

    @Test
    void metadataThatIsNoTextIsRefused() {
        Map<String, Object> odd = new java.util.HashMap<>(Cargo.ALLOWED);
        odd.put("number", 7);

        assertThatThrownBy(() -> send(new Cargo("there", null, null), odd))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("number");
        assertThatThrownBy(() -> ask(new Cargo("there", null, null), odd)).isInstanceOf(SerializationException.class);
        assertThat(arrived).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void anUpdateArrivesAsACopyAndOneThatDoesNotSurviveIsRefused(Freight freight) {
        Cargo told = new Cargo("told", null, null);
        SubscriptionQueryResult<QueryResponseMessage<Cargo>, SubscriptionQueryUpdateMessage<Cargo>> watched =
                queries.subscriptionQuery(new GenericSubscriptionQueryMessage<Cargo.Ask, Cargo, Cargo>(
                                new Cargo.Ask(Cargo.TENANT, new Cargo("watched", null, null)),
                                ResponseTypes.instanceOf(Cargo.class),
                                ResponseTypes.instanceOf(Cargo.class))
                        .andMetaData(Cargo.ALLOWED));
        try {
            assertThat(watched.initialResult().block(PATIENCE)).isNotNull();
            assertThatThrownBy(() -> emit(freight.cargo.get())).isInstanceOf(SerializationException.class);
            emit(told);

            SubscriptionQueryUpdateMessage<Cargo> update = watched.updates().blockFirst(PATIENCE);
            assertThat(update).isNotNull();
            assertThat(update.getPayload()).isEqualTo(told).isNotSameAs(told);
        } finally {
            watched.close();
        }
    }

    private void emit(Cargo cargo) {
        queries.queryUpdateEmitter()
                .emit(
                        Cargo.Ask.class,
                        query -> query.tenantId().equals(new TenantId(Cargo.TENANT.value())),
                        new GenericSubscriptionQueryUpdateMessage<>(cargo));
    }

    private CommandResultMessage<?> send(Cargo cargo, Map<String, ?> metadata) throws Exception {
        CompletableFuture<CommandResultMessage<?>> answered = new CompletableFuture<>();
        commands.<Cargo.Send, Object>dispatch(
                new GenericCommandMessage<>(new Cargo.Send(Cargo.TENANT, cargo), metadata),
                (sent, result) -> answered.complete(result));
        return answered.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private QueryResponseMessage<Cargo> ask(Cargo cargo, Map<String, ?> metadata) throws Exception {
        return queries.query(new GenericQueryMessage<Cargo.Ask, Cargo>(
                                new Cargo.Ask(Cargo.TENANT, cargo), ResponseTypes.instanceOf(Cargo.class))
                        .andMetaData(metadata))
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
}
