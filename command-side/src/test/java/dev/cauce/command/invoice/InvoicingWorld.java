package dev.cauce.command.invoice;

import dev.cauce.command.CommandSide;
import dev.cauce.command.Fixtures;
import dev.cauce.command.account.Accounts;
import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.account.AccountRegistered;
import dev.cauce.contracts.account.Attributes;
import dev.cauce.contracts.account.Origin;
import dev.cauce.contracts.catalogue.PlanId;
import dev.cauce.contracts.invoice.InvoiceLine;
import dev.cauce.contracts.invoice.InvoiceLineKind;
import dev.cauce.contracts.message.Command;
import dev.cauce.contracts.message.Event;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.platform.command.StreamTargetResolver;
import dev.cauce.platform.rejection.RejectionTranslation;
import dev.cauce.platform.rejection.Rejections;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.config.AggregateConfigurer;
import org.axonframework.config.Configuration;
import org.axonframework.config.Configurer;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.jspecify.annotations.Nullable;

/** Invoices, balances and numbers as they run together, over an event store in memory, with a clock that is moved. */
final class InvoicingWorld implements AutoCloseable {

    private final AtomicReference<Instant> now = new AtomicReference<>(Fixtures.NOW);
    private final List<Event> happened = new CopyOnWriteArrayList<>();
    private final Configuration axon;

    /** A process of its own over the engine, which may be shared with others. */
    InvoicingWorld(EventStorageEngine engine) {
        CommandSide side = new CommandSide();
        Configurer configurer = DefaultConfigurer.defaultConfiguration()
                .configureEmbeddedEventStore(configuration -> engine)
                .registerComponent(Clock.class, configuration -> clock())
                .registerComponent(Accounts.class, configuration -> side.accounts(configuration.eventStore()))
                .registerComponent(
                        AccountBalances.class,
                        configuration -> side.accountBalances(configuration, configuration.eventStore()))
                .registerComponent(
                        DocumentNumbers.class, configuration -> side.documentNumbers(configuration.eventStore()))
                .registerComponent(TenantTerms.class, configuration -> side.tenantTerms(configuration.eventStore()))
                .registerComponent(
                        CustomerCountries.class, configuration -> side.customerCountries(configuration.eventStore()))
                .registerComponent(
                        TaxPort.class, configuration -> side.taxPort(configuration.getComponent(TenantTerms.class)));
        for (Class<?> aggregate : List.of(Invoice.class, AccountBalance.class, Invoicing.class)) {
            configurer.configureAggregate(AggregateConfigurer.defaultConfiguration(aggregate)
                    .configureCommandTargetResolver(configuration -> new StreamTargetResolver()));
        }
        axon = configurer.start();
        axon.commandBus().registerHandlerInterceptor(new RejectionTranslation());
        axon.eventBus().subscribe(events -> events.forEach(event -> happened.add((Event) event.getPayload())));
    }

    private Clock clock() {
        return new Clock() {
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
                return now.get();
            }
        };
    }

    void pass(Duration time) {
        now.updateAndGet(before -> before.plus(time));
    }

    void register(AccountId accountId, @Nullable String country) {
        axon.eventStore()
                .publish(new GenericDomainEventMessage<>(
                        "Account",
                        StreamId.of("account", Fixtures.TENANT, accountId).value(),
                        0L,
                        new AccountRegistered(
                                Fixtures.TENANT,
                                accountId,
                                "Firm",
                                null,
                                "a@example.invalid",
                                "fingerprint",
                                "UTC",
                                country,
                                Origin.SIGN_UP,
                                null,
                                Attributes.none())));
    }

    /** The code by which the command was turned down; null where it was carried out. */
    @Nullable
    ErrorCode send(Command command) {
        AtomicReference<CommandResultMessage<?>> answered = new AtomicReference<>();
        axon.commandBus()
                .<Command, Object>dispatch(
                        new GenericCommandMessage<>(command), (sent, result) -> answered.set(result));
        CommandResultMessage<?> result = answered.get();
        if (!result.isExceptional()) {
            return null;
        }
        Throwable failure = result.exceptionResult();
        if (Rejections.lostARace(failure)) {
            return ErrorCode.CONCURRENT_CHANGE;
        }
        return Rejections.in(failure)
                .orElseThrow(() -> new AssertionError("A fault, and no rejection", failure))
                .code();
    }

    /** Every event of this process, in the order of their commits. */
    List<Event> happened() {
        return happened;
    }

    static InvoiceLine line(String id, long amountMinor) {
        return new InvoiceLine(
                id,
                amountMinor < 0 ? InvoiceLineKind.PRORATION_CREDIT : InvoiceLineKind.PERIOD,
                new PlanId("pro"),
                1,
                Math.abs(amountMinor),
                Fixtures.NOW,
                Fixtures.NOW.plusSeconds(60),
                amountMinor);
    }

    @Override
    public void close() {
        axon.shutdown();
    }
}
