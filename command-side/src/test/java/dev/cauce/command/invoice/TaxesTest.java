package dev.cauce.command.invoice;

import static dev.cauce.command.invoice.InvoicingWorld.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cauce.contracts.invoice.LineTax;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaxesTest {

    @ParameterizedTest
    @CsvSource({
        "1000, 190000, 190", // exact
        "50, 190000, 10", // 9.5, a half goes away from zero
        "-50, 190000, -10",
        "49, 190000, 9", // 9.31
        "1000, 88750, 89", // 88.75
        "1000000000000, 1000000, 1000000000000",
        "7, 0, 0"
    })
    void isRoundedHalfUp(long amount, int ratePpm, long tax) {
        assertThat(Taxes.of(List.of(line("l-1", amount)), ratePpm).totalMinor()).isEqualTo(tax);
    }

    @Test
    void isRoundedOnceForTheInvoiceAndAllottedToItsLines() {
        // 25 % of 1, 1 and -2 would be 0, 0 and -1 line by line; of their sum it is nothing.
        Taxes taxes = Taxes.of(List.of(line("a", 1), line("b", 1), line("c", -2)), 250_000);

        assertThat(taxes.totalMinor()).isZero();
        assertThat(taxes.lines())
                .containsExactly(
                        new LineTax("a", 250_000, 0), new LineTax("b", 250_000, 1), new LineTax("c", 250_000, -1));
    }

    @Test
    void aShareThatDoesNotFitIsAnError() {
        assertThatThrownBy(() -> HalfUp.share(Long.MAX_VALUE, 2, 1)).isInstanceOf(ArithmeticException.class);
    }
}
