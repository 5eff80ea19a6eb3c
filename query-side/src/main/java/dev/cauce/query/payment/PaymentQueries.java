package dev.cauce.query.payment;

import dev.cauce.contracts.payment.FindPaymentById;
import dev.cauce.contracts.payment.ListPaymentMethodsOfAccount;
import dev.cauce.contracts.payment.ListPaymentsOfInvoice;
import dev.cauce.contracts.payment.PaymentList;
import dev.cauce.contracts.payment.PaymentMethodList;
import dev.cauce.contracts.payment.PaymentView;
import dev.cauce.platform.projection.ViewIndexes;
import dev.cauce.platform.projection.Views;
import java.util.List;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;

/** Answers questions about payments from the views of this package. */
public final class PaymentQueries implements ViewIndexes {

    /** More payments than any invoice has, so that a list stays a list. */
    private static final int MOST = 500;

    private final MongoOperations mongo;

    public PaymentQueries(MongoOperations mongo) {
        this.mongo = mongo;
    }

    @Override
    public void ensure(Indexes indexes) {
        indexes.ascending(PaymentsProjection.NAME, "tenantId", "invoiceId", "requestedAt", "_id");
    }

    @QueryHandler
    PaymentMethodList handle(ListPaymentMethodsOfAccount query) {
        PaymentMethodsDocument found = mongo.findById(
                Views.documentId(query.tenantId(), query.accountId()),
                PaymentMethodsDocument.class,
                PaymentMethodsProjection.NAME);
        return found == null ? new PaymentMethodList(List.of()) : found.view();
    }

    @QueryHandler
    PaymentList handle(ListPaymentsOfInvoice query) {
        Query ofInvoice = new Query(Criteria.where("tenantId")
                        .is(query.tenantId().value())
                        .and("invoiceId")
                        .is(query.invoiceId().value()))
                .with(Sort.by("requestedAt", "_id"))
                .limit(MOST);
        return new PaymentList(mongo.find(ofInvoice, PaymentDocument.class, PaymentsProjection.NAME).stream()
                .map(PaymentDocument::view)
                .toList());
    }

    @QueryHandler
    @Nullable
    PaymentView handle(FindPaymentById query) {
        PaymentDocument found = mongo.findById(
                Views.documentId(query.tenantId(), query.paymentId()), PaymentDocument.class, PaymentsProjection.NAME);
        return found == null ? null : found.view();
    }
}
