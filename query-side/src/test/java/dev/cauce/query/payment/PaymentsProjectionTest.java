package dev.cauce.query.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.invoice.InvoiceId;
import dev.cauce.contracts.payment.CardBrand;
import dev.cauce.contracts.payment.DeclineKind;
import dev.cauce.contracts.payment.DisputeClosed;
import dev.cauce.contracts.payment.FindPaymentById;
import dev.cauce.contracts.payment.ListPaymentsOfInvoice;
import dev.cauce.contracts.payment.PaymentAttemptDeclined;
import dev.cauce.contracts.payment.PaymentAttemptRequested;
import dev.cauce.contracts.payment.PaymentAttemptSucceeded;
import dev.cauce.contracts.payment.PaymentAttemptWithheld;
import dev.cauce.contracts.payment.PaymentDisputed;
import dev.cauce.contracts.payment.PaymentEvent;
import dev.cauce.contracts.payment.PaymentFailed;
import dev.cauce.contracts.payment.PaymentId;
import dev.cauce.contracts.payment.PaymentMethodId;
import dev.cauce.contracts.payment.PaymentOutcomeUnknown;
import dev.cauce.contracts.payment.PaymentPollRequested;
import dev.cauce.contracts.payment.PaymentRefunded;
import dev.cauce.contracts.payment.PaymentRequested;
import dev.cauce.contracts.payment.PaymentSucceeded;
import dev.cauce.contracts.payment.PaymentUnresolved;
import dev.cauce.contracts.payment.PaymentView;
import dev.cauce.contracts.payment.RefundFailed;
import dev.cauce.contracts.payment.RefundId;
import dev.cauce.contracts.payment.RefundReason;
import dev.cauce.contracts.payment.RefundRequested;
import dev.cauce.contracts.subscription.SubscriptionId;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.projection.Views;
import dev.cauce.query.ProjectionContract;
import dev.cauce.query.ProjectionFixture.History;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.axonframework.eventhandling.DomainEventMessage;
import org.junit.jupiter.api.Test;

class PaymentsProjectionTest extends ProjectionContract {

    private static final Instant NOON = Instant.parse("2026-02-01T12:00:00Z");
    private static final AccountId ACCOUNT = new AccountId("a-1");
    private static final SubscriptionId SUBSCRIPTION = new SubscriptionId("s-1");
    private static final InvoiceId INVOICE = new InvoiceId("inv-1");
    private static final PaymentId PAID = new PaymentId("p-1");
    private static final PaymentId FAILED = new PaymentId("p-2");
    private static final PaymentMethodId METHOD = new PaymentMethodId("pm-1");

    @Override
    protected Object projection(Views views) {
        return new PaymentsProjection(views);
    }

    @Override
    protected List<String> views() {
        return List.of(PaymentsProjection.NAME);
    }

    @Override
    protected List<Class<?>> feeds() {
        return List.of(PaymentEvent.class);
    }

    @Override
    protected Set<Class<?>> ignored() {
        return Set.of();
    }

    private static PaymentRequested requested(TenantId tenant, PaymentId payment) {
        return new PaymentRequested(tenant, payment, INVOICE, ACCOUNT, SUBSCRIPTION, "EUR", 4_900, NOON);
    }

    private static PaymentAttemptRequested attempt(TenantId tenant, PaymentId payment, int number) {
        return new PaymentAttemptRequested(
                tenant,
                payment,
                INVOICE,
                ACCOUNT,
                SUBSCRIPTION,
                number,
                METHOD,
                "tok",
                "fp",
                CardBrand.VISA,
                "EUR",
                4_900,
                "key",
                NOON);
    }

    @Override
    protected List<DomainEventMessage<?>> history(TenantId tenant) {
        return new History()
                .add("p-1", requested(tenant, PAID))
                .add(
                        "p-1",
                        new PaymentAttemptWithheld(
                                tenant, PAID, INVOICE, ACCOUNT, METHOD, "fp", "VISA_20_IN_30_DAYS", NOON))
                .add("p-1", attempt(tenant, PAID, 1))
                .add("p-1", new PaymentOutcomeUnknown(tenant, PAID, INVOICE, ACCOUNT, 1, 0, NOON))
                .add("p-1", new PaymentPollRequested(tenant, PAID, 1, 1, "key"))
                .add("p-1", new PaymentUnresolved(tenant, PAID, INVOICE, ACCOUNT, 1, 7))
                .add("p-1", new PaymentAttemptSucceeded(tenant, PAID, INVOICE, ACCOUNT, 1, METHOD, "ch_1"))
                .add("p-1", new PaymentSucceeded(tenant, PAID, INVOICE, ACCOUNT, SUBSCRIPTION, "EUR", 4_900, NOON))
                .add(
                        "p-1",
                        new RefundRequested(
                                tenant,
                                PAID,
                                INVOICE,
                                ACCOUNT,
                                new RefundId("r-1"),
                                1,
                                "ch_1",
                                "EUR",
                                900,
                                RefundReason.DUPLICATE,
                                false,
                                "key"))
                .add(
                        "p-1",
                        new PaymentRefunded(
                                tenant, PAID, INVOICE, ACCOUNT, new RefundId("r-1"), "EUR", 900, 900, false, NOON))
                .add("p-1", new RefundFailed(tenant, PAID, INVOICE, ACCOUNT, new RefundId("r-2"), "refused"))
                .add("p-1", new PaymentDisputed(tenant, PAID, INVOICE, ACCOUNT, "dp", "EUR", 4_900, "fraud", NOON))
                .add("p-1", new DisputeClosed(tenant, PAID, INVOICE, ACCOUNT, "dp", true, NOON))
                .add("p-2", requested(tenant, FAILED))
                .add("p-2", attempt(tenant, FAILED, 1))
                .add(
                        "p-2",
                        new PaymentAttemptDeclined(
                                tenant,
                                FAILED,
                                INVOICE,
                                ACCOUNT,
                                1,
                                METHOD,
                                "fp",
                                DeclineKind.SOFT,
                                "do_not_honor",
                                null,
                                null,
                                null,
                                NOON))
                .add(
                        "p-2",
                        new PaymentFailed(
                                tenant,
                                FAILED,
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
                .events();
    }

    @Test
    void showsWhatBecameOfEachPaymentOfAnInvoice() {
        live();
        PaymentQueries queries = new PaymentQueries(fixture.mongo());

        List<PaymentView> payments =
                queries.handle(new ListPaymentsOfInvoice(ACME, INVOICE)).items();

        assertThat(payments).extracting(PaymentView::paymentId).containsExactly("p-1", "p-2");
        assertThat(payments.getFirst().status()).isEqualTo("SUCCEEDED");
        assertThat(payments.getFirst().refundedMinor()).isEqualTo(900);
        assertThat(payments.getFirst().declineCode()).isNull();
        assertThat(payments.getLast().status()).isEqualTo("FAILED");
        assertThat(payments.getLast().declineKind()).isEqualTo("SOFT");
        assertThat(queries.handle(new ListPaymentsOfInvoice(OTHER, INVOICE)).items())
                .isEmpty();
        assertThat(queries.handle(new FindPaymentById(ACME, PAID))).isEqualTo(payments.getFirst());
        assertThat(queries.handle(new FindPaymentById(OTHER, PAID))).isNull();
    }
}
