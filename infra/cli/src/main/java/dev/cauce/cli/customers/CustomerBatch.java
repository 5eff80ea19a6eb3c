package dev.cauce.cli.customers;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

/** Customers that go to the server in one request, within what the server takes of requests and of bytes. */
final class CustomerBatch {
    /** Each is three requests at most, of the hundred that a batch may have. */
    private static final int MOST_CUSTOMERS = 32;

    /** Of text. JSON makes six bytes of one at worst, and with what stands around it a body may have a mebibyte. */
    private static final int MOST_CHARACTERS = 150_000;

    private final List<Customer> customers = new ArrayList<>();
    private final List<CompletableFuture<RowOutcome>> outcomes = new ArrayList<>();
    private int characters;

    boolean isEmpty() {
        return customers.isEmpty();
    }

    /** Whether there is room for the customer; an empty batch takes anybody. */
    boolean takes(Customer customer) {
        return customers.isEmpty()
                || (customers.size() < MOST_CUSTOMERS && characters + size(customer) <= MOST_CHARACTERS);
    }

    Future<RowOutcome> add(Customer customer) {
        CompletableFuture<RowOutcome> outcome = new CompletableFuture<>();
        customers.add(customer);
        outcomes.add(outcome);
        characters += size(customer);
        return outcome;
    }

    /** Sends them; whoever waits for an outcome has it then, or what went wrong. */
    void sendBy(CustomerSender sender) {
        try {
            List<RowOutcome> got = sender.send(customers);
            for (int row = 0; row < outcomes.size(); row++) {
                outcomes.get(row).complete(got.get(row));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            outcomes.forEach(
                    outcome -> outcome.completeExceptionally(new CancellationException("The import stopped.")));
        } catch (RuntimeException | Error failure) {
            // Whatever it is, the import that waits for these rows would wait for ever.
            outcomes.forEach(outcome -> outcome.completeExceptionally(failure));
        }
    }

    private static int size(Customer customer) {
        int size = customer.company().length() + customer.email().length();
        if (customer.contact() != null) {
            size += customer.contact().length();
        }
        for (var attribute : customer.attributes().entrySet()) {
            // One for the quotes, the colon and the comma.
            size += 1 + attribute.getKey().length() + attribute.getValue().length();
        }
        return size;
    }
}
