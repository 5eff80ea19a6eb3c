package dev.cauce.cli.customers;

import dev.cauce.cli.CommandFailed;
import dev.cauce.cli.api.ApiAnswer;
import dev.cauce.cli.api.ServerCodes;
import dev.cauce.cli.mapping.CustomerMapping;
import dev.cauce.cli.mapping.CustomerMapping.PlanEntry;
import dev.cauce.cli.mapping.CustomerMapping.PriceEntry;
import dev.cauce.cli.mapping.MappingProblems;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The plans a mapping brings along: they are put into the catalogue before the first row. */
final class PlanCatalogue {
    private static final int LONGEST_NAME = 200;
    private static final int MOST_PRICES = 100;
    private static final int LONGEST_TRIAL = 365;

    private final List<Plan> plans;

    /**
     * A plan as the API takes it.
     *
     * @param line of the mapping
     */
    record Plan(int line, String id, String name, List<Price> prices, int trialDays) {
        Plan {
            prices = List.copyOf(prices);
        }
    }

    /** A price in the currency's minor unit. */
    record Price(String currency, String interval, long amountMinor) {}

    private PlanCatalogue(List<Plan> plans) {
        this.plans = List.copyOf(plans);
    }

    /**
     * Checks the plans before anything is sent.
     *
     * @throws CommandFailed naming every line of the mapping with a plan that cannot be
     */
    static PlanCatalogue check(CustomerMapping mapping, Path file) {
        MappingProblems problems = new MappingProblems(file);
        List<Plan> plans = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (PlanEntry plan : mapping.plans()) {
            String quoted = "'" + plan.id() + "'";
            if (!plan.id().matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")) {
                problems.add(plan.line(), "a plan's id is 1 to 64 letters, digits, dots, dashes and underscores");
            } else if (!ids.add(plan.id())) {
                problems.add(plan.line(), "the plan " + quoted + " stands twice");
            }
            if (plan.name().length() > LONGEST_NAME) {
                problems.add(plan.line(), "a plan's name has at most " + LONGEST_NAME + " characters");
            }
            if (plan.prices().isEmpty() || plan.prices().size() > MOST_PRICES) {
                problems.add(plan.line(), "the plan " + quoted + " needs 1 to " + MOST_PRICES + " prices");
            }
            List<Price> prices = new ArrayList<>();
            Set<String> terms = new HashSet<>();
            for (PriceEntry price : plan.prices()) {
                price(price, quoted, problems).ifPresent(prices::add);
                if (!terms.add(price.currency() + price.interval())) {
                    problems.add(
                            price.line(),
                            "the plan " + quoted + " has two prices for " + price.currency() + " and "
                                    + price.interval());
                }
            }
            plans.add(new Plan(plan.line(), plan.id(), plan.name(), prices, trialDays(plan, quoted, problems)));
        }
        problems.refuseIfAny();
        return new PlanCatalogue(plans);
    }

    private static Optional<Price> price(PriceEntry price, String plan, MappingProblems problems) {
        if (!price.interval().equals("MONTH") && !price.interval().equals("YEAR")) {
            problems.add(price.line(), "'interval' of the plan " + plan + " must be MONTH or YEAR");
        }
        Optional<Currency> currency = Amounts.currency(price.currency());
        if (currency.isEmpty()) {
            problems.add(price.line(), "'currency' of the plan " + plan + " must be three letters of ISO 4217, as EUR");
            return Optional.empty();
        }
        Optional<Long> amount = Amounts.minor(price.amount(), currency.get(), '.');
        if (amount.isEmpty()) {
            problems.add(
                    price.line(),
                    "'price' of the plan " + plan + " must be an amount such as 49.00, and no finer than "
                            + price.currency() + " has coins");
        }
        return amount.map(minor -> new Price(price.currency(), price.interval(), minor));
    }

    private static int trialDays(PlanEntry plan, String quoted, MappingProblems problems) {
        String text = plan.trialDays();
        if (text == null) {
            return 0;
        }
        if (!text.matches("\\d{1,3}") || Integer.parseInt(text) > LONGEST_TRIAL) {
            problems.add(
                    plan.line(),
                    "'trial-days' of the plan " + quoted + " must be a whole number from 0 to " + LONGEST_TRIAL);
            return 0;
        }
        return Integer.parseInt(text);
    }

    /** Creates what is missing; a plan that is there under its id is left as it is. */
    void create(CustomerSender sender, PrintStream err) throws InterruptedException {
        for (Plan plan : plans) {
            ApiAnswer answer = sender.post(sender.requests().plan(plan));
            if (answer.code().equals(ServerCodes.ALREADY_EXISTS)) {
                err.println("The plan " + plan.id() + " is in the catalogue already and stays as it is");
            } else if (!answer.ok()) {
                throw CommandFailed.wrongInput("The plan " + plan.id() + " (line " + plan.line()
                        + " of the mapping) is refused by the server: " + answer.code() + ", " + answer.message());
            }
        }
    }
}
