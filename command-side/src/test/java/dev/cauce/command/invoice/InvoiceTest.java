package dev.cauce.command.invoice;

import static dev.cauce.command.Fixtures.NOW;
import static dev.cauce.command.Fixtures.TENANT;
import static dev.cauce.command.Fixtures.rejected;
import static dev.cauce.command.invoice.InvoicingWorld.line;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cauce.command.Fixtures;
import dev.cauce.command.History;
import dev.cauce.command.account.Accounts;
import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.account.AccountRegistered;
import dev.cauce.contracts.account.Attributes;
import dev.cauce.contracts.account.Origin;
import dev.cauce.contracts.invoice.AccountCreditGranted;
import dev.cauce.contracts.invoice.AccountCreditUsed;
import dev.cauce.contracts.invoice.CreditNoteId;
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
import dev.cauce.contracts.invoice.InvoiceVoided;
import dev.cauce.contracts.invoice.InvoiceWriteOffReversed;
import dev.cauce.contracts.invoice.InvoicingTermsSet;
import dev.cauce.contracts.invoice.IssueCreditNote;
import dev.cauce.contracts.invoice.LineCredit;
import dev.cauce.contracts.invoice.LineTax;
import dev.cauce.contracts.invoice.MarkInvoiceUncollectible;
import dev.cauce.contracts.invoice.NumberDrawn;
import dev.cauce.contracts.invoice.NumberSeries;
import dev.cauce.contracts.invoice.RecordInvoicePayment;
import dev.cauce.contracts.invoice.RefundShare;
import dev.cauce.contracts.invoice.TaxRate;
import dev.cauce.contracts.invoice.VoidInvoice;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.payment.PaymentId;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.contracts.subscription.ChargeReason;
import dev.cauce.contracts.subscription.SubscriptionId;
import dev.cauce.platform.command.Answer;
import java.time.Duration;
import java.util.List;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.axonframework.test.aggregate.TestExecutor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class InvoiceTest {

    private static final InvoiceId ID = new InvoiceId("inv-1");
    private static final AccountId ACCOUNT = new AccountId("acc-1");
    private static final AccountId SPANISH = new AccountId("acc-es");
    private static final SubscriptionId SUBSCRIPTION = new SubscriptionId("sub-1");
    private static final PaymentId PAYMENT = new PaymentId("pay-1");
    private static final String NUMBER = "INV-2026-000001";
    private static final StreamId BALANCE = StreamId.of("account-balance", TENANT, ACCOUNT);

    private final History history = new History();
    private final TenantTerms terms = new TenantTerms(history.store());
    private final FixtureConfiguration<Invoice> fixture = Fixtures.of(
            Invoice.class,
            new Accounts(history.store()),
            new CustomerCountries(history.store()),
            terms,
            new TaxTable(terms),
            new AccountBalances(
                    () -> EventSourcingRepository.builder(AccountBalance.class)
                            .eventStore(history.store())
                            .build(),
                    history::store),
            new DocumentNumbers(history.store()));

    @BeforeEach
    void accountsAndTerms() {
        account(ACCOUNT, null);
        account(SPANISH, "ES");
        history.holds(
                StreamId.of("invoicing", TENANT, "terms"),
                new InvoicingTermsSet(TENANT, "Europe/Madrid", 30, List.of(new TaxRate("ES", 210_000))));
    }

    private void account(AccountId id, String country) {
        history.holds(
                StreamId.of("account", TENANT, id),
                new AccountRegistered(
                        TENANT,
                        id,
                        "Firm",
                        null,
                        id + "@example.invalid",
                        "fingerprint",
                        "UTC",
                        country,
                        Origin.SIGN_UP,
                        null,
                        Attributes.none()));
    }

    private static DraftInvoice draft(AccountId account, InvoiceLine... lines) {
        return new DraftInvoice(TENANT, ID, account, SUBSCRIPTION, ChargeReason.RENEWAL, "EUR", List.of(lines));
    }

    private static InvoiceDrafted drafted(ChargeReason reason, long total) {
        return new InvoiceDrafted(
                TENANT, ID, ACCOUNT, SUBSCRIPTION, reason, "EUR", List.of(line("l-1", total)), total, 0, total);
    }

    private static InvoiceFinalised finalised(ChargeReason reason, long total, long due) {
        return new InvoiceFinalised(
                TENANT,
                ID,
                ACCOUNT,
                SUBSCRIPTION,
                reason,
                NUMBER,
                "EUR",
                total,
                NOW,
                // Thirty days later at the same hour in Madrid, where the clocks have gone forward: an hour less in
                // UTC.
                NOW.plus(Duration.ofDays(30)).minus(Duration.ofHours(1)),
                0,
                due);
    }

    private static InvoicePaymentRecorded recorded(PaymentId payment, long amount, long due) {
        return new InvoicePaymentRecorded(TENANT, ID, ACCOUNT, payment, "EUR", amount, due);
    }

    private static InvoicePaid paid(ChargeReason reason, long total) {
        return new InvoicePaid(TENANT, ID, ACCOUNT, SUBSCRIPTION, reason, "EUR", total, NOW);
    }

    private static RecordInvoicePayment pay(PaymentId payment, long amount) {
        return new RecordInvoicePayment(TENANT, ID, payment, amount);
    }

    private static Answer answer(String status) {
        return Answer.of("invoiceId", ID, "status", status);
    }

    private TestExecutor<Invoice> open(long total) {
        return fixture.given(drafted(ChargeReason.RENEWAL, total), finalised(ChargeReason.RENEWAL, total, total));
    }

    private void credit(long amount) {
        history.holds(
                BALANCE,
                new AccountCreditGranted(
                        TENANT, ACCOUNT, new InvoiceId("old"), CreditSource.PAYMENT, "EUR", amount, amount));
    }

    private List<Object> numbersDrawn() {
        return history.of(StreamId.of("invoice-numbers", TENANT, 2026));
    }

    @Nested
    class Drafting {

        @Test
        void sumsTheLinesWithoutTaxWhereNoCountryIsKnown() {
            fixture.givenNoPriorActivity()
                    .when(draft(ACCOUNT, line("l-1", 10_968), line("l-2", -4_516)))
                    .expectEvents(new InvoiceDrafted(
                            TENANT,
                            ID,
                            ACCOUNT,
                            SUBSCRIPTION,
                            ChargeReason.RENEWAL,
                            "EUR",
                            List.of(line("l-1", 10_968), line("l-2", -4_516)),
                            6_452,
                            0,
                            6_452,
                            List.of(new LineTax("l-1", 0, 0), new LineTax("l-2", 0, 0))))
                    .expectResultMessagePayload(answer("DRAFT"));
        }

        @Test
        void taxesByTheCustomersCountry() {
            fixture.givenNoPriorActivity()
                    .when(draft(SPANISH, line("l-1", 1_000)))
                    .expectEvents(new InvoiceDrafted(
                            TENANT,
                            ID,
                            SPANISH,
                            SUBSCRIPTION,
                            ChargeReason.RENEWAL,
                            "EUR",
                            List.of(line("l-1", 1_000)),
                            1_000,
                            210,
                            1_210,
                            List.of(new LineTax("l-1", 210_000, 210))));
        }

        @Test
        void theSameAgainChangesNothing() {
            fixture.given(drafted(ChargeReason.RENEWAL, 100))
                    .when(draft(ACCOUNT, line("l-1", 100)))
                    .expectNoEvents()
                    .expectResultMessagePayload(answer("DRAFT"));
        }

        @Test
        void rejectsAnotherInvoiceUnderTheSameId() {
            fixture.given(drafted(ChargeReason.RENEWAL, 100))
                    .when(draft(ACCOUNT, line("l-1", 101)))
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.ALREADY_EXISTS));
        }

        @Test
        void rejectsAnAccountThatNobodyKnows() {
            rejects(ErrorCode.ACCOUNT_NOT_FOUND, draft(new AccountId("nobody"), line("l-1", 100)));
        }

        @Test
        void rejectsWhatNoTotalCanBeMadeOf() {
            InvoiceLine good = line("l-1", 100);
            rejects(ErrorCode.INVOICE_LINE_INVALID, draft(ACCOUNT, good, good));
            rejects(ErrorCode.INVOICE_LINE_INVALID, draft(ACCOUNT, line("l-1", Long.MAX_VALUE), line("l-2", 1)));
            rejects(ErrorCode.INVOICE_LINE_INVALID, draft(ACCOUNT, line("l-1", -1_000_000_000_001L)));
            rejects(
                    ErrorCode.INVOICE_LINE_INVALID,
                    draft(
                            ACCOUNT,
                            new InvoiceLine("l-1", good.kind(), good.planId(), 1, 100, good.from(), good.to(), -100)));
            rejects(
                    ErrorCode.INVOICE_LINE_INVALID,
                    draft(
                            ACCOUNT,
                            new InvoiceLine("l-1", good.kind(), good.planId(), 1, 100, good.to(), good.from(), 100)));
            rejects(ErrorCode.INVOICE_TOTAL_OUT_OF_RANGE, draft(ACCOUNT, line("l-1", 100), line("l-2", -101)));
            rejects(
                    ErrorCode.INVOICE_TOTAL_OUT_OF_RANGE,
                    draft(ACCOUNT, line("l-1", 1_000_000_000_000L), line("l-2", 1)));
            rejects(ErrorCode.INVOICE_TOTAL_OUT_OF_RANGE, draft(SPANISH, line("l-1", 1_000_000_000_000L)));
        }

        private void rejects(ErrorCode code, DraftInvoice command) {
            fixture.givenNoPriorActivity().when(command).expectNoEvents().expectException(rejected(code));
        }
    }

    @Nested
    class Finalising {

        @Test
        void givesTheNumberInTheSameAppend() {
            fixture.given(drafted(ChargeReason.RENEWAL, 100))
                    .when(new FinaliseInvoice(TENANT, ID))
                    .expectEvents(finalised(ChargeReason.RENEWAL, 100, 100))
                    .expectResultMessagePayload(answer("OPEN"));

            assertThat(numbersDrawn()).containsExactly(new NumberDrawn(TENANT, 2026, NumberSeries.INVOICE, 1, "inv-1"));
        }

        @Test
        void againDrawsNoNumber() {
            open(100).when(new FinaliseInvoice(TENANT, ID)).expectNoEvents().expectResultMessagePayload(answer("OPEN"));

            assertThat(numbersDrawn()).isEmpty();
        }

        @Test
        void waitsForTheFirstPaymentOfAnActivation() {
            fixture.given(drafted(ChargeReason.ACTIVATION, 100))
                    .when(new FinaliseInvoice(TENANT, ID))
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.INVOICE_AWAITS_PAYMENT));

            assertThat(numbersDrawn()).isEmpty();
        }

        @Test
        void paysAtOnceWhereNothingIsDue() {
            fixture.given(drafted(ChargeReason.ACTIVATION, 0))
                    .when(new FinaliseInvoice(TENANT, ID))
                    .expectEvents(finalised(ChargeReason.ACTIVATION, 0, 0), paid(ChargeReason.ACTIVATION, 0))
                    .expectResultMessagePayload(answer("PAID"));
        }

        @Test
        void consumesTheAccountsCredit() {
            credit(30);

            fixture.given(drafted(ChargeReason.RENEWAL, 100))
                    .when(new FinaliseInvoice(TENANT, ID))
                    .expectEvents(finalised(ChargeReason.RENEWAL, 100, 70));

            assertThat(history.of(BALANCE)).last().isEqualTo(new AccountCreditUsed(TENANT, ACCOUNT, ID, "EUR", 30, 0));
        }

        @Test
        void isPaidByCreditAloneAndLeavesTheRest() {
            credit(130);

            fixture.given(drafted(ChargeReason.RENEWAL, 100))
                    .when(new FinaliseInvoice(TENANT, ID))
                    .expectEvents(finalised(ChargeReason.RENEWAL, 100, 0), paid(ChargeReason.RENEWAL, 100));

            assertThat(history.of(BALANCE))
                    .last()
                    .isEqualTo(new AccountCreditUsed(TENANT, ACCOUNT, ID, "EUR", 100, 30));
        }
    }

    @Nested
    class Paying {

        @Test
        void finalisesAnActivationWithItsPayment() {
            fixture.given(drafted(ChargeReason.ACTIVATION, 100))
                    .when(pay(PAYMENT, 100))
                    .expectEvents(
                            finalised(ChargeReason.ACTIVATION, 100, 100),
                            recorded(PAYMENT, 100, 0),
                            paid(ChargeReason.ACTIVATION, 100))
                    .expectResultMessagePayload(answer("PAID"));
        }

        @Test
        void inPartsLeavesTheRestDue() {
            open(100)
                    .when(pay(PAYMENT, 40))
                    .expectEvents(recorded(PAYMENT, 40, 60))
                    .expectResultMessagePayload(answer("OPEN"));
        }

        @Test
        void isDoneWithTheLastPart() {
            fixture.given(
                            drafted(ChargeReason.RENEWAL, 100),
                            finalised(ChargeReason.RENEWAL, 100, 100),
                            recorded(new PaymentId("pay-0"), 40, 60))
                    .when(pay(PAYMENT, 60))
                    .expectEvents(recorded(PAYMENT, 60, 0), paid(ChargeReason.RENEWAL, 100));
        }

        @Test
        void theSamePaymentAgainChangesNothing() {
            fixture.given(
                            drafted(ChargeReason.RENEWAL, 100),
                            finalised(ChargeReason.RENEWAL, 100, 100),
                            recorded(PAYMENT, 40, 60))
                    .when(pay(PAYMENT, 40))
                    .expectNoEvents();
        }

        @Test
        void keepsWhatIsTooMuchAsCredit() {
            open(100)
                    .when(pay(PAYMENT, 130))
                    .expectEvents(
                            recorded(PAYMENT, 100, 0),
                            new InvoicePaymentCredited(TENANT, ID, ACCOUNT, PAYMENT, "EUR", 30),
                            paid(ChargeReason.RENEWAL, 100));

            assertThat(history.of(BALANCE))
                    .containsExactly(
                            new AccountCreditGranted(TENANT, ACCOUNT, ID, CreditSource.PAYMENT, "EUR", 30, 30));
        }

        @Test
        void isNeverDoneTwice() {
            fixture.given(
                            drafted(ChargeReason.RENEWAL, 100),
                            finalised(ChargeReason.RENEWAL, 100, 100),
                            recorded(new PaymentId("pay-0"), 100, 0),
                            paid(ChargeReason.RENEWAL, 100))
                    .when(pay(PAYMENT, 100))
                    .expectEvents(new InvoicePaymentCredited(TENANT, ID, ACCOUNT, PAYMENT, "EUR", 100));
        }

        /** A first payment that succeeds after its subscription was rejected: kept as credit, not sent back. */
        @Test
        void tooLateIsKeptAsCredit() {
            fixture.given(drafted(ChargeReason.ACTIVATION, 100), voided(ChargeReason.ACTIVATION, null, 0, 0))
                    .when(pay(PAYMENT, 100))
                    .expectEvents(new InvoicePaymentCredited(TENANT, ID, ACCOUNT, PAYMENT, "EUR", 100))
                    .expectResultMessagePayload(answer("VOID"));

            assertThat(history.of(BALANCE))
                    .containsExactly(
                            new AccountCreditGranted(TENANT, ACCOUNT, ID, CreditSource.PAYMENT, "EUR", 100, 100));
            assertThat(numbersDrawn()).isEmpty();
        }

        @Test
        void thatDoesNotCoverADraftLeavesItADraft() {
            fixture.given(drafted(ChargeReason.ACTIVATION, 100))
                    .when(pay(PAYMENT, 99))
                    .expectEvents(new InvoicePaymentCredited(TENANT, ID, ACCOUNT, PAYMENT, "EUR", 99))
                    .expectResultMessagePayload(answer("DRAFT"));
        }

        @Test
        void takesBackTheWriteOffInStep() {
            fixture.given(
                            drafted(ChargeReason.RENEWAL, 100),
                            finalised(ChargeReason.RENEWAL, 100, 100),
                            new InvoiceMarkedUncollectible(TENANT, ID, ACCOUNT, SUBSCRIPTION, "EUR", 100, "GONE", NOW))
                    .when(pay(PAYMENT, 40))
                    .expectEvents(
                            new InvoiceWriteOffReversed(TENANT, ID, ACCOUNT, "EUR", 40, 60), recorded(PAYMENT, 40, 60))
                    .expectResultMessagePayload(answer("UNCOLLECTIBLE"));
        }
    }

    private static InvoiceVoided voided(ChargeReason reason, String number, long receivable, long returned) {
        return new InvoiceVoided(
                TENANT, ID, ACCOUNT, SUBSCRIPTION, reason, number, "EUR", receivable, 0, returned, "WRONG", NOW);
    }

    @Nested
    class Voiding {

        private final VoidInvoice command = new VoidInvoice(TENANT, ID, "WRONG");

        @Test
        void aDraftWasNeverReceivable() {
            fixture.given(drafted(ChargeReason.ACTIVATION, 100))
                    .when(command)
                    .expectEvents(voided(ChargeReason.ACTIVATION, null, 0, 0));
        }

        @Test
        void keepsTheNumberAndReturnsTheCredit() {
            fixture.given(drafted(ChargeReason.RENEWAL, 100), finalised(ChargeReason.RENEWAL, 100, 70))
                    .when(command)
                    .expectEvents(voided(ChargeReason.RENEWAL, NUMBER, 100, 30))
                    .expectResultMessagePayload(answer("VOID"));

            assertThat(history.of(BALANCE))
                    .containsExactly(
                            new AccountCreditGranted(TENANT, ACCOUNT, ID, CreditSource.VOIDED_INVOICE, "EUR", 30, 30));
        }

        @Test
        void againChangesNothing() {
            fixture.given(drafted(ChargeReason.ACTIVATION, 100), voided(ChargeReason.ACTIVATION, null, 0, 0))
                    .when(command)
                    .expectNoEvents();
        }

        @Test
        void rejectsWhatIsPaidOrPartlySettledOrWrittenOff() {
            open(100)
                    .andGiven(recorded(PAYMENT, 1, 99))
                    .when(command)
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.INVOICE_PARTLY_SETTLED));
            open(100)
                    .andGiven(recorded(PAYMENT, 100, 0), paid(ChargeReason.RENEWAL, 100))
                    .when(command)
                    .expectException(rejected(ErrorCode.INVOICE_IS_PAID));
            open(100)
                    .andGiven(
                            new InvoiceMarkedUncollectible(TENANT, ID, ACCOUNT, SUBSCRIPTION, "EUR", 100, "GONE", NOW))
                    .when(command)
                    .expectException(rejected(ErrorCode.INVOICE_IS_UNCOLLECTIBLE));
        }
    }

    @Nested
    class WritingOff {

        private final MarkInvoiceUncollectible command = new MarkInvoiceUncollectible(TENANT, ID, "GONE");

        @Test
        void writesOffWhatIsDue() {
            open(100)
                    .andGiven(recorded(PAYMENT, 40, 60))
                    .when(command)
                    .expectEvents(
                            new InvoiceMarkedUncollectible(TENANT, ID, ACCOUNT, SUBSCRIPTION, "EUR", 60, "GONE", NOW))
                    .expectResultMessagePayload(answer("UNCOLLECTIBLE"));
        }

        @Test
        void rejectsADraftAVoidAndAPaidOne() {
            fixture.given(drafted(ChargeReason.RENEWAL, 100))
                    .when(command)
                    .expectException(rejected(ErrorCode.INVOICE_IS_DRAFT));
            fixture.given(drafted(ChargeReason.RENEWAL, 100), voided(ChargeReason.RENEWAL, null, 0, 0))
                    .when(command)
                    .expectException(rejected(ErrorCode.INVOICE_IS_VOID));
            open(100)
                    .andGiven(recorded(PAYMENT, 100, 0), paid(ChargeReason.RENEWAL, 100))
                    .when(command)
                    .expectException(rejected(ErrorCode.INVOICE_IS_PAID));
        }
    }

    @Nested
    class Crediting {

        private static final CreditNoteId NOTE = new CreditNoteId("cn-1");

        private static IssueCreditNote credit(CreditNoteKind kind, long amount) {
            return credit(kind, "EUR", new LineCredit("l-1", amount));
        }

        private static IssueCreditNote credit(CreditNoteKind kind, String currency, LineCredit... lines) {
            return new IssueCreditNote(TENANT, ID, NOTE, kind, currency, List.of(lines), "OUTAGE");
        }

        private static CreditNoteIssued issued(
                CreditNoteKind kind, CreditedLine line, List<RefundShare> refunds, long due) {
            long total = line.amountMinor() + line.taxMinor();
            return new CreditNoteIssued(
                    TENANT,
                    ID,
                    NOTE,
                    ACCOUNT,
                    SUBSCRIPTION,
                    "CN-2026-000001",
                    kind,
                    "OUTAGE",
                    "EUR",
                    List.of(line),
                    line.amountMinor(),
                    line.taxMinor(),
                    total,
                    refunds,
                    due,
                    total,
                    NOW);
        }

        private TestExecutor<Invoice> paidByTwo() {
            return open(100)
                    .andGiven(
                            recorded(new PaymentId("pay-0"), 70, 30),
                            recorded(PAYMENT, 30, 0),
                            paid(ChargeReason.RENEWAL, 100));
        }

        @Test
        void anOffsetLowersWhatIsDueWithTheTaxOfItsLine() {
            InvoiceDrafted taxed = new InvoiceDrafted(
                    TENANT,
                    ID,
                    ACCOUNT,
                    SUBSCRIPTION,
                    ChargeReason.RENEWAL,
                    "EUR",
                    List.of(line("l-1", 1_000)),
                    1_000,
                    210,
                    1_210,
                    List.of(new LineTax("l-1", 210_000, 210)));

            fixture.given(taxed, finalised(ChargeReason.RENEWAL, 1_210, 1_210))
                    .when(credit(CreditNoteKind.OFFSET, 333))
                    .expectEvents(issued(CreditNoteKind.OFFSET, new CreditedLine("l-1", 333, 70), List.of(), 807))
                    .expectResultMessagePayload(Answer.of("invoiceId", ID, "creditNoteId", NOTE));

            assertThat(history.of(StreamId.of("credit-note-numbers", TENANT, 2026)))
                    .containsExactly(new NumberDrawn(TENANT, 2026, NumberSeries.CREDIT_NOTE, 1, "inv-1/cn-1"));
        }

        @Test
        void anOffsetOfAllThatIsDueSettlesTheInvoice() {
            open(100)
                    .when(credit(CreditNoteKind.OFFSET, 100))
                    .expectEvents(
                            issued(CreditNoteKind.OFFSET, new CreditedLine("l-1", 100, 0), List.of(), 0),
                            paid(ChargeReason.RENEWAL, 100));
        }

        @Test
        void aCreditGoesToTheAccount() {
            paidByTwo()
                    .when(credit(CreditNoteKind.CREDIT, 60))
                    .expectEvents(issued(CreditNoteKind.CREDIT, new CreditedLine("l-1", 60, 0), List.of(), 0));

            assertThat(history.of(BALANCE))
                    .containsExactly(
                            new AccountCreditGranted(TENANT, ACCOUNT, ID, CreditSource.CREDIT_NOTE, "EUR", 60, 60));
        }

        @Test
        void aRefundGoesBackByTheLastPaymentsFirst() {
            paidByTwo()
                    .when(credit(CreditNoteKind.REFUND, 50))
                    .expectEvents(issued(
                            CreditNoteKind.REFUND,
                            new CreditedLine("l-1", 50, 0),
                            List.of(new RefundShare(PAYMENT, 30), new RefundShare(new PaymentId("pay-0"), 20)),
                            0));
        }

        @Test
        void theSameAgainChangesNothing() {
            paidByTwo()
                    .andGiven(issued(CreditNoteKind.CREDIT, new CreditedLine("l-1", 60, 0), List.of(), 0))
                    .when(credit(CreditNoteKind.CREDIT, 60))
                    .expectNoEvents()
                    .expectSuccessfulHandlerExecution();
        }

        @Test
        void rejectsAnotherOneUnderTheSameId() {
            paidByTwo()
                    .andGiven(issued(CreditNoteKind.CREDIT, new CreditedLine("l-1", 60, 0), List.of(), 0))
                    .when(credit(CreditNoteKind.CREDIT, 40))
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.ALREADY_EXISTS));
        }

        @Test
        void isNeverAboveItsLineNorTheInvoiceNorWhatThereIs() {
            rejects(open(100), ErrorCode.CREDIT_ABOVE_LINE, credit(CreditNoteKind.OFFSET, 101));
            rejects(open(100), ErrorCode.CREDIT_ABOVE_PAID, credit(CreditNoteKind.CREDIT, 1));
            rejects(open(100), ErrorCode.CREDIT_ABOVE_PAID, credit(CreditNoteKind.REFUND, 1));
            rejects(paidByTwo(), ErrorCode.CREDIT_ABOVE_DUE, credit(CreditNoteKind.OFFSET, 1));
            InvoiceDrafted withCredit = new InvoiceDrafted(
                    TENANT,
                    ID,
                    ACCOUNT,
                    SUBSCRIPTION,
                    ChargeReason.CHANGE,
                    "EUR",
                    List.of(line("l-1", 100), line("l-2", -60)),
                    40,
                    0,
                    40);
            rejects(
                    fixture.given(withCredit, finalised(ChargeReason.CHANGE, 40, 40)),
                    ErrorCode.CREDIT_ABOVE_INVOICE,
                    credit(CreditNoteKind.OFFSET, 41));
            rejects(
                    fixture.given(withCredit, finalised(ChargeReason.CHANGE, 40, 40)),
                    ErrorCode.CREDIT_ABOVE_LINE,
                    credit(CreditNoteKind.OFFSET, "EUR", new LineCredit("l-2", 1)));
        }

        @Test
        void rejectsWhatItCannotBeFor() {
            rejects(
                    open(100),
                    ErrorCode.CURRENCY_MISMATCH,
                    credit(CreditNoteKind.OFFSET, "USD", new LineCredit("l-1", 1)));
            rejects(
                    open(100),
                    ErrorCode.INVOICE_LINE_UNKNOWN,
                    credit(CreditNoteKind.OFFSET, "EUR", new LineCredit("l-9", 1)));
            rejects(
                    open(100),
                    ErrorCode.INVALID_REQUEST,
                    credit(CreditNoteKind.OFFSET, "EUR", new LineCredit("l-1", 1), new LineCredit("l-1", 2)));
            rejects(
                    fixture.given(drafted(ChargeReason.RENEWAL, 100)),
                    ErrorCode.INVOICE_IS_DRAFT,
                    credit(CreditNoteKind.OFFSET, 1));
            rejects(
                    fixture.given(drafted(ChargeReason.RENEWAL, 100), voided(ChargeReason.RENEWAL, null, 0, 0)),
                    ErrorCode.INVOICE_IS_VOID,
                    credit(CreditNoteKind.OFFSET, 1));
        }

        private void rejects(TestExecutor<Invoice> given, ErrorCode code, IssueCreditNote command) {
            given.when(command).expectNoEvents().expectException(rejected(code));
            assertThat(history.of(StreamId.of("credit-note-numbers", TENANT, 2026)))
                    .isEmpty();
        }
    }
}
