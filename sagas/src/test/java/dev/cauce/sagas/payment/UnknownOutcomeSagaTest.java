package dev.cauce.sagas.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.invoice.InvoiceId;
import dev.cauce.contracts.payment.DeclineKind;
import dev.cauce.contracts.payment.PaymentFailed;
import dev.cauce.contracts.payment.PaymentId;
import dev.cauce.contracts.payment.PaymentOutcomeUnknown;
import dev.cauce.contracts.payment.PaymentSucceeded;
import dev.cauce.contracts.payment.PaymentUnresolved;
import dev.cauce.contracts.payment.PollPayment;
import dev.cauce.contracts.subscription.SubscriptionId;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.contracts.ticket.OpenTicket;
import dev.cauce.contracts.ticket.Priority;
import dev.cauce.contracts.ticket.TicketChannel;
import dev.cauce.contracts.ticket.TicketId;
import dev.cauce.platform.command.ProcessCommands;
import dev.cauce.platform.messaging.CauceJson;
import java.time.Duration;
import java.time.Instant;
import org.axonframework.serialization.Serializer;
import org.axonframework.test.saga.SagaTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UnknownOutcomeSagaTest {

    private static final TenantId ACME = new TenantId("acme");
    private static final PaymentId PAYMENT = new PaymentId("p-1");
    private static final InvoiceId INVOICE = new InvoiceId("inv-1");
    private static final AccountId ACCOUNT = new AccountId("a-1");
    private static final SubscriptionId SUBSCRIPTION = new SubscriptionId("s-1");
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final Duration FIRST = Duration.ofMinutes(5);

    private final SagaTestFixture<UnknownOutcomeSaga> fixture = new SagaTestFixture<>(UnknownOutcomeSaga.class);

    @BeforeEach
    void givenTheSagasCollaborators() {
        fixture.registerResource(new ProcessCommands(fixture.getCommandBus()));
        fixture.givenCurrentTime(NOON);
    }

    private static PaymentOutcomeUnknown unknown(TenantId tenant, int polls, Duration wait) {
        return new PaymentOutcomeUnknown(tenant, PAYMENT, INVOICE, ACCOUNT, 1, polls, NOON.plus(wait));
    }

    private static PaymentSucceeded succeeded() {
        return new PaymentSucceeded(ACME, PAYMENT, INVOICE, ACCOUNT, SUBSCRIPTION, "EUR", 4_900, NOON);
    }

    @Test
    void asksWhenItsTimeComes() {
        fixture.givenAPublished(unknown(ACME, 0, FIRST))
                .whenTimeElapses(FIRST)
                .expectDispatchedCommands(new PollPayment(ACME, PAYMENT, 1, 1))
                .expectActiveSagas(1);
    }

    @Test
    void waitsAgainAfterEachAnswerThatIsNone() {
        fixture.givenAPublished(unknown(ACME, 0, FIRST))
                .whenPublishingA(unknown(ACME, 1, Duration.ofHours(1)))
                .expectActiveSagas(1)
                .expectScheduledDeadline(Duration.ofHours(1), new PollDue(1, 2));
    }

    @Test
    void anotherTenantsPaymentIsAnother() {
        fixture.givenAPublished(unknown(ACME, 0, FIRST))
                .whenPublishingA(unknown(new TenantId("other"), 0, FIRST))
                .expectActiveSagas(2);
    }

    @Test
    void endsWhenItIsKnown() {
        fixture.givenAPublished(unknown(ACME, 0, FIRST))
                .whenPublishingA(succeeded())
                .expectActiveSagas(0)
                .expectNoScheduledDeadlines();
    }

    @Test
    void endsWhenItFailed() {
        fixture.givenAPublished(unknown(ACME, 0, FIRST))
                .whenPublishingA(new PaymentFailed(
                        ACME,
                        PAYMENT,
                        INVOICE,
                        ACCOUNT,
                        SUBSCRIPTION,
                        "EUR",
                        4_900,
                        DeclineKind.SOFT,
                        "do_not_honor",
                        "fp",
                        null,
                        NOON))
                .expectActiveSagas(0)
                .expectNoScheduledDeadlines();
    }

    @Test
    void callsAPersonAtTheEnd() {
        fixture.givenAPublished(unknown(ACME, 6, Duration.ofDays(1)))
                .whenPublishingA(new PaymentUnresolved(ACME, PAYMENT, INVOICE, ACCOUNT, 1, 7))
                .expectActiveSagas(0)
                .expectNoScheduledDeadlines()
                .expectDispatchedCommands(new OpenTicket(
                        ACME,
                        new TicketId("payment-p-1"),
                        ACCOUNT,
                        "Outcome of a payment is unknown",
                        "Payment p-1 of invoice inv-1: the gateway was asked 7 times. Nothing is charged until it is known.",
                        Priority.HIGH,
                        TicketChannel.SYSTEM));
    }

    @Test
    void whatComesLateReachesNobody() {
        fixture.givenAPublished(unknown(ACME, 0, FIRST))
                .andThenAPublished(succeeded())
                .whenPublishingA(succeeded())
                .expectActiveSagas(0)
                .expectNoDispatchedCommands();
    }

    @Test
    void aLongIdHasATicketToo() {
        assertThat(UnknownOutcomeSaga.ticketOf(new PaymentId("p".repeat(64)))
                        .value()
                        .length())
                .isLessThanOrEqualTo(64);
    }

    @Test
    void survivesBeingStored() {
        Serializer serializer = CauceJson.serializer();
        UnknownOutcomeSaga restored =
                serializer.deserialize(serializer.serialize(new UnknownOutcomeSaga(), byte[].class));

        assertThat(restored).usingRecursiveComparison().isEqualTo(new UnknownOutcomeSaga());
    }
}
