package dev.cauce.cli.customers;

import java.time.Instant;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * One row as the mapping understands it.
 *
 * @param line of the table
 * @param id the account's id
 * @param since when it became a customer, or null when the table does not say
 * @param attributes by name; blank ones are left out
 * @param subscription null when the table has none
 */
record Customer(
        long line,
        String id,
        String company,
        @Nullable String contact,
        String email,
        String timeZone,
        @Nullable String country,
        @Nullable Instant since,
        SortedMap<String, String> attributes,
        @Nullable Subscription subscription) {

    /**
     * What the customer pays or paid for.
     *
     * @param amountMinor in the currency's minor unit, or null for the plan's price
     * @param interval {@code MONTH} or {@code YEAR}
     * @param ended when the customer left, or null
     * @param reason why, a name of the API
     */
    record Subscription(
            String planId,
            String currency,
            String interval,
            @Nullable Long amountMinor,
            Instant started,
            @Nullable Instant ended,
            String reason) {}

    /** Never a name or an address. */
    @Override
    public String toString() {
        return "Customer[line " + line + "]";
    }
}
