package dev.cauce.cli.mapping;

import java.nio.charset.Charset;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the columns of a table of customers mean.
 *
 * @param name part of every idempotency key: a table imported under another name is another import
 * @param delimiter between cells, or null to find it out
 * @param encoding of the table, or null for UTF-8
 * @param asOf the day the table was drawn, or null when the command line is to say
 * @param zone where the days of the table begin and end
 * @param plans the plans to be there before the first subscription
 * @param subscription null when the table has no subscriptions
 * @param outcome null when no column says who left
 */
public record CustomerMapping(
        String name,
        @Nullable Character delimiter,
        @Nullable Charset encoding,
        @Nullable LocalDate asOf,
        ZoneId zone,
        List<PlanEntry> plans,
        AccountRules account,
        @Nullable SubscriptionRules subscription,
        @Nullable Outcome outcome,
        Attributes attributes) {
    private static final int MOST_ATTRIBUTES = 100;
    private static final int LONGEST_ATTRIBUTE_NAME = 64;

    /**
     * A plan of the catalogue.
     *
     * @param line of the mapping
     * @param trialDays as written, or null for no trial
     */
    public record PlanEntry(
            int line,
            String id,
            String name,
            List<PriceEntry> prices,
            @Nullable String trialDays) {}

    /**
     * What a plan costs.
     *
     * @param line of the mapping
     * @param interval {@code MONTH} or {@code YEAR}, as written
     * @param amount in major units, as written
     */
    public record PriceEntry(int line, String currency, String interval, String amount) {}

    /** The account's fields; null where the mapping has none. */
    public record AccountRules(
            FieldRule id,
            FieldRule company,
            @Nullable FieldRule contact,
            FieldRule email,
            FieldRule timeZone,
            @Nullable FieldRule country,
            @Nullable FieldRule since) {
        Stream<FieldRule> rules() {
            return Stream.of(id, company, contact, email, timeZone, country, since)
                    .filter(Objects::nonNull);
        }

        /**
         * Columns that name a person or a company: never an attribute, since a name that stands once teaches a model
         * nothing.
         */
        Set<String> identifyingColumns() {
            Set<String> columns = new LinkedHashSet<>();
            Stream.of(id, company, contact, email)
                    .filter(Objects::nonNull)
                    .forEach(rule -> columns.addAll(rule.source().columns()));
            return columns;
        }
    }

    /** The subscription's fields; null where the mapping has none. */
    public record SubscriptionRules(
            FieldRule plan,
            @Nullable FieldRule price,
            FieldRule currency,
            FieldRule interval,
            FieldRule started,
            @Nullable FieldRule ended,
            @Nullable FieldRule reason) {
        Stream<FieldRule> rules() {
            return Stream.of(plan, price, currency, interval, started, ended, reason)
                    .filter(Objects::nonNull);
        }
    }

    /**
     * The column that says who left.
     *
     * @param values what each text means
     */
    public record Outcome(int line, String column, Map<String, Fate> values) {}

    /** What became of a customer by the as-of date. */
    public enum Fate {
        ACTIVE,
        CANCELLED
    }

    /**
     * Which columns become attributes, that is, features.
     *
     * @param line of the mapping
     * @param allBut whether the columns listed are those left out
     * @param columns with their line in the mapping
     */
    public record Attributes(int line, boolean allBut, Map<String, Integer> columns) {}

    /** Every column the mapping names, in its order. */
    public Set<String> columns() {
        Set<String> columns = new LinkedHashSet<>();
        rules().forEach(rule -> columns.addAll(rule.source().columns()));
        if (outcome != null) {
            columns.add(outcome.column());
        }
        columns.addAll(attributes.columns().keySet());
        return columns;
    }

    /** Whether something is derived from the as-of date, so that it must be fixed for a second run to be the same. */
    public boolean derivesFromAsOf() {
        boolean leavesAtAsOf = outcome != null
                && outcome.values().containsValue(Fate.CANCELLED)
                && (subscription == null || subscription.ended() == null);
        return leavesAtAsOf || rules().anyMatch(rule -> rule.source() instanceof FieldRule.AsOf);
    }

    /**
     * The attribute columns of a table. With {@code all-but}, columns that identify somebody, the outcome and the end
     * are left out by themselves: what tells how it ended must never be a feature.
     */
    public List<String> attributeColumns(Collection<String> header) {
        if (!attributes.allBut()) {
            return List.copyOf(attributes.columns().keySet());
        }
        Set<String> barred = barredFromAttributes();
        return header.stream()
                .filter(column -> !column.isEmpty()
                        && !barred.contains(column)
                        && !attributes.columns().containsKey(column))
                .toList();
    }

    /** Columns that may never be an attribute. */
    Set<String> barredFromAttributes() {
        Set<String> barred = new LinkedHashSet<>(account.identifyingColumns());
        if (outcome != null) {
            barred.add(outcome.column());
        }
        if (subscription != null) {
            Stream.of(subscription.ended(), subscription.reason())
                    .filter(Objects::nonNull)
                    .forEach(rule -> barred.addAll(rule.source().columns()));
        }
        return barred;
    }

    /**
     * Holds the mapping against a table's header.
     *
     * @param missing what is to be said of a column that is not there
     */
    public void check(Collection<String> header, UnaryOperator<String> missing, MappingProblems problems) {
        Map<String, Integer> asked = new LinkedHashMap<>();
        rules().forEach(rule -> rule.source().columns().forEach(column -> asked.putIfAbsent(column, rule.line())));
        if (outcome != null) {
            asked.putIfAbsent(outcome.column(), outcome.line());
        }
        attributes.columns().forEach(asked::putIfAbsent);
        asked.forEach((column, line) -> {
            if (!header.contains(column)) {
                problems.add(line, missing.apply(column));
            }
        });
        List<String> features = attributeColumns(header);
        if (features.size() > MOST_ATTRIBUTES) {
            problems.add(
                    attributes.line(),
                    "'attributes' takes %d columns and an account holds at most %d; name those left out under 'all-but'"
                            .formatted(features.size(), MOST_ATTRIBUTES));
        }
        features.stream()
                .filter(name -> name.length() > LONGEST_ATTRIBUTE_NAME)
                .forEach(name -> problems.add(
                        attributes.line(),
                        "the attribute '" + name.substring(0, LONGEST_ATTRIBUTE_NAME) + "…' has a name above "
                                + LONGEST_ATTRIBUTE_NAME + " characters; shorten it in the file"));
    }

    private Stream<FieldRule> rules() {
        List<FieldRule> rules = new ArrayList<>(account.rules().toList());
        if (subscription != null) {
            subscription.rules().forEach(rules::add);
        }
        return rules.stream();
    }
}
