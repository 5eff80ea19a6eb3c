package dev.cauce.command.payment;

import static dev.cauce.command.Fixtures.NOW;
import static dev.cauce.command.Fixtures.TENANT;
import static dev.cauce.command.Fixtures.rejected;

import dev.cauce.command.Fixtures;
import dev.cauce.command.History;
import dev.cauce.command.account.Accounts;
import dev.cauce.contracts.account.AccountClosed;
import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.account.AccountReactivated;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.payment.AddPaymentMethod;
import dev.cauce.contracts.payment.CardBrand;
import dev.cauce.contracts.payment.ChooseDefaultPaymentMethod;
import dev.cauce.contracts.payment.DefaultPaymentMethodChosen;
import dev.cauce.contracts.payment.PaymentMethodAdded;
import dev.cauce.contracts.payment.PaymentMethodExpiring;
import dev.cauce.contracts.payment.PaymentMethodId;
import dev.cauce.contracts.payment.PaymentMethodRemoved;
import dev.cauce.contracts.payment.RemovePaymentMethod;
import dev.cauce.contracts.payment.WarnOfExpiry;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.contracts.subscription.SubscriptionId;
import dev.cauce.platform.command.Answer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.hamcrest.Description;
import org.hamcrest.TypeSafeMatcher;
import org.junit.jupiter.api.Test;

class PaymentMethodsTest {

    private static final AccountId ACCOUNT = new AccountId("acc-1");
    private static final PaymentMethodId A = new PaymentMethodId("a");
    private static final PaymentMethodId B = new PaymentMethodId("b");
    private static final StreamId STREAM = StreamId.of("account", TENANT, ACCOUNT);
    private static final DefaultPaymentMethodChosen A_FIRST = new DefaultPaymentMethodChosen(TENANT, ACCOUNT, A);

    private final History history = new History().holds(STREAM, new AccountReactivated(TENANT, ACCOUNT));
    private final FixtureConfiguration<PaymentMethods> fixture =
            Fixtures.of(PaymentMethods.class, new Accounts(history.store()));

    private static AddPaymentMethod add(PaymentMethodId id, int month, int year) {
        return new AddPaymentMethod(
                TENANT, ACCOUNT, id, "tok-" + id, "fp-" + id, CardBrand.VISA, "4242", month, year, null);
    }

    private static PaymentMethodAdded added(PaymentMethodId id, int month, int year, Instant warnAt) {
        return new PaymentMethodAdded(
                TENANT, ACCOUNT, id, "tok-" + id, "fp-" + id, CardBrand.VISA, "4242", month, year, null, warnAt, NOW);
    }

    private static PaymentMethodAdded added(PaymentMethodId id) {
        return added(id, 12, 2030, Instant.parse("2030-12-02T00:00:00Z"));
    }

    @Test
    void theFirstIsTheDefaultAndTheNextIsNot() {
        fixture.givenNoPriorActivity().when(add(A, 12, 2030)).expectEvents(added(A), A_FIRST);
        fixture.given(added(A), A_FIRST).when(add(B, 12, 2030)).expectEvents(added(B));
    }

    @Test
    void addingTheSameAgainChangesNothing() {
        fixture.given(added(A), A_FIRST).when(add(A, 12, 2030)).expectNoEvents();
        fixture.given(added(A), A_FIRST)
                .when(new AddPaymentMethod(TENANT, ACCOUNT, A, "tok-x", "fp-x", CardBrand.VISA, "4242", 1, 2031, null))
                .expectException(rejected(ErrorCode.ALREADY_EXISTS));
    }

    @Test
    void refusesACardThatHasExpired() {
        fixture.givenNoPriorActivity()
                .when(add(A, 2, 2026))
                .expectException(rejected(ErrorCode.PAYMENT_METHOD_EXPIRED));
        // It holds until the end of its month, and is warned of at once.
        fixture.givenNoPriorActivity().when(add(A, 3, 2026)).expectEvents(added(A, 3, 2026, NOW), A_FIRST);
    }

    @Test
    void refusesAnAccountThatIsClosedOrIsNotThere() {
        history.holds(STREAM, new AccountClosed(TENANT, ACCOUNT, "GONE"));
        fixture.givenNoPriorActivity().when(add(A, 12, 2030)).expectException(rejected(ErrorCode.ACCOUNT_IS_CLOSED));
    }

    @Test
    void whatIsRemovedComesNotBackAndTheOldestTakesItsPlace() {
        PaymentMethodRemoved removed = new PaymentMethodRemoved(TENANT, ACCOUNT, A);
        RemovePaymentMethod remove = new RemovePaymentMethod(TENANT, ACCOUNT, A);
        fixture.given(added(A), A_FIRST, added(B))
                .when(remove)
                .expectEvents(removed, new DefaultPaymentMethodChosen(TENANT, ACCOUNT, B));
        fixture.given(added(A), A_FIRST, removed).when(remove).expectNoEvents();
        fixture.given(added(A), A_FIRST, removed)
                .when(add(A, 12, 2030))
                .expectException(rejected(ErrorCode.ALREADY_EXISTS));
        fixture.given(added(B)).when(remove).expectException(rejected(ErrorCode.PAYMENT_METHOD_NOT_FOUND));
    }

    @Test
    void theDefaultIsChosenOnce() {
        DefaultPaymentMethodChosen chosen = new DefaultPaymentMethodChosen(TENANT, ACCOUNT, B);
        ChooseDefaultPaymentMethod choose = new ChooseDefaultPaymentMethod(TENANT, ACCOUNT, B);
        fixture.given(added(A), A_FIRST, added(B)).when(choose).expectEvents(chosen);
        fixture.given(added(A), A_FIRST, added(B), chosen).when(choose).expectNoEvents();
    }

    @Test
    void warnsOnceAndNotOfWhatIsGone() {
        PaymentMethodExpiring expiring = new PaymentMethodExpiring(
                TENANT, ACCOUNT, A, CardBrand.VISA, "4242", 12, 2030, "acme/payment-method/acc-1/a/expiring");
        WarnOfExpiry warn = new WarnOfExpiry(TENANT, ACCOUNT, A);
        fixture.given(added(A), A_FIRST).when(warn).expectEvents(expiring);
        fixture.given(added(A), A_FIRST, expiring).when(warn).expectNoEvents();
        fixture.given(added(A), A_FIRST, new PaymentMethodRemoved(TENANT, ACCOUNT, A))
                .when(warn)
                .expectNoEvents();
    }

    @Test
    void everyAnswerNamesTheMethod() {
        for (Object command : List.of(
                add(A, 12, 2030),
                add(new PaymentMethodId("c"), 12, 2030),
                new ChooseDefaultPaymentMethod(TENANT, ACCOUNT, A),
                new RemovePaymentMethod(TENANT, ACCOUNT, new PaymentMethodId("b")),
                new RemovePaymentMethod(TENANT, ACCOUNT, A),
                new WarnOfExpiry(TENANT, ACCOUNT, A))) {
            fixture.given(added(A), A_FIRST, added(B), new PaymentMethodRemoved(TENANT, ACCOUNT, B))
                    .when(command)
                    .expectResultMessagePayloadMatching(new TypeSafeMatcher<Answer>() {
                        @Override
                        protected boolean matchesSafely(Answer answer) {
                            return answer.values().containsKey("paymentMethodId");
                        }

                        @Override
                        public void describeTo(Description description) {
                            description.appendText("an answer that names the method");
                        }
                    });
        }
    }

    @Test
    void takesFiftyAndNoMore() {
        Object[] methods = new Object[50];
        for (int i = 0; i < methods.length; i++) {
            methods[i] = added(new PaymentMethodId("m-" + i));
        }
        fixture.given(methods).when(add(A, 12, 2030)).expectException(rejected(ErrorCode.TOO_MANY_PAYMENT_METHODS));
        fixture.given(Arrays.copyOf(methods, 49)).when(add(A, 12, 2030)).expectEvents(added(A), A_FIRST);
    }

    @Test
    void oneSubscriptionsOwnIsNobodysDefault() {
        SubscriptionId subscription = new SubscriptionId("sub-1");
        PaymentMethodAdded own = new PaymentMethodAdded(
                TENANT, ACCOUNT, A, "tok-a", "fp-a", CardBrand.VISA, "4242", 12, 2030, subscription, NOW, NOW);
        fixture.given(own)
                .when(new ChooseDefaultPaymentMethod(TENANT, ACCOUNT, A))
                .expectException(rejected(ErrorCode.INVALID_REQUEST));
        fixture.given(added(B), new DefaultPaymentMethodChosen(TENANT, ACCOUNT, B), own)
                .when(new RemovePaymentMethod(TENANT, ACCOUNT, B))
                .expectEvents(new PaymentMethodRemoved(TENANT, ACCOUNT, B));
    }
}
