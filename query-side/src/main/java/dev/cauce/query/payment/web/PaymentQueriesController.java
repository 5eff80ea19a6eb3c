package dev.cauce.query.payment.web;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.account.FindAccountById;
import dev.cauce.contracts.invoice.InvoiceId;
import dev.cauce.contracts.payment.FindPaymentById;
import dev.cauce.contracts.payment.ListPaymentMethodsOfAccount;
import dev.cauce.contracts.payment.ListPaymentsOfInvoice;
import dev.cauce.contracts.payment.PaymentId;
import dev.cauce.contracts.payment.PaymentMethodView;
import dev.cauce.contracts.payment.PaymentView;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.access.CurrentRequest;
import dev.cauce.platform.query.QueryAsker;
import dev.cauce.platform.rejection.Rejected;
import dev.cauce.rest.api.PaymentQueriesApi;
import dev.cauce.rest.model.CardBrand;
import dev.cauce.rest.model.DeclineKind;
import dev.cauce.rest.model.Payment;
import dev.cauce.rest.model.PaymentList;
import dev.cauce.rest.model.PaymentMethod;
import dev.cauce.rest.model.PaymentMethodList;
import dev.cauce.rest.model.PaymentStatus;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;

/** Payment methods and payments over HTTP, as they are now. */
@RestController
public class PaymentQueriesController implements PaymentQueriesApi {

    private final QueryAsker queries;

    public PaymentQueriesController(QueryAsker queries) {
        this.queries = queries;
    }

    @Override
    public ResponseEntity<PaymentMethodList> listPaymentMethods(String accountId, @Nullable String position) {
        var methods = queries.require(
                new ListPaymentMethodsOfAccount(tenant(), new AccountId(accountId)), ErrorCode.NOT_FOUND);
        if (methods.items().isEmpty()) {
            // Nobody's list and an empty list are not the same.
            queries.require(new FindAccountById(tenant(), new AccountId(accountId)), ErrorCode.ACCOUNT_NOT_FOUND);
        }
        return ResponseEntity.ok(new PaymentMethodList(
                methods.items().stream().map(PaymentQueriesController::json).toList()));
    }

    private static PaymentMethod json(PaymentMethodView view) {
        return new PaymentMethod(
                        view.accountId(),
                        view.paymentMethodId(),
                        CardBrand.fromValue(view.brand()),
                        view.lastFour(),
                        view.expiryMonth(),
                        view.expiryYear(),
                        view.defaultMethod(),
                        view.addedAt())
                .subscriptionId(view.subscriptionId());
    }

    @Override
    public ResponseEntity<PaymentList> listInvoicePayments(String invoiceId, @Nullable String position) {
        var payments =
                queries.require(new ListPaymentsOfInvoice(tenant(), new InvoiceId(invoiceId)), ErrorCode.NOT_FOUND);
        if (payments.items().isEmpty()) {
            throw new Rejected(ErrorCode.PAYMENT_NOT_FOUND, "There is no payment of such an invoice.");
        }
        return ResponseEntity.ok(new PaymentList(
                payments.items().stream().map(PaymentQueriesController::json).toList()));
    }

    @Override
    public ResponseEntity<Payment> getPayment(String paymentId, @Nullable String position) {
        PaymentView payment =
                queries.require(new FindPaymentById(tenant(), new PaymentId(paymentId)), ErrorCode.PAYMENT_NOT_FOUND);
        return ResponseEntity.ok().eTag(Long.toString(payment.version())).body(json(payment));
    }

    private static Payment json(PaymentView view) {
        String kind = view.declineKind();
        return new Payment(
                        view.paymentId(),
                        view.invoiceId(),
                        view.accountId(),
                        view.subscriptionId(),
                        view.currency(),
                        view.amountMinor(),
                        PaymentStatus.fromValue(view.status()),
                        view.attempts(),
                        view.refundedMinor(),
                        view.disputed(),
                        view.requestedAt(),
                        view.updatedAt(),
                        view.version())
                .paymentMethodId(view.paymentMethodId())
                .declineKind(kind == null ? null : DeclineKind.fromValue(kind))
                .declineCode(view.declineCode())
                .retryNotBefore(view.retryNotBefore());
    }

    private static TenantId tenant() {
        return CurrentRequest.get().caller().tenantId();
    }
}
