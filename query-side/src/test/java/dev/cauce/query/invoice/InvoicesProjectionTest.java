package dev.cauce.query.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.catalogue.PlanId;
import dev.cauce.contracts.invoice.AccountBalanceEvent;
import dev.cauce.contracts.invoice.AccountBalanceView;
import dev.cauce.contracts.invoice.AccountCreditGranted;
import dev.cauce.contracts.invoice.AccountCreditUsed;
import dev.cauce.contracts.invoice.AgedReceivables;
import dev.cauce.contracts.invoice.CreditBalance;
import dev.cauce.contracts.invoice.CreditNoteId;
import dev.cauce.contracts.invoice.CreditNoteIssued;
import dev.cauce.contracts.invoice.CreditNoteKind;
import dev.cauce.contracts.invoice.CreditSource;
import dev.cauce.contracts.invoice.CreditedLine;
import dev.cauce.contracts.invoice.FindAccountBalance;
import dev.cauce.contracts.invoice.FindInvoiceById;
import dev.cauce.contracts.invoice.FindInvoicingTerms;
import dev.cauce.contracts.invoice.FindReceivables;
import dev.cauce.contracts.invoice.InvoiceDrafted;
import dev.cauce.contracts.invoice.InvoiceEvent;
import dev.cauce.contracts.invoice.InvoiceFinalised;
import dev.cauce.contracts.invoice.InvoiceId;
import dev.cauce.contracts.invoice.InvoiceLine;
import dev.cauce.contracts.invoice.InvoiceLineKind;
import dev.cauce.contracts.invoice.InvoiceLineView;
import dev.cauce.contracts.invoice.InvoiceMarkedUncollectible;
import dev.cauce.contracts.invoice.InvoicePage;
import dev.cauce.contracts.invoice.InvoicePaid;
import dev.cauce.contracts.invoice.InvoicePaymentCredited;
import dev.cauce.contracts.invoice.InvoicePaymentRecorded;
import dev.cauce.contracts.invoice.InvoiceStatus;
import dev.cauce.contracts.invoice.InvoiceView;
import dev.cauce.contracts.invoice.InvoiceVoided;
import dev.cauce.contracts.invoice.InvoiceWriteOffReversed;
import dev.cauce.contracts.invoice.InvoicingEvent;
import dev.cauce.contracts.invoice.InvoicingTermsSet;
import dev.cauce.contracts.invoice.InvoicingTermsView;
import dev.cauce.contracts.invoice.LineTax;
import dev.cauce.contracts.invoice.ListInvoices;
import dev.cauce.contracts.invoice.ListInvoicesOfAccount;
import dev.cauce.contracts.invoice.TaxRate;
import dev.cauce.contracts.payment.PaymentId;
import dev.cauce.contracts.subscription.ChargeReason;
import dev.cauce.contracts.subscription.SubscriptionId;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.projection.Views;
import dev.cauce.query.ProjectionContract;
import dev.cauce.query.ProjectionFixture.History;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.axonframework.eventhandling.DomainEventMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InvoicesProjectionTest extends ProjectionContract {

    private static final Instant DUE = Instant.parse("2026-02-01T00:00:00Z");
    private static final AccountId A1 = new AccountId("a.1");
    private static final AccountId A2 = new AccountId("a-2");
    private static final SubscriptionId S1 = new SubscriptionId("s-1");
    private static final PaymentId PAYMENT = new PaymentId("p-1");

    @Override
    protected Object projection(Views views) {
        return new InvoicesProjection(views);
    }

    @Override
    protected List<String> views() {
        return List.of(InvoicesProjection.NAME, InvoicesProjection.BALANCES, InvoicesProjection.TERMS);
    }

    @Override
    protected List<Class<?>> feeds() {
        return List.of(InvoiceEvent.class, AccountBalanceEvent.class, InvoicingEvent.class);
    }

    @Override
    protected Set<Class<?>> ignored() {
        return Set.of();
    }

    @Override
    protected List<DomainEventMessage<?>> history(TenantId tenant) {
        InvoiceId i1 = new InvoiceId("i.1");
        InvoiceId i2 = new InvoiceId("i-2");
        InvoiceId i3 = new InvoiceId("i-3");
        InvoiceId i4 = new InvoiceId("i-4");
        return new History()
                .add("i.1", drafted(tenant, i1, A1))
                .add("i.1", finalised(tenant, i1, A1, "EUR"))
                .add("i.1", new InvoicePaymentRecorded(tenant, i1, A1, PAYMENT, "EUR", 500, 710))
                .add("i.1", credited(tenant, i1))
                .add("i.1", new InvoicePaid(tenant, i1, A1, S1, ChargeReason.RENEWAL, "EUR", 1210, DUE))
                .add("i-2", drafted(tenant, i2, A1))
                .add(
                        "i-2",
                        new InvoiceVoided(tenant, i2, A1, S1, ChargeReason.RENEWAL, null, "EUR", 0, 0, 0, "WRONG", DUE))
                .add("i-3", drafted(tenant, i3, A1))
                .add("i-3", finalised(tenant, i3, A1, "EUR"))
                .add("i-4", drafted(tenant, i4, A2))
                .add("i-4", finalised(tenant, i4, A2, "USD"))
                .add("i-4", new InvoiceMarkedUncollectible(tenant, i4, A2, S1, "USD", 1210, "GONE", DUE))
                .add("i-4", new InvoiceWriteOffReversed(tenant, i4, A2, "USD", 10, 1200))
                .add("i-4", new InvoicePaymentRecorded(tenant, i4, A2, PAYMENT, "USD", 10, 1200))
                .add("i-2", new InvoicePaymentCredited(tenant, i2, A1, new PaymentId("late"), "EUR", 1210))
                .add("b", new AccountCreditGranted(tenant, A1, i1, CreditSource.CREDIT_NOTE, "EUR", 90, 90))
                .add("b", new AccountCreditGranted(tenant, A1, i1, CreditSource.PAYMENT, "USD", 7, 7))
                .add("b", new AccountCreditUsed(tenant, A1, i3, "EUR", 40, 50))
                .add("t", new InvoicingTermsSet(tenant, "Europe/Madrid", 30, List.of(new TaxRate("ES", 210_000))))
                .events();
    }

    private static InvoiceDrafted drafted(TenantId tenant, InvoiceId invoice, AccountId account) {
        return new InvoiceDrafted(
                tenant,
                invoice,
                account,
                S1,
                ChargeReason.RENEWAL,
                "EUR",
                List.of(new InvoiceLine(
                        "l-1", InvoiceLineKind.PERIOD, new PlanId("pro"), 2, 500, DUE, DUE.plusSeconds(5), 1000)),
                1000,
                210,
                1210,
                List.of(new LineTax("l-1", 210_000, 210)));
    }

    private static InvoiceFinalised finalised(TenantId tenant, InvoiceId invoice, AccountId account, String currency) {
        return new InvoiceFinalised(
                tenant,
                invoice,
                account,
                S1,
                ChargeReason.RENEWAL,
                "INV-2026-000001",
                currency,
                1210,
                DUE.minus(Duration.ofDays(14)),
                DUE,
                210,
                1210);
    }

    private static CreditNoteIssued credited(TenantId tenant, InvoiceId invoice) {
        return new CreditNoteIssued(
                tenant,
                invoice,
                new CreditNoteId("cn.1"),
                A1,
                S1,
                "CN-2026-000001",
                CreditNoteKind.OFFSET,
                "OUTAGE",
                "EUR",
                List.of(new CreditedLine("l-1", 587, 123)),
                587,
                123,
                710,
                List.of(),
                0,
                710,
                DUE);
    }

    private InvoiceQueries queriesAt(Instant now) {
        return new InvoiceQueries(fixture.mongo(), Clock.fixed(now, ZoneOffset.UTC));
    }

    @Test
    void showsAnInvoiceWithItsLinesAndCreditNotes() {
        live();

        InvoiceView view = queriesAt(DUE).handle(new FindInvoiceById(ACME, new InvoiceId("i.1")));

        assertThat(view).isNotNull();
        assertThat(view.status()).isEqualTo("PAID");
        assertThat(view.number()).isEqualTo("INV-2026-000001");
        assertThat(view.dueMinor()).isZero();
        assertThat(view.creditedMinor()).isEqualTo(710);
        assertThat(view.lines())
                .containsExactly(new InvoiceLineView(
                        "l-1", "PERIOD", "pro", 2, 500, DUE, DUE.plusSeconds(5), 1000, 210_000, 210));
        assertThat(view.creditNotes()).singleElement().satisfies(note -> {
            assertThat(note.creditNoteId()).isEqualTo("cn.1");
            assertThat(note.totalMinor()).isEqualTo(710);
        });
        assertThat(view.version()).isEqualTo(4);
        assertThat(queriesAt(DUE).handle(new FindInvoiceById(OTHER, new InvoiceId("i.1"))))
                .isNull();
    }

    @Test
    void hasSeenEveryEventOfAnInvoiceSoThatIfMatchHolds() {
        live();

        InvoiceView late = queriesAt(DUE).handle(new FindInvoiceById(ACME, new InvoiceId("i-2")));

        assertThat(late).isNotNull();
        assertThat(late.version()).isEqualTo(2);
    }

    @Test
    void listsThemTheLatestFirstByAccountAndStatusPageByPage() {
        live();
        InvoiceQueries queries = queriesAt(DUE);

        InvoicePage first = queries.handle(new ListInvoicesOfAccount(ACME, A1, null, null, 2));
        InvoicePage rest = queries.handle(new ListInvoicesOfAccount(ACME, A1, null, first.nextCursor(), 2));

        assertThat(first.items()).extracting(InvoiceView::invoiceId).containsExactly("i-3", "i-2");
        assertThat(rest.items()).extracting(InvoiceView::invoiceId).containsExactly("i.1");
        assertThat(rest.nextCursor()).isNull();
        assertThat(queries.handle(new ListInvoices(ACME, InvoiceStatus.UNCOLLECTIBLE, null, 10))
                        .items())
                .extracting(InvoiceView::invoiceId)
                .containsExactly("i-4");
        assertThat(queries.handle(new ListInvoices(OTHER, null, null, 10)).items())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "-1, 1210, 0, 0, 0, 0",
        "0, 1210, 0, 0, 0, 0",
        "1, 0, 1210, 0, 0, 0",
        "2592000000, 0, 1210, 0, 0, 0",
        "2592000001, 0, 0, 1210, 0, 0",
        "5184000001, 0, 0, 0, 1210, 0",
        "7776000000, 0, 0, 0, 1210, 0",
        "7776000001, 0, 0, 0, 0, 1210"
    })
    void whatIsOwedAges(long millisLate, long notDue, long to30, long to60, long to90, long over90) {
        live();
        Instant now = DUE.plusMillis(millisLate);

        assertThat(queriesAt(now).handle(new FindReceivables(ACME)).receivables())
                .containsExactly(new AgedReceivables("EUR", notDue, to30, to60, to90, over90, 1210));
        assertThat(queriesAt(now).handle(new FindReceivables(OTHER)).receivables())
                .isEmpty();
    }

    @Test
    void tellsAnAccountsCreditAndWhatItOwes() {
        live();

        AccountBalanceView balance = queriesAt(DUE).handle(new FindAccountBalance(ACME, A1));

        assertThat(balance.credits()).containsExactly(new CreditBalance("EUR", 50), new CreditBalance("USD", 7));
        assertThat(balance.receivables()).containsExactly(new AgedReceivables("EUR", 1210, 0, 0, 0, 0, 1210));
        assertThat(queriesAt(DUE).handle(new FindAccountBalance(ACME, A2)).receivables())
                .as("what was written off is owed no more")
                .isEmpty();
    }

    @Test
    void tellsTheTermsOrTheDefault() {
        live();

        assertThat(queriesAt(DUE).handle(new FindInvoicingTerms(ACME)))
                .isEqualTo(new InvoicingTermsView("Europe/Madrid", 30, List.of(new TaxRate("ES", 210_000)), 0));
        assertThat(queriesAt(DUE).handle(new FindInvoicingTerms(OTHER)))
                .isEqualTo(new InvoicingTermsView("UTC", 14, List.of(), 0));
    }
}
