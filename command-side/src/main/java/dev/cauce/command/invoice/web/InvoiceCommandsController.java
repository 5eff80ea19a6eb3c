package dev.cauce.command.invoice.web;

import static dev.cauce.command.web.CommandRequest.said;
import static dev.cauce.command.web.CommandRequest.tenant;

import dev.cauce.command.web.CommandRequest;
import dev.cauce.contracts.invoice.CreditNoteId;
import dev.cauce.contracts.invoice.CreditNoteKind;
import dev.cauce.contracts.invoice.InvoiceId;
import dev.cauce.contracts.invoice.IssueCreditNote;
import dev.cauce.contracts.invoice.LineCredit;
import dev.cauce.contracts.invoice.MarkInvoiceUncollectible;
import dev.cauce.contracts.invoice.SetInvoicingTerms;
import dev.cauce.contracts.invoice.TaxRate;
import dev.cauce.contracts.invoice.VoidInvoice;
import dev.cauce.contracts.message.Command;
import dev.cauce.platform.command.Answer;
import dev.cauce.platform.command.CommandSender;
import dev.cauce.rest.api.InvoiceCommandsApi;
import dev.cauce.rest.model.CreditNoteReference;
import dev.cauce.rest.model.InvoiceReason;
import dev.cauce.rest.model.InvoiceReference;
import dev.cauce.rest.model.InvoiceStatus;
import dev.cauce.rest.model.InvoicingTermsReference;
import dev.cauce.rest.model.IssueCreditNoteRequest;
import dev.cauce.rest.model.SetInvoicingTermsRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;

/** The commands of invoices over HTTP. */
@RestController
public class InvoiceCommandsController implements InvoiceCommandsApi {

    private final CommandSender commands;

    public InvoiceCommandsController(CommandSender commands) {
        this.commands = commands;
    }

    @Override
    public ResponseEntity<InvoiceReference> voidInvoice(
            String invoiceId, String idempotencyKey, InvoiceReason request, @Nullable String ifMatch) {
        return send(new VoidInvoice(tenant(), new InvoiceId(invoiceId), request.getCode()));
    }

    @Override
    public ResponseEntity<InvoiceReference> writeOffInvoice(
            String invoiceId, String idempotencyKey, InvoiceReason request, @Nullable String ifMatch) {
        return send(new MarkInvoiceUncollectible(tenant(), new InvoiceId(invoiceId), request.getCode()));
    }

    private ResponseEntity<InvoiceReference> send(Command command) {
        Answer answer = commands.send(command);
        return ResponseEntity.ok(
                new InvoiceReference(said(answer, "invoiceId"), InvoiceStatus.fromValue(said(answer, "status"))));
    }

    @Override
    public ResponseEntity<CreditNoteReference> issueCreditNote(
            String invoiceId, String idempotencyKey, IssueCreditNoteRequest request, @Nullable String ifMatch) {
        Answer answer = commands.send(new IssueCreditNote(
                tenant(),
                new InvoiceId(invoiceId),
                new CreditNoteId(CommandRequest.idOr(request.getCreditNoteId())),
                CreditNoteKind.valueOf(request.getKind().name()),
                request.getCurrency(),
                request.getLines().stream()
                        .map(line -> new LineCredit(line.getLineId(), line.getAmountMinor()))
                        .toList(),
                request.getCode()));
        return CommandRequest.created(
                "/v1/invoices/" + invoiceId,
                new CreditNoteReference(said(answer, "invoiceId"), said(answer, "creditNoteId")));
    }

    @Override
    public ResponseEntity<InvoicingTermsReference> setInvoicingTerms(
            String idempotencyKey, SetInvoicingTermsRequest request, @Nullable String ifMatch) {
        Answer answer = commands.send(new SetInvoicingTerms(
                tenant(),
                request.getTimeZone(),
                request.getDueDays(),
                request.getTaxRates().stream()
                        .map(rate -> new TaxRate(rate.getCountry(), rate.getRatePpm()))
                        .toList()));
        return ResponseEntity.ok(new InvoicingTermsReference(said(answer, "tenantId")));
    }
}
