package dev.cauce.cli.customers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class CustomerBatchTest {

    private static final int LARGEST_BODY = 1 << 20;

    @Test
    void takesThirtyTwoCustomers() {
        CustomerBatch batch = new CustomerBatch();
        assertThat(batch.isEmpty()).isTrue();
        for (int line = 0; line < 32; line++) {
            Customer customer = customer(line, "x", 1, 1, 1);
            assertThat(batch.takes(customer)).isTrue();
            batch.add(customer);
        }

        assertThat(batch.isEmpty()).isFalse();
        assertThat(batch.takes(customer(32, "x", 1, 1, 1))).isFalse();
    }

    @Test
    void takesAnybodyFirstAndNobodyBesideALargeOne() {
        CustomerBatch batch = new CustomerBatch();
        Customer large = customer(1, "x", 400, 60, 500);
        assertThat(batch.takes(large)).isTrue();
        batch.add(large);

        assertThat(batch.takes(customer(2, "x", 0, 1, 1))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0001", "\u20ac", "\"", "x"})
    void staysBelowTheLargestBodyWithTheLongestAttributes(String character) {
        assertThat(bytes(filled(character, 8, 60, 500))).isBetween(140_000, LARGEST_BODY);
    }

    @Test
    void staysBelowTheLargestBodyWithManyShortAttributes() {
        assertThat(bytes(filled("\u0001", 780, 3, 1))).isBetween(500_000, LARGEST_BODY);
    }

    private static int bytes(List<Customer> customers) {
        CustomerRequests requests = new CustomerRequests("mapping");
        return new JsonMapper()
                .writeValueAsBytes(CustomerRequests.batch(
                        customers.stream().map(requests::of).toList()))
                .length;
    }

    private static List<Customer> filled(String character, int attributes, int name, int value) {
        CustomerBatch batch = new CustomerBatch();
        List<Customer> customers = new ArrayList<>();
        Customer next = customer(0, character, attributes, name, value);
        while (batch.takes(next)) {
            batch.add(next);
            customers.add(next);
            next = customer(customers.size(), character, attributes, name, value);
        }
        return customers;
    }

    private static Customer customer(int line, String character, int attributes, int name, int value) {
        SortedMap<String, String> found = new TreeMap<>();
        for (int attribute = 0; attribute < attributes; attribute++) {
            found.put(character.repeat(name) + attribute, character.repeat(value));
        }
        Instant day = Instant.parse("2024-01-31T00:00:00Z");
        return new Customer(
                line,
                "i".repeat(60) + line,
                character.repeat(200),
                character.repeat(200),
                character.repeat(254),
                "America/Argentina/ComodRivadavia",
                "ES",
                day,
                found,
                new Customer.Subscription("p".repeat(64), "EUR", "MONTH", 999_999_999_999L, day, day, "UNKNOWN"));
    }
}
