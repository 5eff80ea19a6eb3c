package dev.cauce.command.invoice;

import static dev.cauce.command.Fixtures.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.invoice.AccountCreditGranted;
import dev.cauce.contracts.invoice.AccountCreditUsed;
import dev.cauce.contracts.invoice.CreditNoteId;
import dev.cauce.contracts.invoice.CreditNoteIssued;
import dev.cauce.contracts.invoice.CreditNoteKind;
import dev.cauce.contracts.invoice.DraftInvoice;
import dev.cauce.contracts.invoice.FinaliseInvoice;
import dev.cauce.contracts.invoice.InvoiceDrafted;
import dev.cauce.contracts.invoice.InvoiceEvent;
import dev.cauce.contracts.invoice.InvoiceFinalised;
import dev.cauce.contracts.invoice.InvoiceId;
import dev.cauce.contracts.invoice.InvoiceLine;
import dev.cauce.contracts.invoice.InvoiceMarkedUncollectible;
import dev.cauce.contracts.invoice.InvoicePaid;
import dev.cauce.contracts.invoice.InvoicePaymentCredited;
import dev.cauce.contracts.invoice.InvoicePaymentRecorded;
import dev.cauce.contracts.invoice.InvoiceVoided;
import dev.cauce.contracts.invoice.IssueCreditNote;
import dev.cauce.contracts.invoice.LineCredit;
import dev.cauce.contracts.invoice.LineTax;
import dev.cauce.contracts.invoice.MarkInvoiceUncollectible;
import dev.cauce.contracts.invoice.NumberDrawn;
import dev.cauce.contracts.invoice.RecordInvoicePayment;
import dev.cauce.contracts.invoice.RefundShare;
import dev.cauce.contracts.invoice.SetInvoicingTerms;
import dev.cauce.contracts.invoice.TaxRate;
import dev.cauce.contracts.invoice.VoidInvoice;
import dev.cauce.contracts.message.Command;
import dev.cauce.contracts.message.Event;
import dev.cauce.contracts.payment.PaymentId;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.contracts.subscription.ChargeReason;
import dev.cauce.contracts.subscription.SubscriptionId;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;

/**
 * Sends random commands and keeps a plain ledger beside them. After each command: debits equal credits, every invoice's
 * receivable is what it says is due, every account's credit is what its balance says, the cash is what was paid,
 * nothing is settled twice or credited above what it was, and the numbers of each series and year have no gap.
 */
final class InvoicingModel implements AutoCloseable {

    /** A step as it is drawn: what to do, to which invoice, and two numbers to do it with. */
    record Step(int kind, int invoice, int amount, int choice) {}

    private static final List<AccountId> ACCOUNTS =
            List.of(new AccountId("plain"), new AccountId("taxed"), new AccountId("halved"));
    private static final int INVOICES = 5;
    private static final int KINDS = 13;

    private final InvoicingWorld world = new InvoicingWorld(new InMemoryEventStorageEngine());
    private final PlainLedger ledger = new PlainLedger();
    private final Map<String, Long> last = new HashMap<>();
    private final Map<InvoiceId, DraftInvoice> drafts = new HashMap<>();
    private final Map<InvoiceId, Long> totals = new HashMap<>();
    private final Map<InvoiceId, Long> due = new HashMap<>();
    private final Map<InvoiceId, Long> settled = new HashMap<>();
    private final Map<InvoiceId, Long> credited = new HashMap<>();
    private final Map<InvoiceId, Long> offset = new HashMap<>();
    private final Map<InvoiceId, Long> givenBack = new HashMap<>();
    private final Map<String, Long> creditedByLine = new HashMap<>();
    private final Map<String, Long> creditedTaxByLine = new HashMap<>();
    private final Map<String, Long> taxes = new HashMap<>();
    private final Map<PaymentId, Long> taken = new HashMap<>();
    private final Map<PaymentId, Long> refunded = new HashMap<>();
    private final Map<AccountId, Long> balances = new HashMap<>();
    private final Set<InvoiceId> paid = new HashSet<>();
    private final Set<InvoiceId> writtenOff = new HashSet<>();
    private final Set<String> paymentsSent = new HashSet<>();
    private long cashSent;
    private int seen;
    private List<Command> sent = new ArrayList<>();

    InvoicingModel() {
        world.register(ACCOUNTS.get(0), null);
        world.register(ACCOUNTS.get(1), "ES");
        world.register(ACCOUNTS.get(2), "CH");
        assertThat(world.send(new SetInvoicingTerms(
                        TENANT,
                        "America/New_York",
                        14,
                        List.of(new TaxRate("ES", 210_000), new TaxRate("CH", 81_000)))))
                .isNull();
        seen = world.happened().size();
    }

    static int kinds() {
        return KINDS;
    }

    void take(Step step) {
        InvoiceId invoice = new InvoiceId("inv-" + step.invoice() % INVOICES);
        if (step.kind() == 0) {
            // Up to 200 days: several years go by within a sequence.
            world.pass(Duration.ofHours(step.amount() % 4_800));
            return;
        }
        Command command =
                step.kind() == 1 && !sent.isEmpty() ? sent.get(step.choice() % sent.size()) : command(step, invoice);
        ErrorCode refused = world.send(command);
        sent.add(command);
        List<Event> caused =
                List.copyOf(world.happened().subList(seen, world.happened().size()));
        seen += caused.size();
        if (refused != null) {
            assertThat(caused)
                    .as("%s was refused with %s, half done", command, refused)
                    .isEmpty();
        } else if (command instanceof RecordInvoicePayment payment
                && paymentsSent.add(payment.invoiceId() + "/" + payment.paymentId())) {
            cashSent += payment.amountMinor();
        }
        caused.forEach(this::follow);
        check();
    }

    private Command command(Step step, InvoiceId invoice) {
        return switch (step.kind()) {
            case 2 -> draft(step, invoice);
            case 3, 4 -> new FinaliseInvoice(TENANT, invoice);
            case 5, 6 ->
                new RecordInvoicePayment(
                        TENANT,
                        invoice,
                        new PaymentId(invoice + "-p" + step.choice() % 5),
                        step.choice() % 2 == 0
                                ? Math.max(1, due.getOrDefault(invoice, totals.getOrDefault(invoice, 1L)))
                                : 1 + step.amount() % 2_000);
            case 7 ->
                step.choice() % 2 == 0
                        ? new VoidInvoice(TENANT, invoice, "WRONG")
                        : new MarkInvoiceUncollectible(TENANT, invoice, "GONE");
            default -> creditNote(step, invoice);
        };
    }

    private static DraftInvoice draft(Step step, InvoiceId invoice) {
        List<InvoiceLine> lines = new ArrayList<>();
        lines.add(InvoicingWorld.line("a", step.amount() % 3_000));
        if (step.choice() % 3 > 0) {
            lines.add(InvoicingWorld.line("b", step.choice() % 700));
        }
        if (step.choice() % 4 == 3) {
            lines.add(InvoicingWorld.line("c", -(step.choice() % 500)));
        }
        return new DraftInvoice(
                TENANT,
                invoice,
                ACCOUNTS.get(step.invoice() % ACCOUNTS.size()),
                new SubscriptionId("sub-1"),
                ChargeReason.values()[step.choice() % ChargeReason.values().length],
                "EUR",
                lines);
    }

    /** Often of a whole line or of nearly one, so that the bounds are met. */
    private IssueCreditNote creditNote(Step step, InvoiceId invoice) {
        String first = List.of("a", "a", "b").get(step.choice() / 31 % 3);
        long whole = drafts.containsKey(invoice)
                ? drafts.get(invoice).lines().stream()
                        .filter(line -> line.lineId().equals(first))
                        .mapToLong(InvoiceLine::amountMinor)
                        .sum()
                : 0;
        long amount = switch (step.amount() % 4) {
            case 0 -> Math.max(1, whole);
            case 1 -> whole / 2 + 1;
            default -> 1 + step.amount() % 300;
        };
        List<LineCredit> lines = new ArrayList<>();
        lines.add(new LineCredit(first, amount));
        if (step.choice() % 29 == 0) {
            lines.add(new LineCredit("c", 1 + step.amount() % 90));
        }
        return new IssueCreditNote(
                TENANT,
                invoice,
                new CreditNoteId("cn-" + step.choice() / 5 % 40),
                CreditNoteKind.values()[step.choice() / 7 % CreditNoteKind.values().length],
                step.choice() % 37 == 0 ? "USD" : "EUR",
                lines,
                "OUTAGE");
    }

    private void follow(Event event) {
        if (event instanceof InvoiceEvent of) {
            ledger.post(of);
        }
        switch (event) {
            case InvoiceDrafted it -> {
                drafts.put(
                        it.invoiceId(),
                        new DraftInvoice(
                                TENANT,
                                it.invoiceId(),
                                it.accountId(),
                                it.subscriptionId(),
                                it.reason(),
                                it.currency(),
                                it.lines()));
                totals.put(it.invoiceId(), it.totalMinor());
                assertThat(it.totalMinor()).isEqualTo(it.subtotalMinor() + it.taxMinor());
                assertThat(it.taxes().stream().mapToLong(LineTax::taxMinor).sum())
                        .as("the lines' tax of %s", it)
                        .isEqualTo(it.taxMinor());
                it.taxes().forEach(tax -> taxes.put(it.invoiceId() + "/" + tax.lineId(), tax.taxMinor()));
            }
            case InvoiceFinalised it -> {
                assertThat(due.put(it.invoiceId(), it.dueMinor()))
                        .as("finalised once")
                        .isNull();
                settled.merge(it.invoiceId(), it.totalMinor() - it.dueMinor(), Long::sum);
            }
            case InvoicePaymentRecorded it -> {
                due.put(it.invoiceId(), it.dueMinor());
                settled.merge(it.invoiceId(), it.amountMinor(), Long::sum);
                assertThat(taken.put(it.paymentId(), it.amountMinor()))
                        .as("taken once")
                        .isNull();
            }
            case InvoicePaymentCredited it -> assertThat(it.amountMinor()).isPositive();
            case InvoicePaid it -> {
                assertThat(paid.add(it.invoiceId())).as("paid once").isTrue();
                writtenOff.remove(it.invoiceId());
            }
            case InvoiceVoided it -> {
                assertThat(paid).doesNotContain(it.invoiceId());
                assertThat(credited.getOrDefault(it.invoiceId(), 0L))
                        .as("credited of a void one")
                        .isZero();
                due.put(it.invoiceId(), 0L);
                settled.put(it.invoiceId(), 0L);
            }
            case InvoiceMarkedUncollectible it -> writtenOff.add(it.invoiceId());
            case CreditNoteIssued it -> {
                due.put(it.invoiceId(), it.dueMinor());
                credited.merge(it.invoiceId(), it.totalMinor(), Long::sum);
                if (it.kind() == CreditNoteKind.OFFSET) {
                    offset.merge(it.invoiceId(), it.totalMinor(), Long::sum);
                } else {
                    givenBack.merge(it.invoiceId(), it.totalMinor(), Long::sum);
                }
                it.lines().forEach(line -> {
                    String of = it.invoiceId() + "/" + line.lineId();
                    creditedByLine.merge(of, line.amountMinor(), Long::sum);
                    creditedTaxByLine.merge(of, line.taxMinor(), Long::sum);
                });
                for (RefundShare share : it.refunds()) {
                    refunded.merge(share.paymentId(), share.amountMinor(), Long::sum);
                }
                assertThat(it.refunds().stream()
                                .mapToLong(RefundShare::amountMinor)
                                .sum())
                        .isEqualTo(it.kind() == CreditNoteKind.REFUND ? it.totalMinor() : 0);
            }
            case NumberDrawn it ->
                assertThat(it.ordinal())
                        .as("the next number of %s %s", it.series(), it.year())
                        .isEqualTo(last.merge(it.series() + "/" + it.year(), 1L, Long::sum));
            case AccountCreditGranted it -> balances.put(it.accountId(), it.balanceMinor());
            case AccountCreditUsed it -> balances.put(it.accountId(), it.balanceMinor());
            default -> {}
        }
    }

    private void check() {
        assertThat(ledger.balances().values().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .as("all debits and all credits")
                .isZero();
        assertThat(ledger.balance("cash")).as("cash").isEqualTo(cashSent);
        due.forEach((invoice, amount) -> {
            assertThat(amount).as("due of %s", invoice).isNotNegative();
            assertThat(ledger.balance("receivable/" + invoice))
                    .as("receivable of %s", invoice)
                    .isEqualTo(writtenOff.contains(invoice) ? 0 : amount);
            assertThat(settled.getOrDefault(invoice, 0L) + offset.getOrDefault(invoice, 0L))
                    .as("settled of %s", invoice)
                    .isLessThanOrEqualTo(totals.getOrDefault(invoice, 0L));
            assertThat(givenBack.getOrDefault(invoice, 0L))
                    .as("given back of %s", invoice)
                    .isLessThanOrEqualTo(settled.getOrDefault(invoice, 0L));
            assertThat(credited.getOrDefault(invoice, 0L))
                    .as("credited of %s", invoice)
                    .isLessThanOrEqualTo(totals.getOrDefault(invoice, 0L));
        });
        paid.forEach(invoice -> assertThat(due.get(invoice)).isZero());
        balances.forEach((account, amount) -> assertThat(ledger.balance("credit/" + account))
                .as("credit of %s", account)
                .isEqualTo(-amount)
                .isNotPositive());
        refunded.forEach((payment, amount) ->
                assertThat(amount).as("refunded of %s", payment).isLessThanOrEqualTo(taken.getOrDefault(payment, 0L)));
        drafts.values().forEach(draft -> draft.lines().forEach(line -> check(draft.invoiceId(), line)));
        assertThat(-ledger.balance("refunds owed")).isNotNegative().isLessThanOrEqualTo(cashSent);
    }

    /** No line is credited above what it was, and its tax goes back in step with it. */
    private void check(InvoiceId invoice, InvoiceLine line) {
        String of = invoice + "/" + line.lineId();
        long amount = creditedByLine.getOrDefault(of, 0L);
        assertThat(amount).as("credited of line %s", of).isLessThanOrEqualTo(Math.max(0, line.amountMinor()));
        if (amount > 0) {
            assertThat(BigDecimal.valueOf(creditedTaxByLine.getOrDefault(of, 0L)))
                    .as("credited tax of line %s", of)
                    .isEqualTo(BigDecimal.valueOf(taxes.getOrDefault(of, 0L) * amount)
                            .divide(BigDecimal.valueOf(line.amountMinor()), 0, RoundingMode.HALF_UP));
        }
    }

    /** How often each event happened, to see that the sequences reach them. */
    Map<String, Integer> reached() {
        Map<String, Integer> counts = new HashMap<>();
        world.happened().forEach(event -> counts.merge(event.getClass().getSimpleName(), 1, Integer::sum));
        return counts;
    }

    @Override
    public void close() {
        world.close();
    }
}
