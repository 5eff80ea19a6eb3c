package dev.cauce.cli.customers;

import dev.cauce.cli.CommandFailed;
import dev.cauce.cli.api.ApiAnswer;
import dev.cauce.cli.api.ServerCodes;
import dev.cauce.cli.mapping.CustomerMapping;
import dev.cauce.cli.mapping.CustomerMapping.PlanEntry;
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
    private record Priced(PlanEntry entry, long amountMinor) {}

    private final List<Priced> plans;

    private PlanCatalogue(List<Priced> plans) {
        this.plans = List.copyOf(plans);
    }

    /** @throws CommandFailed naming every line of the mapping with a plan that cannot be */
    static PlanCatalogue check(CustomerMapping mapping, Path file) {
        MappingProblems problems = new MappingProblems(file);
        List<Priced> plans = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (PlanEntry plan : mapping.plans()) {
            if (!plan.id().matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")) {
                problems.add(plan.line(), "a plan's id is 1 to 64 letters, digits, dots, dashes and underscores");
            } else if (!ids.add(plan.id())) {
                problems.add(plan.line(), "the plan '" + plan.id() + "' stands twice");
            }
            if (plan.name().length() > 100) {
                problems.add(plan.line(), "a plan's name has at most 100 characters");
            }
            if (!plan.interval().equals("MONTH") && !plan.interval().equals("YEAR")) {
                problems.add(plan.line(), "'interval' of the plan '" + plan.id() + "' must be MONTH or YEAR");
            }
            Optional<Currency> currency = Amounts.currency(plan.currency());
            if (currency.isEmpty()) {
                problems.add(
                        plan.line(),
                        "'currency' of the plan '" + plan.id() + "' must be three letters of ISO 4217, as EUR");
                continue;
            }
            Amounts.minor(plan.price(), currency.get(), '.')
                    .ifPresentOrElse(
                            amount -> plans.add(new Priced(plan, amount)),
                            () -> problems.add(
                                    plan.line(),
                                    "'price' of the plan '" + plan.id()
                                            + "' must be an amount such as 49.00, and no finer than " + plan.currency()
                                            + " has coins"));
        }
        problems.refuseIfAny();
        return new PlanCatalogue(plans);
    }

    /** Creates what is missing; a plan that is there under its id is left as it is. */
    void create(CustomerSender sender, PrintStream err) throws InterruptedException {
        for (Priced plan : plans) {
            ApiAnswer answer = sender.post(sender.requests().plan(plan.entry(), plan.amountMinor()));
            if (answer.code().equals(ServerCodes.ALREADY_EXISTS)) {
                err.println("The plan " + plan.entry().id() + " is in the catalogue already and stays as it is");
            } else if (!answer.ok()) {
                throw CommandFailed.wrongInput("The plan " + plan.entry().id() + " (line "
                        + plan.entry().line() + " of the mapping) is refused by the server: " + answer.code() + ", "
                        + answer.message());
            }
        }
    }
}
