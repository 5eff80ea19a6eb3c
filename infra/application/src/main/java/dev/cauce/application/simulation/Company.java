package dev.cauce.application.simulation;

import dev.cauce.contracts.access.Role;
import dev.cauce.contracts.catalogue.BillingInterval;
import dev.cauce.contracts.catalogue.DefinePlan;
import dev.cauce.contracts.catalogue.PlanId;
import dev.cauce.contracts.catalogue.PlanPrice;
import dev.cauce.contracts.dunning.ApproveDunningPolicy;
import dev.cauce.contracts.dunning.DunningTerms;
import dev.cauce.contracts.dunning.FinalAction;
import dev.cauce.contracts.dunning.ProposeDunningPolicy;
import dev.cauce.contracts.invoice.SetInvoicingTerms;
import dev.cauce.contracts.invoice.TaxRate;
import dev.cauce.contracts.model.RequestChurnTraining;
import dev.cauce.contracts.payment.PaymentFailed;
import dev.cauce.contracts.subscription.SubscriptionActivated;
import dev.cauce.contracts.subscription.SubscriptionCancelled;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.sagas.onboarding.effects.AccountContacts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.axonframework.eventhandling.EventMessage;

/** The company: what it sells, who works for it, and its customers, who see what happens to them. */
final class Company {

    /** What it sells, the cheapest first; the trial is of the first. */
    static final List<PlanId> PLANS = List.of(new PlanId("starter"), new PlanId("growth"), new PlanId("scale"));

    private static final List<Long> PRICES = List.of(4_900L, 14_900L, 39_900L);
    private static final int TRIAL_DAYS = 14;
    private static final Duration HORIZON = Duration.ofDays(60);

    private final SimulationParameters parameters;
    private final Requests requests;
    private final Timeline timeline;
    private final Clock clock;
    private final AccountContacts contacts;
    private final Map<String, Customer> customers = new LinkedHashMap<>();

    Company(
            SimulationParameters parameters,
            Requests requests,
            Timeline timeline,
            Clock clock,
            AccountContacts contacts) {
        this.parameters = parameters;
        this.requests = requests;
        this.timeline = timeline;
        this.clock = clock;
        this.contacts = contacts;
    }

    /** Opens: the catalogue, the terms, and everybody who is going to sign up, more of them every month. */
    void open() {
        TenantId tenant = requests.tenantId();
        for (int each = 0; each < PLANS.size(); each++) {
            PlanId plan = PLANS.get(each);
            requests.byStaff(
                    Role.FINANCE,
                    "finance-1",
                    new DefinePlan(
                            tenant,
                            plan,
                            plan.value(),
                            List.of(new PlanPrice("EUR", BillingInterval.MONTH, PRICES.get(each))),
                            TRIAL_DAYS));
        }
        requests.byStaff(
                Role.FINANCE,
                "finance-1",
                new SetInvoicingTerms(
                        tenant,
                        "Europe/Madrid",
                        14,
                        List.of(
                                new TaxRate("DE", 190_000),
                                new TaxRate("ES", 210_000),
                                new TaxRate("FR", 200_000),
                                new TaxRate("IT", 220_000))));
        DunningTerms terms =
                new DunningTerms(28, 6, 21, 24, 7, 14, FinalAction.CANCEL, 4, 5, 20, 8, 10, Set.of(1, 15), 0.1);
        requests.byStaff(
                Role.FINANCE, "finance-1", new ProposeDunningPolicy(tenant, "patient-1", terms, clock.instant()));
        requests.byStaff(Role.FINANCE, "finance-2", new ApproveDunningPolicy(tenant, "patient-1"));
        SplittableRandom chance = new SplittableRandom(parameters.seed());
        Instant start = parameters.startsAt();
        double seconds = Duration.between(start, parameters.endsAt()).toSeconds();
        for (int number = 1; number <= parameters.accounts(); number++) {
            Customer customer = new Customer(number, this, chance.split());
            customers.put(customer.id(), customer);
            // The root makes the rate of sign-ups grow with time.
            double at = Math.sqrt(chance.nextDouble()) * seconds;
            timeline.plan(start.plusSeconds((long) at), customer::signUp);
        }
    }

    /** Tells the customer whom it is about. */
    void observe(EventMessage<?> event) {
        switch (event.getPayload()) {
            case SubscriptionActivated activated ->
                with(activated.tenantId(), activated.accountId().value(), Customer::activated);
            case SubscriptionCancelled cancelled ->
                with(
                        cancelled.tenantId(),
                        cancelled.accountId().value(),
                        customer -> customer.cancelled(cancelled.reason(), cancelled.cancelledAt()));
            case PaymentFailed failed ->
                with(failed.tenantId(), failed.accountId().value(), Customer::paymentFailed);
            default -> {}
        }
    }

    private void with(TenantId tenant, String account, Consumer<Customer> told) {
        Customer customer = customers.get(account);
        if (customer != null && tenant.equals(requests.tenantId())) {
            told.accept(customer);
        }
    }

    /** Has the churn model trained on what is known, where there is enough of it. */
    void learn() {
        requests.byStaff(
                Role.WORKFLOW,
                "analyst-1",
                new RequestChurnTraining(
                        requests.tenantId(),
                        "simulation-1",
                        parameters.endsAt().minus(HORIZON).minus(Duration.ofDays(1)),
                        (int) HORIZON.toDays()));
    }

    List<GroundTruth> truth() {
        return customers.values().stream().map(Customer::truth).toList();
    }

    Instant now() {
        return clock.instant();
    }

    Requests requests() {
        return requests;
    }

    AccountContacts contacts() {
        return contacts;
    }

    void plan(Duration pause, Runnable act) {
        timeline.plan(now().plus(pause), act);
    }
}
