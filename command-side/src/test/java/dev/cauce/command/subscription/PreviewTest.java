package dev.cauce.command.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cauce.contracts.catalogue.PlanId;
import dev.cauce.contracts.invoice.InvoiceLine;
import dev.cauce.contracts.invoice.InvoiceLineKind;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PreviewTest {

    private static final Instant FROM = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2026-04-01T00:00:00Z");

    private static InvoiceLine line(String id, long amountMinor) {
        return new InvoiceLine(
                id, InvoiceLineKind.PRORATION_CHARGE, new PlanId("pro"), 3, 1_700, FROM, TO, amountMinor);
    }

    @Test
    void comesOutOfAnAnswerAsItWentIn() {
        Preview preview = new Preview(
                FROM, List.of(line("1-1", -40), line("1-2", 90)), List.of(line("2-1", 5), line("2-2", 6)), TO);

        assertThat(Preview.in(preview.answer("sub-1", "ACTIVE"))).isEqualTo(preview);
    }

    @Test
    void saysWhoseItIs() {
        Preview nothing = new Preview(null, List.of(), List.of(), null);

        assertThat(nothing.answer("sub-1", "PAUSED").values())
                .containsOnly(java.util.Map.entry("subscriptionId", "sub-1"), java.util.Map.entry("status", "PAUSED"));
        assertThat(Preview.in(nothing.answer("sub-1", "PAUSED"))).isEqualTo(nothing);
    }

    @Test
    void aTotalIsTheExactSum() {
        assertThat(Preview.total(List.of())).isZero();
        assertThat(Preview.total(List.of(line("1-1", -40), line("1-2", 90)))).isEqualTo(50);
        assertThatThrownBy(() -> Preview.total(List.of(line("1-1", Long.MAX_VALUE), line("1-2", 1))))
                .isInstanceOf(ArithmeticException.class);
    }
}
