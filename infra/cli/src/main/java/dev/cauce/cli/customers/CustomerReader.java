package dev.cauce.cli.customers;

import dev.cauce.cli.mapping.CellRefused;
import dev.cauce.cli.mapping.Cells;
import dev.cauce.cli.mapping.CustomerMapping;
import dev.cauce.cli.mapping.CustomerMapping.AccountRules;
import dev.cauce.cli.mapping.CustomerMapping.Fate;
import dev.cauce.cli.mapping.CustomerMapping.Outcome;
import dev.cauce.cli.mapping.CustomerMapping.SubscriptionRules;
import dev.cauce.cli.mapping.FieldRule;
import dev.cauce.cli.table.TableRow;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Turns rows into customers, or says everything that is wrong with a row. Reads the rows of one table in their order:
 * an id or an e-mail address that stands twice refuses the later row, so that the result does not depend on which
 * request came first.
 */
final class CustomerReader {
    /** Two characters are kept for the subscription's id, which is the account's with {@code -1}. */
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,61}");

    private static final Pattern PLAN_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Pattern EMAIL = Pattern.compile("[^\\s@,;<>]{1,64}@[^\\s@,;<>]+\\.[^\\s@,;<>.]+");
    private static final Set<String> ZONES = ZoneId.getAvailableZoneIds();
    private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
    private static final String UNKNOWN_REASON = "UNKNOWN";
    private static final List<String> REASONS = List.of(
            "CUSTOMER_REQUEST",
            "PRICE",
            "MISSING_FEATURE",
            "COMPETITOR",
            "TRIAL_EXPIRED",
            "PAYMENT_FAILED",
            "ACCOUNT_CLOSED",
            UNKNOWN_REASON);
    private static final int LONGEST_EMAIL = 254;
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_ATTRIBUTE = 500;

    private final CustomerMapping mapping;
    private final LocalDate asOf;
    private final Instant now;
    private final Days days;
    private final Map<String, Integer> index = new HashMap<>();
    private final List<String> attributes;
    private final Map<String, Long> ids = new HashMap<>();
    private final Map<String, Long> emails = new HashMap<>();

    /**
     * @param columns the table's header
     * @param asOf the day the table was drawn: nothing in it may be later
     * @param now nothing may be later than this either
     */
    CustomerReader(CustomerMapping mapping, List<String> columns, LocalDate asOf, Instant now) {
        this.mapping = mapping;
        this.asOf = asOf;
        this.now = now;
        this.days = new Days(mapping.zone());
        this.attributes = mapping.attributeColumns(columns);
        for (int i = 0; i < columns.size(); i++) {
            index.put(columns.get(i), i);
        }
    }

    /** What came out of a row: a customer, or at least one rejection. */
    sealed interface Read {
        record Sound(Customer customer) implements Read {}

        record Refused(List<Rejection> rejections) implements Read {}
    }

    Read read(TableRow.Sound row) {
        return new Row(row).read();
    }

    /** The columns a field of the API comes from, to name them when the server refuses it. */
    static @Nullable String column(CustomerMapping mapping, String field) {
        FieldRule rule = fields(mapping).get(field);
        return rule == null ? null : rule.place();
    }

    private static Map<String, FieldRule> fields(CustomerMapping mapping) {
        Map<String, FieldRule> fields = new LinkedHashMap<>();
        AccountRules account = mapping.account();
        fields.put("accountId", account.id());
        fields.put("companyName", account.company());
        putIfThere(fields, "contactName", account.contact());
        fields.put("email", account.email());
        fields.put("timeZone", account.timeZone());
        putIfThere(fields, "country", account.country());
        SubscriptionRules subscription = mapping.subscription();
        if (subscription != null) {
            fields.put("planId", subscription.plan());
            putIfThere(fields, "amountMinor", subscription.price());
            fields.put("currency", subscription.currency());
            fields.put("interval", subscription.interval());
            fields.put("startedAt", subscription.started());
            putIfThere(fields, "cancelledAt", subscription.ended());
            putIfThere(fields, "reason", subscription.reason());
            putIfThere(fields, "customerSince", subscription.started());
        }
        putIfThere(fields, "customerSince", account.since());
        return fields;
    }

    private static void putIfThere(Map<String, FieldRule> fields, String name, @Nullable FieldRule rule) {
        if (rule != null) {
            fields.put(name, rule);
        }
    }

    /** The reading of one row: goes on after a fault, so that a report names all of them. */
    private final class Row {
        private final long line;
        private final Cells cells;
        private final List<Rejection> rejections = new ArrayList<>();

        Row(TableRow.Sound row) {
            line = row.line();
            cells = new Cells(index, row.cells());
        }

        Read read() {
            AccountRules account = mapping.account();
            String id = tried(() -> id(account.id()));
            String company =
                    tried(() -> text(account.company(), account.company().required(cells, asOf)));
            FieldRule contactRule = account.contact();
            String contact = contactRule == null ? null : tried(() -> text(contactRule, contactRule.text(cells, asOf)));
            String email = tried(() -> email(account.email()));
            String timeZone = tried(() -> timeZone(account.timeZone()));
            FieldRule countryRule = account.country();
            String country = countryRule == null ? null : tried(() -> country(countryRule));
            SubscriptionRules rules = mapping.subscription();
            Customer.Subscription subscription = rules == null ? null : subscription(rules);
            FieldRule sinceRule = account.since();
            Instant since = sinceRule != null
                    ? tried(() -> moment(sinceRule))
                    : subscription == null ? null : subscription.started();
            SortedMap<String, String> features = attributes();
            if (id != null) {
                refuseTwice(ids, id, account.id().place(), "ID_TWICE", "has the id of");
            }
            if (email != null) {
                refuseTwice(
                        emails,
                        email.toLowerCase(Locale.ROOT),
                        account.email().place(),
                        "EMAIL_TWICE",
                        "has the e-mail address of");
            }
            if (!rejections.isEmpty() || id == null || company == null || email == null || timeZone == null) {
                return new Read.Refused(List.copyOf(rejections));
            }
            ids.put(id, line);
            emails.put(email.toLowerCase(Locale.ROOT), line);
            return new Read.Sound(new Customer(
                    line,
                    id,
                    company,
                    contact == null || contact.isEmpty() ? null : contact,
                    email,
                    timeZone,
                    country == null || country.isEmpty() ? null : country,
                    since,
                    features,
                    subscription));
        }

        private <T> @Nullable T tried(Supplier<@Nullable T> field) {
            try {
                return field.get();
            } catch (CellRefused refused) {
                rejections.add(new Rejection(line, refused.column(), refused.code(), refused.text()));
                return null;
            }
        }

        private void refuseTwice(Map<String, Long> seen, String value, String place, String code, String what) {
            Long first = seen.get(value);
            if (first != null) {
                rejections.add(new Rejection(
                        line, place, code, what + " line " + first + "; the first stays, correct or remove this one"));
            }
        }

        private String id(FieldRule rule) {
            String id = rule.required(cells, asOf);
            if (!ID.matcher(id).matches()) {
                throw new CellRefused(
                        rule.place(),
                        "ID_NOT_ALLOWED",
                        "an id is 1 to 62 letters, digits, dots, dashes and underscores and begins with a letter or digit; its"
                                + " shape is " + CellRefused.shape(id));
            }
            return id;
        }

        private String text(FieldRule rule, String text) {
            if (text.length() > LONGEST_NAME) {
                throw new CellRefused(
                        rule.place(),
                        "TOO_LONG",
                        "has " + text.length() + " characters, at most " + LONGEST_NAME + " fit");
            }
            return text;
        }

        private String email(FieldRule rule) {
            String email = rule.required(cells, asOf);
            if (email.length() > LONGEST_EMAIL || !EMAIL.matcher(email).matches()) {
                throw new CellRefused(
                        rule.place(),
                        "EMAIL_MALFORMED",
                        "is no e-mail address such as name@company.example; correct it");
            }
            return email;
        }

        private String timeZone(FieldRule rule) {
            String zone = rule.required(cells, asOf);
            if (!ZONES.contains(zone)) {
                throw new CellRefused(
                        rule.place(), "TIME_ZONE_UNKNOWN", "is no time zone such as Europe/Madrid or UTC; correct it");
            }
            return zone;
        }

        private String country(FieldRule rule) {
            String country = rule.text(cells, asOf).toUpperCase(Locale.ROOT);
            if (!country.isEmpty() && !country.matches("[A-Z]{2}")) {
                throw new CellRefused(
                        rule.place(),
                        "COUNTRY_UNKNOWN",
                        "must be a country's two letters (ISO 3166), as ES; translate it with 'values' in the mapping");
            }
            return country;
        }

        private SortedMap<String, String> attributes() {
            SortedMap<String, String> found = new TreeMap<>();
            for (String column : attributes) {
                String text = cells.get(column);
                if (text.length() > LONGEST_ATTRIBUTE) {
                    rejections.add(new Rejection(
                            line,
                            column,
                            "TOO_LONG",
                            "has " + text.length() + " characters, an attribute holds at most " + LONGEST_ATTRIBUTE
                                    + "; shorten it, or name the column under 'all-but'"));
                } else if (!text.isEmpty()) {
                    found.put(column, text);
                }
            }
            return found;
        }

        private Customer.@Nullable Subscription subscription(SubscriptionRules rules) {
            String plan = tried(() -> plan(rules.plan()));
            Currency currency = tried(() -> currency(rules.currency()));
            String interval = tried(() -> interval(rules.interval()));
            FieldRule priceRule = rules.price();
            Long price = priceRule == null || currency == null ? null : tried(() -> price(priceRule, currency));
            Instant started = tried(() -> moment(rules.started()));
            FieldRule endedRule = rules.ended();
            String endedText = endedRule == null ? null : tried(() -> endedRule.text(cells, asOf));
            Instant ended = endedRule == null || endedText == null || endedText.isEmpty()
                    ? null
                    : tried(() -> moment(endedRule));
            Outcome outcome = mapping.outcome();
            Fate fate = outcome == null ? null : tried(() -> fate(outcome));
            if (fate == Fate.ACTIVE && ended != null && endedRule != null) {
                rejections.add(new Rejection(
                        line,
                        endedRule.place(),
                        "ENDED_BUT_ACTIVE",
                        "has an end, and " + String.valueOf(outcome == null ? "" : outcome.column())
                                + " says the customer is still there; correct one of them"));
            }
            if (fate == Fate.CANCELLED && ended == null) {
                ended = days.start(asOf);
            }
            if (started != null && ended != null && ended.isBefore(started)) {
                rejections.add(new Rejection(
                        line,
                        endedRule != null ? endedRule.place() : rules.started().place(),
                        "ENDS_BEFORE_START",
                        "ends before it started; correct one of the dates"));
            }
            String reason = ended == null ? UNKNOWN_REASON : tried(() -> reason(rules.reason()));
            return plan == null || currency == null || interval == null || started == null || reason == null
                    ? null
                    : new Customer.Subscription(
                            plan, currency.getCurrencyCode(), interval, price, started, ended, reason);
        }

        private String plan(FieldRule rule) {
            String plan = rule.required(cells, asOf);
            if (!PLAN_ID.matcher(plan).matches()) {
                throw new CellRefused(
                        rule.place(),
                        "ID_NOT_ALLOWED",
                        "a plan's id is 1 to 64 letters, digits, dots, dashes and underscores; translate it with 'values' in the"
                                + " mapping; its shape is " + CellRefused.shape(plan));
            }
            return plan;
        }

        private Currency currency(FieldRule rule) {
            String code = rule.required(cells, asOf);
            return Amounts.currency(code)
                    .orElseThrow(() -> new CellRefused(
                            rule.place(), "CURRENCY_UNKNOWN", "is no currency's three letters (ISO 4217), as EUR"));
        }

        private String interval(FieldRule rule) {
            String interval = rule.required(cells, asOf).toUpperCase(Locale.ROOT);
            if (!interval.equals("MONTH") && !interval.equals("YEAR")) {
                throw new CellRefused(
                        rule.place(),
                        "INTERVAL_UNKNOWN",
                        "must be MONTH or YEAR; translate it with 'values' in the mapping");
            }
            return interval;
        }

        private @Nullable Long price(FieldRule rule, Currency currency) {
            String text = rule.text(cells, asOf);
            if (text.isEmpty()) {
                return null;
            }
            return Amounts.minor(text, currency, rule.decimal())
                    .orElseThrow(() -> new CellRefused(
                            rule.place(),
                            "NOT_AN_AMOUNT",
                            "must be an amount such as 1234%s without sign, symbol or thousands mark; its shape is %s"
                                    .formatted(
                                            currency.getDefaultFractionDigits() == 0
                                                    ? ""
                                                    : rule.decimal() + "5".repeat(currency.getDefaultFractionDigits()),
                                            CellRefused.shape(text))));
        }

        private String reason(@Nullable FieldRule rule) {
            String reason = rule == null ? "" : rule.text(cells, asOf);
            if (rule == null || reason.isEmpty()) {
                return UNKNOWN_REASON;
            }
            if (!REASONS.contains(reason)) {
                throw new CellRefused(
                        rule.place(),
                        "REASON_UNKNOWN",
                        "must be one of " + String.join(", ", REASONS) + "; translate it with 'values' in the mapping");
            }
            return reason;
        }

        private Instant moment(FieldRule rule) {
            String text = rule.required(cells, asOf);
            String format = rule.source() instanceof FieldRule.AsOf ? null : rule.format();
            Instant moment = days.parse(text, format)
                    .orElseThrow(() -> new CellRefused(
                            rule.place(),
                            "NOT_A_DATE",
                            "must be a date written as " + (format == null ? "2024-01-31" : format)
                                    + ", and its shape is " + CellRefused.shape(text)
                                    + "; correct it, or give 'format' in the mapping"));
            if (moment.isBefore(EARLIEST)) {
                throw new CellRefused(rule.place(), "DATE_TOO_EARLY", "lies before the year 1900; correct it");
            }
            if (moment.isAfter(now)) {
                throw new CellRefused(rule.place(), "DATE_IN_FUTURE", "lies in the future; correct it");
            }
            if (moment.isAfter(days.start(asOf.plusDays(1)).minusNanos(1))) {
                throw new CellRefused(
                        rule.place(),
                        "DATE_AFTER_AS_OF",
                        "is later than " + asOf + ", the day the table is of; correct one");
            }
            return moment;
        }

        private Fate fate(Outcome outcome) {
            Fate fate = outcome.values().get(cells.get(outcome.column()));
            if (fate == null) {
                throw new CellRefused(
                        outcome.column(),
                        "VALUE_NOT_MAPPED",
                        "has a value that 'outcome.values' does not list (line " + outcome.line()
                                + " of the mapping; it lists "
                                + String.join(", ", outcome.values().keySet())
                                + "): add it there, or correct the cell");
            }
            return fate;
        }
    }
}
