package dev.cauce.command.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cauce.contracts.catalogue.PlanId;
import dev.cauce.contracts.invoice.InvoiceLine;
import dev.cauce.contracts.invoice.InvoiceLineKind;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChargeTest {

    private static final Instant FROM = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2026-04-01T00:00:00Z");

    private static InvoiceLine line(String id, long amountMinor) {
        return new InvoiceLine(
                id,
                amountMinor < 0 ? InvoiceLineKind.PRORATION_CREDIT : InvoiceLineKind.PERIOD,
                new PlanId("pro"),
                1,
                100,
                FROM,
                TO,
                amountMinor);
    }

    @Test
    void takesCreditsTheOldestFirstAsFarAsThereIsSomethingToPay() {
        Charge charge = Charge.of(List.of(line("1-1", -30), line("1-2", -50), line("1-3", -20), line("2-1", 60)));

        assertThat(charge.lines()).containsExactly(line("1-1", -30), line("1-2", -30), line("2-1", 60));
        assertThat(charge.left()).containsExactly(line("1-2", -20), line("1-3", -20));
        assertThat(charge.total()).isZero();
    }

    @Test
    void ofCreditsAloneIsNothing() {
        Charge charge = Charge.of(List.of(line("1-1", -30)));

        assertThat(charge.lines()).isEmpty();
        assertThat(charge.left()).containsExactly(line("1-1", -30));
    }

    @Test
    void leavesWhatWasNotCharged() {
        List<InvoiceLine> owed = List.of(line("1-1", -30), line("1-2", -50), line("1-3", -20));

        assertThat(Charge.left(owed, List.of(line("1-1", -30), line("1-2", -10), line("2-1", 40))))
                .containsExactly(line("1-2", -40), line("1-3", -20));
    }

    @Test
    void thatCameToNothingGivesItsCreditsBack() {
        List<InvoiceLine> owed = List.of(line("1-2", -40), line("1-3", -20));

        assertThat(Charge.restored(owed, List.of(line("1-1", -30), line("1-2", -10), line("2-1", 40))))
                .containsExactly(line("1-2", -50), line("1-3", -20), line("1-1", -30));
    }
}
