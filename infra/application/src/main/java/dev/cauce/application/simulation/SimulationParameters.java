package dev.cauce.application.simulation;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Of what a company is made; the same parameters make the same company.
 *
 * @param accounts how many sign up, over the whole time
 * @param end the first day that is not simulated any more; the time before it is {@code months} long
 */
record SimulationParameters(String tenant, int accounts, int months, long seed, LocalDate end) {

    /** Fixed, so that a command says all that its outcome depends on. */
    private static final LocalDate STANDARD_END = LocalDate.of(2026, 1, 1);

    private static final Pattern TENANT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,62}");

    /**
     * From the options of the command line.
     *
     * @throws IllegalArgumentException with a message for who typed them
     */
    static SimulationParameters of(Map<String, String> options, LocalDate today) {
        Map<String, String> given = new HashMap<>(options);
        String tenant = checked("tenant", given.getOrDefault("tenant", "demo"), TENANT.asMatchPredicate(), "an id");
        int accounts = number("accounts", given.getOrDefault("accounts", "200"), 1, 100_000);
        int months = number("months", given.getOrDefault("months", "12"), 1, 120);
        long seed = number("seed", given.getOrDefault("seed", "7"), 0, Integer.MAX_VALUE);
        String end = given.getOrDefault("end", STANDARD_END.toString());
        return new SimulationParameters(tenant, accounts, months, seed, end.equals("today") ? today : date(end, today));
    }

    private static LocalDate date(String text, LocalDate today) {
        LocalDate date;
        try {
            date = LocalDate.parse(text);
        } catch (DateTimeException malformed) {
            throw new IllegalArgumentException("--end is a date such as 2026-01-01, or today: " + text, malformed);
        }
        if (date.isAfter(today) || date.getYear() < 2000) {
            throw new IllegalArgumentException("--end lies between 2000-01-01 and today: " + text);
        }
        return date;
    }

    private static int number(String name, String text, int least, int most) {
        String wanted = "a number from " + least + " to " + most;
        checked(name, text, Pattern.compile("\\d{1,10}").asMatchPredicate(), wanted);
        long value = Long.parseLong(text);
        if (value < least || value > most) {
            throw new IllegalArgumentException("--" + name + " is " + wanted + ", and not " + text);
        }
        return (int) value;
    }

    private static String checked(String name, String text, Predicate<String> right, String wanted) {
        if (!right.test(text)) {
            throw new IllegalArgumentException("--" + name + " is " + wanted + ", and not " + text);
        }
        return text;
    }

    Instant startsAt() {
        return end.minusMonths(months).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    Instant endsAt() {
        return end.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** In one line, as it can be typed again. */
    String line() {
        return "--tenant %s --accounts %d --months %d --seed %d --end %s"
                .formatted(tenant, accounts, months, seed, end);
    }
}
