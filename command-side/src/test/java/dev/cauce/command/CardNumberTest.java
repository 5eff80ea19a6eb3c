package dev.cauce.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CardNumberTest {

    /** The published test numbers of the networks. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "4111111111111111",
                "4222222222222",
                "4012 8888 8888 1881",
                "5555-5555-5555-4444",
                "2223003122003222",
                "3782 822463 10005",
                "30569309025904",
                "6011111111111117",
                "3530.1113.3330.0000",
                "6200000000000005",
                "6759649826438453",
                "pay with 4111 1111 1111 1111 12/27 123, thanks",
                "Visa4111111111111111",
                "order 77 4111 1111 1111 1111",
                "4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1",
                "+4111111111111111",
                "4111\u00A01111\u00A01111\u00A01111"
            })
    void refuses(String text) {
        assertThat(CardNumber.isIn(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "4111111111111112",
                "+34 600 123 456",
                "+49 1512 3456789",
                "0034 91 123 45 67",
                "550e8400-e29b-41d4-a716-446655440000",
                "a4111111-1111-1111-8111-111111111111",
                "12345678901234567890123",
                "41111111111111111111",
                "7590-VHVEG",
                "1234567890123",
                "2026-03-15T10:00:00.000Z",
                "IBAN ES91 2100 0418 4502 0005 1332",
                "9781861972712"
            })
    void letsPass(String text) {
        assertThat(CardNumber.isIn(text)).isFalse();
    }

    @Test
    void staysFastOnALongTextOfDigits() {
        String digits = "1 ".repeat(10_000);

        assertThat(CardNumber.isIn(digits)).isFalse();
    }
}
