package dev.cauce.application.simulation;

import dev.cauce.contracts.access.Role;
import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.account.Attributes;
import dev.cauce.contracts.account.CompleteOnboardingStep;
import dev.cauce.contracts.account.OnboardingStep;
import dev.cauce.contracts.account.Origin;
import dev.cauce.contracts.account.RecordActivity;
import dev.cauce.contracts.account.RegisterAccount;
import dev.cauce.contracts.account.VerifyEmail;
import dev.cauce.contracts.message.Command;
import dev.cauce.contracts.payment.AddPaymentMethod;
import dev.cauce.contracts.payment.CardBrand;
import dev.cauce.contracts.payment.ChooseDefaultPaymentMethod;
import dev.cauce.contracts.payment.PaymentMethodId;
import dev.cauce.contracts.subscription.ActivateSubscription;
import dev.cauce.contracts.subscription.CancelSubscription;
import dev.cauce.contracts.subscription.CancellationReason;
import dev.cauce.contracts.subscription.ChangeSubscription;
import dev.cauce.contracts.subscription.ProrationMode;
import dev.cauce.contracts.subscription.ScheduleCancellation;
import dev.cauce.contracts.subscription.SubscriptionId;
import dev.cauce.contracts.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A customer company: how well the product fits it and how much it uses it, from which the rest follows by chance. What
 * nobody outside can know (its fit, why it leaves) is in no command, but shows in what it does.
 */
final class Customer {

    private static final List<String> FIRST = List.of(
            "Amber", "Blue", "Cedar", "Delta", "Ember", "Fair", "Grand", "Harbor", "Iron", "Juniper", "Lunar", "North");
    private static final List<String> SECOND = List.of(
            "Anchor", "Bakery", "Cycles", "Dental", "Events", "Foods", "Garden", "Hotels", "Legal", "Media", "Optics");
    private static final List<String> KINDS = List.of("login", "segment.built", "campaign.sent", "report.viewed");
    private static final List<String> INDUSTRIES = List.of("retail", "food", "travel", "health", "services");
    private static final List<Home> HOMES = List.of(
            new Home("ES", "Europe/Madrid"),
            new Home("DE", "Europe/Berlin"),
            new Home("FR", "Europe/Paris"),
            new Home("IT", "Europe/Rome"),
            new Home("US", "America/New_York"));

    private static final Duration MONTH = Duration.ofDays(30);
    /** By then a trial of 14 days is decided on. */
    private static final double DECIDED_AFTER_DAYS = 9;

    private record Home(String country, String timeZone) {}

    private final int number;
    private final Company company;
    private final SplittableRandom chance;
    private final Relations relations;
    private final double fit;
    private double engagement;
    private int steps;
    private int cards;
    private int plan;
    private long seats;
    private boolean active;
    private boolean bringsCard;
    private ChurnCause cause = ChurnCause.NONE;
    private @Nullable Instant onsetAt;
    private @Nullable Instant leftAt;

    Customer(int number, Company company, SplittableRandom chance) {
        this.number = number;
        this.company = company;
        this.chance = chance;
        this.fit = chance.nextDouble();
        this.engagement = 0.2 + 0.8 * fit * (0.5 + 0.5 * chance.nextDouble());
        this.seats = 1L + chance.nextInt(12);
        this.relations = new Relations(this, company, chance.split());
    }

    String id() {
        return "acc-%05d".formatted(number);
    }

    AccountId accountId() {
        return new AccountId(id());
    }

    private TenantId tenant() {
        return company.requests().tenantId();
    }

    /** The one of the trial, which begins with the account. */
    private SubscriptionId subscriptionId() {
        return new SubscriptionId(id());
    }

    boolean active() {
        return active;
    }

    /** By the product, which the customer uses. */
    private boolean uses(Command command) {
        return company.requests().byStaff(Role.WORKFLOW, "product", command);
    }

    private Duration within(double leastDays, double mostDays) {
        return Duration.ofSeconds((long) ((leastDays + (mostDays - leastDays) * chance.nextDouble()) * 86_400));
    }

    private <T> T oneOf(List<T> all) {
        return all.get(chance.nextInt(all.size()));
    }

    void signUp() {
        Home home = oneOf(HOMES);
        String name = oneOf(FIRST) + " " + oneOf(SECOND);
        uses(new RegisterAccount(
                tenant(),
                accountId(),
                name,
                "Team of " + name,
                "team@" + id() + ".example",
                home.timeZone(),
                home.country(),
                Origin.SIGN_UP,
                null,
                Attributes.of(Map.of("industry", oneOf(INDUSTRIES), "seats", Long.toString(seats)))));
        if (chance.nextDouble() < Hazards.VERIFIES) {
            company.plan(within(0.01, 0.5), this::verify);
        }
        Duration pause = Duration.ZERO;
        for (OnboardingStep step : OnboardingStep.values()) {
            pause = pause.plus(within(0.05, 2.5));
            if (chance.nextDouble() < 0.35 + 0.6 * fit) {
                company.plan(pause, () -> onboard(step));
            }
        }
        use(DECIDED_AFTER_DAYS);
        company.plan(within(DECIDED_AFTER_DAYS, 13.5), this::decide);
    }

    private void verify() {
        company.contacts()
                .find(tenant(), accountId())
                .ifPresent(contact -> uses(new VerifyEmail(tenant(), accountId(), contact.verificationToken())));
    }

    private void onboard(OnboardingStep step) {
        steps++;
        uses(new CompleteOnboardingStep(tenant(), accountId(), step));
    }

    /** Whether the trial is paid for. */
    private void decide() {
        if (chance.nextDouble() < Hazards.converts(fit, steps)) {
            addCard();
            uses(new ActivateSubscription(tenant(), subscriptionId()));
        } else {
            cause = ChurnCause.NEVER_CONVERTED;
            onsetAt = company.now();
        }
    }

    private void addCard() {
        cards++;
        String card = id() + "-" + cards;
        PaymentMethodId method = new PaymentMethodId("card-" + card);
        uses(new AddPaymentMethod(
                tenant(),
                accountId(),
                method,
                "tok_success." + card,
                "fp-" + card,
                chance.nextInt(3) == 0 ? CardBrand.MASTERCARD : CardBrand.VISA,
                "%04d".formatted(chance.nextInt(10_000)),
                1 + chance.nextInt(12),
                2090,
                null));
        if (cards > 1) {
            uses(new ChooseDefaultPaymentMethod(tenant(), accountId(), method));
        }
    }

    /** The subscription is paid for, for the first time or again. */
    void activated() {
        if (!active) {
            active = true;
            month();
        }
    }

    void cancelled(CancellationReason reason, Instant at) {
        active = false;
        leftAt = at;
        if (reason == CancellationReason.PAYMENT_FAILED || reason == CancellationReason.PAYMENT_TIMED_OUT) {
            cause = ChurnCause.PAYMENT_FAILED;
        }
    }

    /** Some bring another card, within hours at first and within days later. */
    void paymentFailed() {
        if (cause == ChurnCause.NONE && onsetAt == null) {
            onsetAt = company.now();
        }
        if (!bringsCard && chance.nextDouble() < Hazards.REPLACES_CARD) {
            bringsCard = true;
            company.plan(active ? within(0.5, 9) : within(0.05, 0.8), () -> {
                bringsCard = false;
                addCard();
            });
        }
    }

    private void month() {
        if (!active) {
            return;
        }
        if (cause == ChurnCause.LOW_ENGAGEMENT) {
            engagement *= 0.45;
        }
        use((double) MONTH.toDays());
        if (chance.nextDouble() < Hazards.TICKET) {
            company.plan(within(0, 30), () -> relations.ticket("How do I do this?"));
        }
        if (chance.nextDouble() < Hazards.campaign(engagement)) {
            company.plan(within(0, 20), relations::campaign);
        }
        double change = chance.nextDouble();
        if (change < Hazards.UPGRADE) {
            company.plan(within(1, 29), this::upgrade);
        } else if (change < Hazards.UPGRADE + Hazards.DOWNGRADE) {
            company.plan(within(1, 29), this::downgrade);
        }
        double onset = chance.nextDouble();
        for (Map.Entry<ChurnCause, Double> hazard :
                Hazards.onsets(fit, steps == OnboardingStep.values().length).entrySet()) {
            onset -= hazard.getValue();
            if (onset < 0) {
                begin(hazard.getKey());
                break;
            }
        }
        company.plan(MONTH, this::month);
    }

    /** Plans the use of so many days. */
    private void use(double days) {
        double wanted = Hazards.ACTIVE_DAYS * engagement * days / (double) MONTH.toDays();
        int times = (int) wanted + (chance.nextDouble() < wanted % 1 ? 1 : 0);
        for (int time = 0; time < times; time++) {
            String kind = oneOf(KINDS);
            int count = 1 + chance.nextInt(1 + (int) (seats * engagement));
            company.plan(within(0, days), () -> uses(new RecordActivity(tenant(), accountId(), kind, count, null)));
        }
    }

    private void upgrade() {
        if (active) {
            boolean another = plan < Company.PLANS.size() - 1 && chance.nextBoolean();
            long more = another ? 1L : 1L + chance.nextInt(3);
            boolean done = uses(new ChangeSubscription(
                    tenant(),
                    subscriptionId(),
                    another ? Company.PLANS.get(plan + 1) : null,
                    null,
                    another ? null : 1 + more,
                    ProrationMode.INVOICE_NOW,
                    null));
            plan += done && another ? 1 : 0;
        }
    }

    private void downgrade() {
        if (active && plan > 0) {
            boolean done = uses(new ChangeSubscription(
                    tenant(),
                    subscriptionId(),
                    Company.PLANS.get(plan - 1),
                    null,
                    null,
                    ProrationMode.CREATE_PRORATIONS,
                    null));
            plan -= done ? 1 : 0;
        }
    }

    /** Something makes the customer leave, in a month or two; what it is shows before. */
    void begin(ChurnCause why) {
        if (cause != ChurnCause.NONE || !active) {
            return;
        }
        cause = why;
        onsetAt = company.now();
        Duration leaves = within(25, 70);
        switch (why) {
            case PRICE -> company.plan(leaves.dividedBy(2), () -> relations.ticket("Is there a cheaper plan?"));
            case MISSING_FEATURE -> company.plan(leaves.dividedBy(2), () -> relations.ticket("When will it do that?"));
            case COMPETITOR ->
                company.plan(
                        leaves.minusDays(5),
                        () -> uses(new RecordActivity(tenant(), accountId(), "data.exported", 3, null)));
            default -> {}
        }
        company.plan(leaves, this::leave);
    }

    private void leave() {
        if (!active) {
            return;
        }
        // Who found another leaves at once, the others when their period is over.
        uses(
                cause == ChurnCause.COMPETITOR
                        ? new CancelSubscription(tenant(), subscriptionId(), cause.reason(), null)
                        : new ScheduleCancellation(tenant(), subscriptionId(), cause.reason()));
    }

    GroundTruth truth() {
        return new GroundTruth(id(), cause, cause == ChurnCause.NONE ? null : onsetAt, leftAt);
    }
}
