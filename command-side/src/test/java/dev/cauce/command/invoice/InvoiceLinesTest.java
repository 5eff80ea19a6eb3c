package dev.cauce.command.invoice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cauce.contracts.catalogue.PlanId;
import dev.cauce.contracts.invoice.InvoiceLine;
import dev.cauce.contracts.invoice.InvoiceLineKind;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.platform.rejection.Rejected;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class InvoiceLinesTest {

    private static final long MOST = 1_000_000_000_000L;
    private static final Instant FROM = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2026-04-01T00:00:00Z");

    private static InvoiceLine line(String id, InvoiceLineKind kind, Instant from, long amountMinor) {
        return new InvoiceLine(id, kind, new PlanId("pro"), 1, 100, from, TO, amountMinor);
    }

    private static InvoiceLine charge(String id, long amountMinor) {
        return line(id, InvoiceLineKind.PERIOD, FROM, amountMinor);
    }

    private static InvoiceLine credit(String id, long amountMinor) {
        return line(id, InvoiceLineKind.PRORATION_CREDIT, FROM, amountMinor);
    }

    private static void refused(ErrorCode code, InvoiceLine... lines) {
        assertThatExceptionOfType(Rejected.class)
                .isThrownBy(() -> InvoiceLines.subtotal(List.of(lines)))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(code));
    }

    @Test
    void areSummed() {
        assertThat(InvoiceLines.subtotal(List.of(charge("1", 70), credit("2", -20), charge("3", 0), credit("4", 0))))
                .isEqualTo(50);
        assertThat(InvoiceLines.subtotal(List.of(charge("1", 20), credit("2", -20))))
                .isZero();
    }

    @Test
    void mayBeAsLargeAsATotalAndNoLarger() {
        assertThat(InvoiceLines.subtotal(List.of(charge("1", MOST)))).isEqualTo(MOST);
        assertThat(InvoiceLines.subtotal(List.of(charge("1", MOST), credit("2", -MOST))))
                .isZero();
        refused(ErrorCode.INVOICE_LINE_INVALID, charge("1", MOST + 1));
        refused(ErrorCode.INVOICE_LINE_INVALID, charge("1", MOST), credit("2", -MOST - 1));
        refused(ErrorCode.INVOICE_TOTAL_OUT_OF_RANGE, charge("1", MOST), charge("2", 1));
    }

    @Test
    void neverCreditMoreThanTheyCharge() {
        refused(ErrorCode.INVOICE_TOTAL_OUT_OF_RANGE, charge("1", 20), credit("2", -21));
    }

    @Test
    void areNegativeWhereTheyCreditAndNowhereElse() {
        refused(ErrorCode.INVOICE_LINE_INVALID, charge("1", -1));
        refused(ErrorCode.INVOICE_LINE_INVALID, credit("1", 1));
    }

    @Test
    void haveAnIdEachAndEndAfterTheyBegin() {
        refused(ErrorCode.INVOICE_LINE_INVALID, charge("1", 1), charge("1", 2));
        refused(ErrorCode.INVOICE_LINE_INVALID, line("1", InvoiceLineKind.PERIOD, TO.plusMillis(1), 1));
        assertThat(InvoiceLines.subtotal(List.of(line("1", InvoiceLineKind.PERIOD, TO, 1))))
                .isOne();
    }
}
