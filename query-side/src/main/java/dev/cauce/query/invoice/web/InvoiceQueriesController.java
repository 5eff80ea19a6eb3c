package dev.cauce.query.invoice.web;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.account.FindAccountById;
import dev.cauce.contracts.invoice.FindAccountBalance;
import dev.cauce.contracts.invoice.FindInvoiceById;
import dev.cauce.contracts.invoice.FindInvoicingTerms;
import dev.cauce.contracts.invoice.FindReceivables;
import dev.cauce.contracts.invoice.InvoiceId;
import dev.cauce.contracts.invoice.ListInvoices;
import dev.cauce.contracts.invoice.ListInvoicesOfAccount;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.access.CurrentRequest;
import dev.cauce.platform.query.QueryAsker;
import dev.cauce.rest.api.InvoiceQueriesApi;
import dev.cauce.rest.model.AccountBalance;
import dev.cauce.rest.model.CreditBalance;
import dev.cauce.rest.model.Invoice;
import dev.cauce.rest.model.InvoicePage;
import dev.cauce.rest.model.InvoiceStatus;
import dev.cauce.rest.model.InvoicingTerms;
import dev.cauce.rest.model.Receivables;
import dev.cauce.rest.model.TaxRate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;

/** Invoices over HTTP, as they are now. */
@RestController
public class InvoiceQueriesController implements InvoiceQueriesApi {

    private final QueryAsker queries;

    public InvoiceQueriesController(QueryAsker queries) {
        this.queries = queries;
    }

    @Override
    public ResponseEntity<Invoice> getInvoice(String invoiceId, @Nullable String position) {
        var invoice =
                queries.require(new FindInvoiceById(tenant(), new InvoiceId(invoiceId)), ErrorCode.INVOICE_NOT_FOUND);
        return ResponseEntity.ok().eTag(Long.toString(invoice.version())).body(InvoiceJson.from(invoice));
    }

    @Override
    public ResponseEntity<InvoicePage> listInvoices(
            @Nullable InvoiceStatus status, @Nullable String cursor, Integer limit, @Nullable String position) {
        return page(queries.require(new ListInvoices(tenant(), status(status), cursor, limit), ErrorCode.NOT_FOUND));
    }

    @Override
    public ResponseEntity<InvoicePage> listAccountInvoices(
            String accountId,
            @Nullable InvoiceStatus status,
            @Nullable String cursor,
            Integer limit,
            @Nullable String position) {
        AccountId account = new AccountId(accountId);
        var page = queries.require(
                new ListInvoicesOfAccount(tenant(), account, status(status), cursor, limit), ErrorCode.NOT_FOUND);
        if (page.items().isEmpty()) {
            requireAccount(account);
        }
        return page(page);
    }

    private static dev.cauce.contracts.invoice.@Nullable InvoiceStatus status(@Nullable InvoiceStatus status) {
        return status == null ? null : dev.cauce.contracts.invoice.InvoiceStatus.valueOf(status.name());
    }

    private static ResponseEntity<InvoicePage> page(dev.cauce.contracts.invoice.InvoicePage page) {
        return ResponseEntity.ok(
                new InvoicePage(page.items().stream().map(InvoiceJson::from).toList()).nextCursor(page.nextCursor()));
    }

    @Override
    public ResponseEntity<AccountBalance> getAccountBalance(String accountId, @Nullable String position) {
        AccountId account = new AccountId(accountId);
        var balance = queries.require(new FindAccountBalance(tenant(), account), ErrorCode.NOT_FOUND);
        if (balance.credits().isEmpty() && balance.receivables().isEmpty()) {
            requireAccount(account);
        }
        return ResponseEntity.ok(new AccountBalance(
                balance.accountId(),
                balance.asOf(),
                balance.credits().stream()
                        .map(credit -> new CreditBalance(credit.currency(), credit.amountMinor()))
                        .toList(),
                balance.receivables().stream().map(InvoiceJson::aged).toList()));
    }

    /** Nobody's list and an empty list are not the same. */
    private void requireAccount(AccountId accountId) {
        queries.require(new FindAccountById(tenant(), accountId), ErrorCode.ACCOUNT_NOT_FOUND);
    }

    @Override
    public ResponseEntity<Receivables> getReceivables(@Nullable String position) {
        var owed = queries.require(new FindReceivables(tenant()), ErrorCode.NOT_FOUND);
        return ResponseEntity.ok(new Receivables(
                owed.asOf(), owed.receivables().stream().map(InvoiceJson::aged).toList()));
    }

    @Override
    public ResponseEntity<InvoicingTerms> getInvoicingTerms(@Nullable String position) {
        var terms = queries.require(new FindInvoicingTerms(tenant()), ErrorCode.NOT_FOUND);
        return ResponseEntity.ok()
                .eTag(Long.toString(terms.version()))
                .body(new InvoicingTerms(
                        terms.timeZone(),
                        terms.dueDays(),
                        terms.taxRates().stream()
                                .map(rate -> new TaxRate(rate.country(), rate.ratePpm()))
                                .toList(),
                        terms.version()));
    }

    private static TenantId tenant() {
        return CurrentRequest.get().caller().tenantId();
    }
}
