package dev.cauce.command.invoice;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import dev.cauce.command.account.Accounts;
import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.invoice.CreditNoteIssued;
import dev.cauce.contracts.invoice.CreditNoteKind;
import dev.cauce.contracts.invoice.CreditSource;
import dev.cauce.contracts.invoice.CreditedLine;
import dev.cauce.contracts.invoice.DraftInvoice;
import dev.cauce.contracts.invoice.FinaliseInvoice;
import dev.cauce.contracts.invoice.InvoiceDrafted;
import dev.cauce.contracts.invoice.InvoiceFinalised;
import dev.cauce.contracts.invoice.InvoiceId;
import dev.cauce.contracts.invoice.InvoiceLine;
import dev.cauce.contracts.invoice.InvoiceMarkedUncollectible;
import dev.cauce.contracts.invoice.InvoicePaid;
import dev.cauce.contracts.invoice.InvoicePaymentCredited;
import dev.cauce.contracts.invoice.InvoicePaymentRecorded;
import dev.cauce.contracts.invoice.InvoiceStatus;
import dev.cauce.contracts.invoice.InvoiceVoided;
import dev.cauce.contracts.invoice.InvoiceWriteOffReversed;
import dev.cauce.contracts.invoice.IssueCreditNote;
import dev.cauce.contracts.invoice.MarkInvoiceUncollectible;
import dev.cauce.contracts.invoice.NumberSeries;
import dev.cauce.contracts.invoice.RecordInvoicePayment;
import dev.cauce.contracts.invoice.VoidInvoice;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.contracts.subscription.ChargeReason;
import dev.cauce.contracts.subscription.SubscriptionId;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.command.Answer;
import dev.cauce.platform.rejection.Rejected;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** An invoice, from its draft to nothing being due any more. Amounts are in minor units of its currency. */
@JsonAutoDetect(fieldVisibility = Visibility.ANY)
public final class Invoice {

    @AggregateIdentifier
    private @Nullable String streamId;

    private AccountId accountId;
    private SubscriptionId subscriptionId;
    private ChargeReason reason;
    private String currency;
    private List<InvoiceLine> lines = List.of();
    private InvoiceStatus status = InvoiceStatus.DRAFT;
    private @Nullable String number;
    private long taxMinor;
    private long totalMinor;
    private long dueMinor;
    private long creditUsedMinor;
    private long creditedMinor;
    private long offsetMinor;
    private long writtenOffMinor;
    private Set<String> payments = new HashSet<>();
    private Credits credits = new Credits();

    /** Filled by the first event. */
    @SuppressWarnings("NullAway.Init")
    Invoice() {}

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Answer decide(DraftInvoice command, Accounts accounts, CustomerCountries countries, TaxPort taxes) {
        if (streamId != null) {
            if (isDraftOf(command)) {
                return answer(command.invoiceId());
            }
            throw new Rejected(ErrorCode.ALREADY_EXISTS, "Another invoice has this id.");
        }
        TenantId tenantId = command.tenantId();
        accounts.require(tenantId, command.accountId());
        long subtotalMinor = InvoiceLines.subtotal(command.lines());
        String country = countries.of(tenantId, command.accountId()).orElse(null);
        Taxes tax = Taxes.of(command.lines(), taxes.ratePpm(tenantId, country));
        InvoiceLines.refuseOutOfRange(subtotalMinor + tax.totalMinor());
        apply(new InvoiceDrafted(
                tenantId,
                command.invoiceId(),
                command.accountId(),
                command.subscriptionId(),
                command.reason(),
                command.currency(),
                command.lines(),
                subtotalMinor,
                tax.totalMinor(),
                subtotalMinor + tax.totalMinor(),
                tax.lines()));
        return answer(command.invoiceId());
    }

    private boolean isDraftOf(DraftInvoice command) {
        return accountId.equals(command.accountId())
                && subscriptionId.equals(command.subscriptionId())
                && reason == command.reason()
                && currency.equals(command.currency())
                && lines.equals(command.lines());
    }

    @EventSourcingHandler
    void evolve(InvoiceDrafted event) {
        streamId = StreamId.of("invoice", event.tenantId(), event.invoiceId()).value();
        accountId = event.accountId();
        subscriptionId = event.subscriptionId();
        reason = event.reason();
        currency = event.currency();
        lines = event.lines();
        taxMinor = event.taxMinor();
        totalMinor = event.totalMinor();
        credits.evolve(event);
    }

    /** What a first payment is waited for is not receivable before it came. */
    @CommandHandler
    Answer decide(
            FinaliseInvoice command,
            Clock clock,
            TenantTerms terms,
            AccountBalances balances,
            DocumentNumbers numbers) {
        refuseVoid();
        if (status == InvoiceStatus.DRAFT) {
            if (reason == ChargeReason.ACTIVATION && totalMinor > 0) {
                throw new Rejected(
                        ErrorCode.INVOICE_AWAITS_PAYMENT, "It is finalised when its first payment has succeeded.");
            }
            long usedMinor = balances.use(command.tenantId(), accountId, command.invoiceId(), currency, totalMinor);
            finalise(command.tenantId(), command.invoiceId(), usedMinor, clock.instant(), terms, numbers);
            payWhereNothingIsDue(command.tenantId(), command.invoiceId(), clock.instant());
        }
        return answer(command.invoiceId());
    }

    private void finalise(
            TenantId tenantId,
            InvoiceId invoiceId,
            long usedMinor,
            Instant now,
            TenantTerms terms,
            DocumentNumbers numbers) {
        InvoicingTerms agreed = terms.of(tenantId);
        apply(new InvoiceFinalised(
                tenantId,
                invoiceId,
                accountId,
                subscriptionId,
                reason,
                numbers.next(tenantId, NumberSeries.INVOICE, agreed.yearOf(now), invoiceId.value()),
                currency,
                totalMinor,
                now,
                agreed.dueAt(now),
                taxMinor,
                totalMinor - usedMinor));
    }

    @EventSourcingHandler
    void evolve(InvoiceFinalised event) {
        status = InvoiceStatus.OPEN;
        number = event.number();
        dueMinor = event.dueMinor();
        creditUsedMinor = event.totalMinor() - event.dueMinor();
    }

    /**
     * Money that came in is a fact, and never turned down: what the invoice does not ask for becomes the account's
     * credit.
     */
    @CommandHandler
    Answer decide(
            RecordInvoicePayment command,
            Clock clock,
            TenantTerms terms,
            AccountBalances balances,
            DocumentNumbers numbers) {
        if (payments.contains(command.paymentId().value())) {
            return answer(command.invoiceId());
        }
        TenantId tenantId = command.tenantId();
        InvoiceId invoiceId = command.invoiceId();
        Instant now = clock.instant();
        if (status == InvoiceStatus.DRAFT && command.amountMinor() >= totalMinor) {
            finalise(tenantId, invoiceId, 0, now, terms, numbers);
        }
        boolean isOwed = status == InvoiceStatus.OPEN || status == InvoiceStatus.UNCOLLECTIBLE;
        long takenMinor = isOwed ? Math.min(command.amountMinor(), dueMinor) : 0;
        if (takenMinor > 0) {
            reverseWriteOff(tenantId, invoiceId, takenMinor);
            apply(new InvoicePaymentRecorded(
                    tenantId, invoiceId, accountId, command.paymentId(), currency, takenMinor, dueMinor - takenMinor));
        }
        long surplusMinor = command.amountMinor() - takenMinor;
        if (surplusMinor > 0) {
            balances.grant(tenantId, accountId, invoiceId, CreditSource.PAYMENT, currency, surplusMinor);
            apply(new InvoicePaymentCredited(
                    tenantId, invoiceId, accountId, command.paymentId(), currency, surplusMinor));
        }
        payWhereNothingIsDue(tenantId, invoiceId, now);
        return answer(invoiceId);
    }

    private void reverseWriteOff(TenantId tenantId, InvoiceId invoiceId, long settledMinor) {
        if (writtenOffMinor > 0) {
            apply(new InvoiceWriteOffReversed(
                    tenantId, invoiceId, accountId, currency, settledMinor, writtenOffMinor - settledMinor));
        }
    }

    private void payWhereNothingIsDue(TenantId tenantId, InvoiceId invoiceId, Instant now) {
        if (dueMinor == 0 && (status == InvoiceStatus.OPEN || status == InvoiceStatus.UNCOLLECTIBLE)) {
            apply(new InvoicePaid(tenantId, invoiceId, accountId, subscriptionId, reason, currency, totalMinor, now));
        }
    }

    @EventSourcingHandler
    void evolve(InvoicePaymentRecorded event) {
        dueMinor = event.dueMinor();
        payments.add(event.paymentId().value());
        credits.paid(event.paymentId(), event.amountMinor());
    }

    @EventSourcingHandler
    void evolve(InvoicePaymentCredited event) {
        payments.add(event.paymentId().value());
    }

    @EventSourcingHandler
    void evolve(InvoiceWriteOffReversed event) {
        writtenOffMinor = event.writtenOffMinor();
    }

    @EventSourcingHandler
    void evolve(InvoicePaid event) {
        status = InvoiceStatus.PAID;
    }

    @CommandHandler
    Answer decide(VoidInvoice command, Clock clock, AccountBalances balances) {
        if (status == InvoiceStatus.VOID) {
            return answer(command.invoiceId());
        }
        refusePaid();
        if (status == InvoiceStatus.UNCOLLECTIBLE) {
            throw new Rejected(ErrorCode.INVOICE_IS_UNCOLLECTIBLE, "The invoice was written off.");
        }
        boolean partlyPaid = status == InvoiceStatus.OPEN && dueMinor != totalMinor - creditUsedMinor;
        if (partlyPaid || creditedMinor > 0) {
            throw new Rejected(
                    ErrorCode.INVOICE_PARTLY_SETTLED, "Something of it was paid or credited: issue a credit note.");
        }
        if (creditUsedMinor > 0) {
            balances.grant(
                    command.tenantId(),
                    accountId,
                    command.invoiceId(),
                    CreditSource.VOIDED_INVOICE,
                    currency,
                    creditUsedMinor);
        }
        boolean receivable = status == InvoiceStatus.OPEN;
        apply(new InvoiceVoided(
                command.tenantId(),
                command.invoiceId(),
                accountId,
                subscriptionId,
                reason,
                number,
                currency,
                receivable ? totalMinor : 0,
                receivable ? taxMinor : 0,
                creditUsedMinor,
                command.code(),
                clock.instant()));
        return answer(command.invoiceId());
    }

    @EventSourcingHandler
    void evolve(InvoiceVoided event) {
        status = InvoiceStatus.VOID;
        dueMinor = 0;
        creditUsedMinor = 0;
    }

    @CommandHandler
    Answer decide(MarkInvoiceUncollectible command, Clock clock) {
        if (status == InvoiceStatus.UNCOLLECTIBLE) {
            return answer(command.invoiceId());
        }
        refuseDraft();
        refuseVoid();
        refusePaid();
        apply(new InvoiceMarkedUncollectible(
                command.tenantId(),
                command.invoiceId(),
                accountId,
                subscriptionId,
                currency,
                dueMinor,
                command.code(),
                clock.instant()));
        return answer(command.invoiceId());
    }

    @EventSourcingHandler
    void evolve(InvoiceMarkedUncollectible event) {
        status = InvoiceStatus.UNCOLLECTIBLE;
        writtenOffMinor = event.writtenOffMinor();
    }

    @CommandHandler
    Answer decide(
            IssueCreditNote command,
            Clock clock,
            TenantTerms terms,
            AccountBalances balances,
            DocumentNumbers numbers) {
        if (credits.has(command.creditNoteId().value(), command.kind(), command.code(), command.lines())) {
            return answer(command.invoiceId(), command);
        }
        refuseDraft();
        refuseVoid();
        if (!currency.equals(command.currency())) {
            throw new Rejected(ErrorCode.CURRENCY_MISMATCH, "The invoice is in " + currency + ".");
        }
        List<CreditedLine> credited = credits.credited(command.lines());
        long subtotal = credited.stream().mapToLong(CreditedLine::amountMinor).sum();
        long tax = credited.stream().mapToLong(CreditedLine::taxMinor).sum();
        long total = Math.addExact(subtotal, tax);
        refuseCreditAboveWhatThereIs(command.kind(), total);
        TenantId tenantId = command.tenantId();
        InvoiceId invoiceId = command.invoiceId();
        Instant now = clock.instant();
        long offset = command.kind() == CreditNoteKind.OFFSET ? total : 0;
        if (command.kind() == CreditNoteKind.CREDIT) {
            balances.grant(tenantId, accountId, invoiceId, CreditSource.CREDIT_NOTE, currency, total);
        }
        if (offset > 0) {
            reverseWriteOff(tenantId, invoiceId, offset);
        }
        apply(new CreditNoteIssued(
                tenantId,
                invoiceId,
                command.creditNoteId(),
                accountId,
                subscriptionId,
                numbers.next(
                        tenantId,
                        NumberSeries.CREDIT_NOTE,
                        terms.of(tenantId).yearOf(now),
                        invoiceId + "/" + command.creditNoteId()),
                command.kind(),
                command.code(),
                currency,
                credited,
                subtotal,
                tax,
                total,
                command.kind() == CreditNoteKind.REFUND ? credits.shares(total) : List.of(),
                dueMinor - offset,
                creditedMinor + total,
                now));
        payWhereNothingIsDue(tenantId, invoiceId, now);
        return answer(invoiceId, command);
    }

    private void refuseCreditAboveWhatThereIs(CreditNoteKind kind, long total) {
        if (total > totalMinor - creditedMinor) {
            throw new Rejected(
                    ErrorCode.CREDIT_ABOVE_INVOICE,
                    "A credit may not be above what is left of the invoice, " + (totalMinor - creditedMinor) + ".");
        }
        long settledMinor = totalMinor - offsetMinor - dueMinor;
        long left = switch (kind) {
            case OFFSET -> dueMinor;
            case CREDIT -> credits.creditableMinor(settledMinor);
            case REFUND -> credits.refundableMinor(settledMinor);
        };
        if (total > left) {
            throw kind == CreditNoteKind.OFFSET
                    ? new Rejected(ErrorCode.CREDIT_ABOVE_DUE, "An offset may not be above what is due, " + left + ".")
                    : new Rejected(
                            ErrorCode.CREDIT_ABOVE_PAID, "No more may be given back than was paid, " + left + ".");
        }
    }

    @EventSourcingHandler
    void evolve(CreditNoteIssued event) {
        dueMinor = event.dueMinor();
        creditedMinor = event.creditedMinor();
        if (event.kind() == CreditNoteKind.OFFSET) {
            offsetMinor = Math.addExact(offsetMinor, event.totalMinor());
        }
        credits.evolve(event);
    }

    InvoiceStanding standing() {
        return new InvoiceStanding(accountId, subscriptionId, reason, status, currency, totalMinor, dueMinor);
    }

    private void refuseDraft() {
        if (status == InvoiceStatus.DRAFT) {
            throw new Rejected(ErrorCode.INVOICE_IS_DRAFT, "The invoice is a draft.");
        }
    }

    private void refusePaid() {
        if (status == InvoiceStatus.PAID) {
            throw new Rejected(ErrorCode.INVOICE_IS_PAID, "The invoice is paid.");
        }
    }

    private void refuseVoid() {
        if (status == InvoiceStatus.VOID) {
            throw new Rejected(ErrorCode.INVOICE_IS_VOID, "The invoice is void.");
        }
    }

    private Answer answer(InvoiceId invoiceId) {
        return Answer.of("invoiceId", invoiceId, "status", status);
    }

    private static Answer answer(InvoiceId invoiceId, IssueCreditNote command) {
        return Answer.of("invoiceId", invoiceId, "creditNoteId", command.creditNoteId());
    }
}
