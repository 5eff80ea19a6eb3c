package dev.cauce.query.invoice;

import dev.cauce.contracts.invoice.AccountBalanceView;
import dev.cauce.contracts.invoice.AgedReceivables;
import dev.cauce.contracts.invoice.FindAccountBalance;
import dev.cauce.contracts.invoice.FindInvoiceById;
import dev.cauce.contracts.invoice.FindInvoicingTerms;
import dev.cauce.contracts.invoice.FindReceivables;
import dev.cauce.contracts.invoice.InvoicePage;
import dev.cauce.contracts.invoice.InvoiceStatus;
import dev.cauce.contracts.invoice.InvoiceView;
import dev.cauce.contracts.invoice.InvoicingTermsView;
import dev.cauce.contracts.invoice.ListInvoices;
import dev.cauce.contracts.invoice.ListInvoicesOfAccount;
import dev.cauce.contracts.invoice.ReceivablesView;
import dev.cauce.contracts.message.Direction;
import dev.cauce.platform.projection.Keyset;
import dev.cauce.platform.projection.ViewIndexes;
import dev.cauce.platform.projection.Views;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.axonframework.queryhandling.QueryHandler;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.aggregation.Aggregation;
import org.springframework.data.mongodb.core.query.Criteria;

/** Answers questions about invoices from the views of {@link InvoicesProjection}. */
public final class InvoiceQueries implements ViewIndexes {

    private static final InvoicingTermsView DEFAULT_TERMS = new InvoicingTermsView("UTC", 14, List.of(), 0);

    private final MongoOperations mongo;
    private final Clock clock;

    /** @param clock business time, by which ages are reckoned */
    public InvoiceQueries(MongoOperations mongo, Clock clock) {
        this.mongo = mongo;
        this.clock = clock;
    }

    @Override
    public void ensure(Indexes indexes) {
        for (List<String> filters : List.of(
                List.of("tenantId"),
                List.of("tenantId", "status"),
                List.of("tenantId", "accountId"),
                List.of("tenantId", "accountId", "status"))) {
            indexes.list(InvoicesProjection.NAME, filters, "draftedAt");
        }
        indexes.ascending(InvoicesProjection.NAME, "tenantId", "status", "dueAt");
    }

    @QueryHandler
    @Nullable
    InvoiceView handle(FindInvoiceById query) {
        InvoiceDocument found = mongo.findById(
                Views.documentId(query.tenantId(), query.invoiceId()), InvoiceDocument.class, InvoicesProjection.NAME);
        return found == null ? null : found.view();
    }

    @QueryHandler
    InvoicePage handle(ListInvoices query) {
        return page(
                Criteria.where("tenantId").is(query.tenantId().value()), query.status(), query.cursor(), query.limit());
    }

    @QueryHandler
    InvoicePage handle(ListInvoicesOfAccount query) {
        return page(
                Criteria.where("tenantId")
                        .is(query.tenantId().value())
                        .and("accountId")
                        .is(query.accountId().value()),
                query.status(),
                query.cursor(),
                query.limit());
    }

    private InvoicePage page(Criteria filters, @Nullable InvoiceStatus status, @Nullable String cursor, int limit) {
        Criteria where = status == null ? filters : filters.and("status").is(status.name());
        Keyset keyset = new Keyset("draftedAt", Direction.DESCENDING, cursor, limit);
        return keyset.page(
                mongo.find(keyset.applyTo(where), InvoiceDocument.class, InvoicesProjection.NAME),
                InvoiceDocument::view,
                row -> new Keyset.Key(row.draftedAt(), row.id()),
                InvoicePage::new);
    }

    @QueryHandler
    AccountBalanceView handle(FindAccountBalance query) {
        BalanceDocument found = mongo.findById(
                Views.documentId(query.tenantId(), query.accountId()),
                BalanceDocument.class,
                InvoicesProjection.BALANCES);
        Instant now = clock.instant();
        return new AccountBalanceView(
                query.accountId().value(),
                now,
                found == null ? List.of() : found.balances(),
                receivables(
                        now,
                        () -> Criteria.where("tenantId")
                                .is(query.tenantId().value())
                                .and("accountId")
                                .is(query.accountId().value())));
    }

    @QueryHandler
    ReceivablesView handle(FindReceivables query) {
        Instant now = clock.instant();
        return new ReceivablesView(
                now,
                receivables(
                        now,
                        () -> Criteria.where("tenantId").is(query.tenantId().value())));
    }

    private List<AgedReceivables> receivables(Instant now, Supplier<Criteria> owed) {
        Ages ages = new Ages();
        List<Ages.Age> each = Ages.asOf(now);
        for (int index = 0; index < each.size(); index++) {
            int age = index;
            Criteria due =
                    owed.get().and("status").is(InvoiceStatus.OPEN.name()).and("dueAt");
            Instant after = each.get(index).after();
            Instant until = each.get(index).until();
            due = after == null ? due : due.gt(after);
            due = until == null ? due : due.lte(until);
            Aggregation byCurrency = Aggregation.newAggregation(
                    Aggregation.match(due),
                    Aggregation.group("currency").sum("dueMinor").as("dueMinor"));
            mongo.aggregate(byCurrency, InvoicesProjection.NAME, Document.class)
                    .forEach(row -> ages.add(
                            age,
                            row.getString("_id"),
                            row.get("dueMinor", (Number) 0L).longValue()));
        }
        return ages.receivables();
    }

    @QueryHandler
    InvoicingTermsView handle(FindInvoicingTerms query) {
        TermsDocument found = mongo.findById(
                Views.documentId(query.tenantId(), "terms"), TermsDocument.class, InvoicesProjection.TERMS);
        return found == null ? DEFAULT_TERMS : found.view();
    }
}
