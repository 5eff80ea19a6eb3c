package dev.cauce.command.catalogue;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import dev.cauce.contracts.catalogue.BillingInterval;
import dev.cauce.contracts.catalogue.DefinePlan;
import dev.cauce.contracts.catalogue.PlanDefined;
import dev.cauce.contracts.catalogue.PlanPrice;
import dev.cauce.contracts.catalogue.PlanPriceSet;
import dev.cauce.contracts.catalogue.PlanRetired;
import dev.cauce.contracts.catalogue.PlanTermsStated;
import dev.cauce.contracts.catalogue.RetirePlan;
import dev.cauce.contracts.catalogue.SetPlanPrice;
import dev.cauce.contracts.catalogue.StatePlanTerms;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.platform.command.Answer;
import dev.cauce.platform.rejection.Rejected;
import java.time.Clock;
import java.time.Instant;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** A plan of the catalogue: its prices and trial days, and whether it is still sold. */
@JsonAutoDetect(fieldVisibility = Visibility.ANY)
public final class Plan {

    @AggregateIdentifier
    private @Nullable String streamId;

    private static final int MOST_PRICES = 1_000;

    private PlanTerms terms = PlanTerms.NONE;

    Plan() {}

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Answer decide(DefinePlan command) {
        if (streamId != null) {
            throw new Rejected(ErrorCode.ALREADY_EXISTS, "The plan is defined already.");
        }
        refuseTwoPricesForOneThing(command.prices());
        command.prices().forEach(price -> refuseUnknownCurrency(price.currency()));
        apply(new PlanDefined(
                command.tenantId(), command.planId(), command.name(), command.prices(), command.trialDays()));
        return Answer.of("planId", command.planId());
    }

    @EventSourcingHandler
    void evolve(PlanDefined event) {
        streamId = StreamId.of("plan", event.tenantId(), event.planId()).value();
        terms = PlanTerms.after(terms, event);
    }

    @CommandHandler
    Answer decide(SetPlanPrice command, Clock clock) {
        terms.refuseRetired();
        refuseUnknownCurrency(command.currency());
        Instant now = clock.instant();
        Instant validFrom = command.validFrom() == null ? now : command.validFrom();
        if (validFrom.isBefore(now)) {
            throw new Rejected(ErrorCode.DATE_IN_PAST, "A price cannot hold from a time in the past.");
        }
        if (terms.prices().size() >= MOST_PRICES) {
            throw new Rejected(ErrorCode.TOO_MANY_CHANGES, "The plan has " + MOST_PRICES + " prices already.");
        }
        apply(new PlanPriceSet(
                command.tenantId(),
                command.planId(),
                terms.versions(command.currency(), command.interval()).size() + 1,
                command.currency(),
                command.interval(),
                command.amountMinor(),
                command.billingMode(),
                validFrom));
        return Answer.of("planId", command.planId());
    }

    @EventSourcingHandler
    void evolve(PlanPriceSet event) {
        terms = PlanTerms.after(terms, event);
    }

    @CommandHandler
    Answer decide(StatePlanTerms command) {
        terms.refuseRetired();
        apply(new PlanTermsStated(
                command.tenantId(), command.planId(), command.trialDays(), command.trialEnd(), command.graceDays()));
        return Answer.of("planId", command.planId());
    }

    @EventSourcingHandler
    void evolve(PlanTermsStated event) {
        terms = PlanTerms.after(terms, event);
    }

    @CommandHandler
    Answer decide(RetirePlan command) {
        terms.refuseRetired();
        apply(new PlanRetired(command.tenantId(), command.planId()));
        return Answer.of("planId", command.planId());
    }

    @EventSourcingHandler
    void evolve(PlanRetired event) {
        terms = PlanTerms.after(terms, event);
    }

    PlanTerms terms() {
        return terms;
    }

    /** Amounts are minor units, which only a currency in use has (ISO 4217; not gold, nor the code for tests). */
    private static void refuseUnknownCurrency(String code) {
        boolean known = Currency.getAvailableCurrencies().stream()
                .anyMatch(currency ->
                        currency.getCurrencyCode().equals(code) && currency.getDefaultFractionDigits() >= 0);
        if (!known) {
            throw new Rejected(ErrorCode.CURRENCY_UNKNOWN, "No currency with minor units has the code " + code + ".");
        }
    }

    private static void refuseTwoPricesForOneThing(List<PlanPrice> prices) {
        record Sold(String currency, BillingInterval interval) {}
        Set<Sold> seen = new HashSet<>();
        for (PlanPrice price : prices) {
            if (!seen.add(new Sold(price.currency(), price.interval()))) {
                throw new Rejected(
                        ErrorCode.INVALID_REQUEST,
                        "Two prices for " + price.currency() + " a " + price.interval() + ": there can be one.");
            }
        }
    }
}
