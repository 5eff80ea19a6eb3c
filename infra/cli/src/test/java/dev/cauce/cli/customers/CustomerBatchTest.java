package dev.cauce.cli.customers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cauce.cli.CommandFailed;
import dev.cauce.cli.api.CauceApi;
import dev.cauce.cli.api.Retry;
import dev.cauce.cli.api.TokenSource;
import dev.cauce.cli.mapping.CustomerMappingReader;
import dev.cauce.cli.standin.StandInCauce;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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

    @Nested
    class Sending {

        @TempDir
        Path folder;

        private final StandInCauce server = new StandInCauce();
        private final CustomerBatch batch = new CustomerBatch();

        @AfterEach
        void stop() {
            Thread.interrupted();
            server.close();
        }

        @Test
        void givesEachCustomerItsOwnOutcome() throws Exception {
            Future<RowOutcome> first = batch.add(customer(7, "c-7", "Seven"));
            Future<RowOutcome> refused = batch.add(customer(9, "c-9", "refuse me"));
            Future<RowOutcome> last = batch.add(customer(11, "c-11", "Eleven"));

            batch.sendBy(sender(TokenSource.fixed("token-0")));

            assertThat(first.get()).isEqualTo(in(7));
            assertThat(last.get()).isEqualTo(in(11));
            assertThat(refused.get().line()).isEqualTo(9);
            assertThat(refused.get().done()).isEmpty();
            assertThat(refused.get().rejections()).extracting(Rejection::code).containsExactly("INVALID_REQUEST");
            assertThat(server.accounts()).containsOnlyKeys("c-7", "c-11");
            assertThat(server.contractFaults()).isEmpty();
        }

        @Test
        void tellsEverybodyWhatWentWrong() throws Exception {
            List<Future<RowOutcome>> outcomes = addTwo();
            server.close();

            batch.sendBy(sender(TokenSource.fixed("token-0")));

            assertThat(outcomes)
                    .allSatisfy(outcome -> assertThatThrownBy(outcome::get)
                            .isInstanceOf(ExecutionException.class)
                            .cause()
                            .isInstanceOf(CommandFailed.class)
                            .hasMessageContaining("away"));
        }

        @Test
        void leavesNobodyWaitingAfterAnErrorOfTheMachine() throws Exception {
            List<Future<RowOutcome>> outcomes = addTwo();

            batch.sendBy(sender(new TokenSource() {
                @Override
                public String token() {
                    throw new StackOverflowError("too deep");
                }

                @Override
                public String renewed(String refused) {
                    return refused;
                }
            }));

            assertThat(outcomes).allSatisfy(outcome -> {
                assertThat(outcome.isDone()).isTrue();
                assertThatThrownBy(outcome::get).hasRootCauseMessage("too deep");
            });
        }

        @Test
        void cancelsTheOutcomesWhenItIsInterruptedAndStaysSo() throws Exception {
            List<Future<RowOutcome>> outcomes = addTwo();
            CustomerSender sender = sender(TokenSource.fixed("token-0"));
            Thread.currentThread().interrupt();

            batch.sendBy(sender);

            assertThat(Thread.interrupted()).isTrue();
            assertThat(outcomes).allMatch(Future::isCancelled);
        }

        private List<Future<RowOutcome>> addTwo() {
            return List.of(batch.add(customer(1, "c-1", "One")), batch.add(customer(2, "c-2", "Two")));
        }

        private static RowOutcome in(long line) {
            return new RowOutcome(line, Set.of(CustomerRequests.Step.ACCOUNT), 0, List.of());
        }

        private CustomerSender sender(TokenSource tokens) throws IOException {
            Path mapping = Files.writeString(
                    folder.resolve("m.yaml"), "mapping: m\naccount: {id: id, company: company, email: email}\n");
            return new CustomerSender(
                    new CauceApi(server.url(), tokens, Retry.none()), CustomerMappingReader.read(mapping));
        }

        private static Customer customer(long line, String id, String company) {
            return new Customer(
                    line, id, company, null, id + "@example.invalid", "UTC", null, null, new TreeMap<>(), null);
        }
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
