package dev.cauce.ml.churn.features;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One thing that happened to an account, with both of its times: when it happened in the business, and when it was
 * recorded.
 *
 * @param stream which of the account's streams it is from, as {@code account}, {@code subscription:s1}
 * @param sequence its place in that stream
 * @param details what it says, as plain texts by name
 * @param attributes of a registration: what else is known of the customer; empty once the person is erased
 */
public record FeatureFact(
        Kind kind,
        String stream,
        long sequence,
        Instant happenedAt,
        Instant recordedAt,
        SortedMap<String, String> details,
        SortedMap<String, String> attributes) {

    public FeatureFact {
        details = Collections.unmodifiableSortedMap(new TreeMap<>(details));
        attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
    }

    /** What happened. The names are stored. */
    public enum Kind {
        REGISTERED,
        TRIAL_STARTED,
        SUBSCRIPTION_STARTED,
        SUBSCRIPTION_ACTIVATED,
        SUBSCRIPTION_RENEWED,
        PLAN_CHANGED,
        SUBSCRIPTION_CANCELLED,
        ACTIVITY,
        ONBOARDING_STEP,
        SUSPENDED,
        REACTIVATED,
        CLOSED,
        TICKET_OPENED,
        TICKET_RESOLVED,
        TICKET_RATED;

        /** Whether it begins a time as a customer. */
        boolean begins() {
            return this == TRIAL_STARTED || this == SUBSCRIPTION_STARTED;
        }

        /** Whether it ends one: the outcome that is to be predicted, so at its own instant it is not history yet. */
        boolean ends() {
            return this == SUBSCRIPTION_CANCELLED || this == CLOSED;
        }

        /** Whether an import tells it of a time before the import. */
        boolean toldByImports() {
            return this == REGISTERED || this == SUBSCRIPTION_STARTED || this == SUBSCRIPTION_CANCELLED;
        }
    }

    String detail(String name) {
        String value = details.get(name);
        if (value == null) {
            throw new IllegalStateException("a fact of kind " + kind + " has no " + name);
        }
        return value;
    }

    long number(String name) {
        return Long.parseLong(detail(name));
    }
}
