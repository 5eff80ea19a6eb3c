package dev.cauce.ml.churn.features;

import dev.cauce.ml.churn.model.FeatureRow;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Folds the facts of an account, as they happened, into one row. Amounts are in major units of their currency, per
 * month.
 */
final class RowBuilder {
    private static final double DAYS_PER_MONTH = 365.25 / 12;
    private static final double MONTHS_PER_YEAR = 12;
    private static final Duration MONTH = Duration.ofDays(30);
    private static final Duration QUARTER = Duration.ofDays(90);
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,15}(\\.\\d{1,15})?");
    private static final int USUAL_DIGITS = 2;
    private static final Map<String, Integer> DIGITS = Currency.getAvailableCurrencies().stream()
            .collect(Collectors.toMap(Currency::getCurrencyCode, Currency::getDefaultFractionDigits));

    private final String accountId;
    private final Instant asOf;
    private final Map<String, Double> numeric = new TreeMap<>();
    private final Map<String, String> categorical = new TreeMap<>();
    private final Map<String, Subscription> live = new LinkedHashMap<>();
    private final Set<String> openTickets = new TreeSet<>();
    private Map<String, String> attributes = Map.of();
    private @Nullable Instant since;
    private @Nullable Instant lastActivity;
    private double activity;
    private double activityBefore;
    private int steps;
    private int renewals;
    private int planChanges;
    private int tickets;
    private int ratings;
    private double ratingSum;
    private boolean suspended;

    RowBuilder(String accountId, Instant asOf) {
        this.accountId = accountId;
        this.asOf = asOf;
    }

    private record Subscription(String plan, String interval, String currency, long amountMinor, boolean trial) {
        double perMonth() {
            int digits = DIGITS.getOrDefault(currency, USUAL_DIGITS);
            double amount = amountMinor / Math.pow(10, Math.max(digits, 0));
            return "YEAR".equals(interval) ? amount / MONTHS_PER_YEAR : amount;
        }

        Subscription paid() {
            return new Subscription(plan, interval, currency, amountMinor, false);
        }
    }

    void add(FeatureFact fact) {
        switch (fact.kind()) {
            case REGISTERED -> {
                since = fact.happenedAt();
                attributes = fact.attributes();
                String country = fact.details().get("country");
                if (country != null) {
                    categorical.put("country", country);
                }
            }
            case TRIAL_STARTED -> live.put(fact.stream(), subscription(fact, true));
            case SUBSCRIPTION_STARTED -> live.put(fact.stream(), subscription(fact, false));
            case SUBSCRIPTION_ACTIVATED -> live.computeIfPresent(fact.stream(), (stream, s) -> s.paid());
            case SUBSCRIPTION_RENEWED -> renewals++;
            case PLAN_CHANGED -> {
                planChanges++;
                live.computeIfPresent(fact.stream(), (stream, s) -> subscription(fact, s.trial()));
            }
            case SUBSCRIPTION_CANCELLED -> live.remove(fact.stream());
            case ACTIVITY -> activity(fact);
            case ONBOARDING_STEP -> steps++;
            case SUSPENDED -> suspended = true;
            case REACTIVATED -> suspended = false;
            case TICKET_OPENED -> {
                openTickets.add(fact.stream());
                if (within(fact.happenedAt(), QUARTER)) {
                    tickets++;
                }
            }
            case TICKET_RESOLVED -> openTickets.remove(fact.stream());
            case TICKET_RATED -> {
                ratings++;
                ratingSum += fact.number("score");
            }
            case CLOSED -> live.clear();
        }
    }

    FeatureRow build(@Nullable Boolean outcome) {
        if (since != null) {
            double months = days(since) / DAYS_PER_MONTH;
            numeric.put("tenureMonths", months);
            numeric.put("estimatedRevenue", months * perMonth());
        }
        numeric.put("pricePerMonth", perMonth());
        for (Subscription newest : live.values()) { // the last one put in stays
            categorical.put("plan", newest.plan());
            categorical.put("billingInterval", newest.interval());
            categorical.put("currency", newest.currency());
            categorical.put("subscriptionState", newest.trial() ? "TRIAL" : "PAID");
        }
        numeric.put("renewals", (double) renewals);
        numeric.put("planChanges", (double) planChanges);
        numeric.put("activity30Days", activity);
        numeric.put("activityChange30Days", activity - activityBefore);
        if (lastActivity != null) {
            numeric.put("daysSinceActivity", days(lastActivity));
        }
        numeric.put("onboardingSteps", (double) steps);
        numeric.put("suspended", suspended ? 1.0 : 0.0);
        numeric.put("openTickets", (double) openTickets.size());
        numeric.put("ticketsOpened90Days", (double) tickets);
        if (ratings > 0) {
            numeric.put("meanTicketRating", ratingSum / ratings);
        }
        addAttributes();
        return FeatureRow.of(accountId, numeric, categorical, outcome);
    }

    /** An attribute goes by its own name, or by a longer one where a derived feature has that name. */
    private void addAttributes() {
        Set<String> taken = new TreeSet<>(numeric.keySet());
        taken.addAll(categorical.keySet());
        attributes.forEach((name, value) -> {
            String feature = taken.contains(name) ? "attribute " + name : name;
            String text = value.strip();
            if (NUMBER.matcher(text).matches()) {
                numeric.put(feature, Double.valueOf(text));
            } else {
                categorical.put(feature, text);
            }
        });
    }

    private void activity(FeatureFact fact) {
        if (lastActivity == null || fact.happenedAt().isAfter(lastActivity)) {
            lastActivity = fact.happenedAt();
        }
        if (within(fact.happenedAt(), MONTH)) {
            activity += fact.number("count");
        } else if (within(fact.happenedAt(), MONTH.multipliedBy(2))) {
            activityBefore += fact.number("count");
        }
    }

    private static Subscription subscription(FeatureFact fact, boolean trial) {
        return new Subscription(
                fact.detail("plan"),
                fact.detail("interval"),
                fact.detail("currency"),
                fact.number("amountMinor"),
                trial);
    }

    private double perMonth() {
        return live.values().stream().mapToDouble(Subscription::perMonth).sum();
    }

    private boolean within(Instant at, Duration time) {
        return at.isAfter(asOf.minus(time));
    }

    private double days(Instant from) {
        return Duration.between(from, asOf).toSeconds()
                / (double) Duration.ofDays(1).toSeconds();
    }
}
