package dev.cauce.sagas.payment;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.payment.CardBrand;
import dev.cauce.contracts.payment.PaymentMethodAdded;
import dev.cauce.contracts.payment.PaymentMethodExpiring;
import dev.cauce.contracts.payment.PaymentMethodId;
import dev.cauce.contracts.payment.PaymentMethodRemoved;
import dev.cauce.contracts.payment.WarnOfExpiry;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.command.ProcessCommands;
import java.time.Duration;
import java.time.Instant;
import org.axonframework.test.saga.SagaTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CardExpirySagaTest {

    private static final TenantId ACME = new TenantId("acme");
    private static final AccountId ACCOUNT = new AccountId("a-1");
    private static final PaymentMethodId METHOD = new PaymentMethodId("pm-1");
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final Duration WAIT = Duration.ofDays(400);
    private static final PaymentMethodAdded ADDED = added("pm-1");

    private final SagaTestFixture<CardExpirySaga> fixture = new SagaTestFixture<>(CardExpirySaga.class);

    @BeforeEach
    void givenTheSagasCollaborators() {
        fixture.registerResource(new ProcessCommands(fixture.getCommandBus()));
        fixture.givenCurrentTime(NOON);
    }

    private static PaymentMethodAdded added(String id) {
        return new PaymentMethodAdded(
                ACME,
                ACCOUNT,
                new PaymentMethodId(id),
                "tok",
                "fp",
                CardBrand.VISA,
                "4242",
                12,
                2027,
                null,
                NOON.plus(WAIT),
                NOON);
    }

    @Test
    void warnsWhenItsTimeComes() {
        fixture.givenAPublished(ADDED)
                .whenTimeElapses(WAIT)
                .expectDispatchedCommands(new WarnOfExpiry(ACME, ACCOUNT, METHOD))
                .expectActiveSagas(1);
    }

    @Test
    void eachMethodOfAnAccountHasItsOwn() {
        fixture.givenAPublished(ADDED).whenPublishingA(added("pm-2")).expectActiveSagas(2);
    }

    @Test
    void endsOnceItWarned() {
        fixture.givenAPublished(ADDED)
                .whenPublishingA(
                        new PaymentMethodExpiring(ACME, ACCOUNT, METHOD, CardBrand.VISA, "4242", 12, 2027, "mail"))
                .expectActiveSagas(0)
                .expectNoScheduledDeadlines();
    }

    @Test
    void endsWithTheMethod() {
        fixture.givenAPublished(ADDED)
                .whenPublishingA(new PaymentMethodRemoved(ACME, ACCOUNT, METHOD))
                .expectActiveSagas(0)
                .expectNoScheduledDeadlines();
    }
}
