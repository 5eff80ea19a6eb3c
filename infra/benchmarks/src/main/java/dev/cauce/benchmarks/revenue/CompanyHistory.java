package dev.cauce.benchmarks.revenue;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.catalogue.BillingInterval;
import dev.cauce.contracts.catalogue.BillingMode;
import dev.cauce.contracts.catalogue.PlanId;
import dev.cauce.contracts.dunning.DunningCaseOpened;
import dev.cauce.contracts.dunning.DunningTerms;
import dev.cauce.contracts.dunning.FinalAction;
import dev.cauce.contracts.invoice.InvoiceFinalised;
import dev.cauce.contracts.invoice.InvoiceId;
import dev.cauce.contracts.invoice.InvoiceMarkedUncollectible;
import dev.cauce.contracts.invoice.InvoicePaid;
import dev.cauce.contracts.invoice.InvoicePaymentRecorded;
import dev.cauce.contracts.invoice.InvoicingTermsSet;
import dev.cauce.contracts.payment.DeclineKind;
import dev.cauce.contracts.payment.PaymentId;
import dev.cauce.contracts.subscription.CancellationReason;
import dev.cauce.contracts.subscription.ChargeReason;
import dev.cauce.contracts.subscription.ProrationMode;
import dev.cauce.contracts.subscription.SubscriptionCancelled;
import dev.cauce.contracts.subscription.SubscriptionId;
import dev.cauce.contracts.subscription.SubscriptionStarted;
import dev.cauce.contracts.subscription.SubscriptionTerms;
import dev.cauce.contracts.subscription.TermsChanged;
import dev.cauce.contracts.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.MetaData;

/**
 * Two years of a company, the same each time: every account has five changes of two subscriptions, every invoice is
 * finalised and then paid at once (nine of ten), brought back by dunning, written off or open.
 */
final class CompanyHistory {

    static final Instant BEGIN = Instant.parse("2024-01-01T00:00:00Z");
    static final int MONTHS = 24;

    private static final PlanId PLAN = new PlanId("basic");
    private static final DunningTerms POLICY =
            new DunningTerms(28, 8, 4, 24, 7, 14, FinalAction.CANCEL, 4, 6, 20, 8, 9, Set.of(1), 0.1);

    private final TenantId tenant;
    private final Consumer<DomainEventMessage<?>> said;
    private final Map<String, Long> sequences = new HashMap<>();

    CompanyHistory(TenantId tenant, Consumer<DomainEventMessage<?>> said) {
        this.tenant = tenant;
        this.said = said;
    }

    void tell(int accounts, int invoices) {
        say(BEGIN, "terms", new InvoicingTermsSet(tenant, "Europe/Madrid", 14, List.of()));
        for (int account = 0; account < accounts; account++) {
            subscriptions(account);
        }
        for (int invoice = 0; invoice < invoices; invoice++) {
            invoice(invoice, invoice % accounts);
        }
    }

    private static Instant at(int month, int minutes) {
        return BEGIN.plus(Duration.ofDays(30L * month)).plus(Duration.ofMinutes(minutes));
    }

    private void say(Instant at, String stream, Object event) {
        long sequence = sequences.merge(stream, 0L, (last, first) -> last + 1);
        said.accept(new GenericDomainEventMessage<>(
                "benchmark", stream, sequence, event, MetaData.emptyInstance(), stream + "#" + sequence, at));
    }

    private static SubscriptionTerms terms(long amountMinor) {
        return new SubscriptionTerms(PLAN, 1, "EUR", BillingInterval.MONTH, amountMinor, 1, BillingMode.IN_ADVANCE);
    }

    private static String account(int number) {
        return "account-%06d".formatted(number);
    }

    private void subscriptions(int number) {
        AccountId account = new AccountId(account(number));
        int month = number % (MONTHS - 2);
        int minutes = number % 40_000;
        SubscriptionId one = new SubscriptionId(account(number) + "-one");
        SubscriptionId two = new SubscriptionId(account(number) + "-two");
        started(account, one, at(month, minutes), 1000 + number % 90);
        changed(account, one, at(month + 1, minutes), 1500 + number % 70);
        started(account, two, at(month + 1, minutes + 60), 500);
        cancelled(account, two, at(month + 2, minutes), CancellationReason.PRICE);
        if (number % 3 == 0) {
            CancellationReason reason =
                    number % 2 == 0 ? CancellationReason.PAYMENT_FAILED : CancellationReason.MISSING_FEATURE;
            cancelled(account, one, at(month + 2, minutes + 60), reason);
        } else {
            changed(account, one, at(month + 2, minutes + 60), 1200);
        }
    }

    private void started(AccountId account, SubscriptionId id, Instant at, long amountMinor) {
        say(
                at,
                id.value(),
                new SubscriptionStarted(
                        tenant,
                        id,
                        account,
                        PLAN,
                        "EUR",
                        BillingInterval.MONTH,
                        amountMinor,
                        at,
                        at,
                        at.plus(Duration.ofDays(30))));
    }

    private void changed(AccountId account, SubscriptionId id, Instant at, long amountMinor) {
        say(
                at,
                id.value(),
                new TermsChanged(
                        tenant, id, account, PLAN, terms(amountMinor), ProrationMode.NONE, at, null, List.of()));
    }

    private void cancelled(AccountId account, SubscriptionId id, Instant at, CancellationReason reason) {
        say(at, id.value(), new SubscriptionCancelled(tenant, id, account, reason, at));
    }

    private void invoice(int number, int of) {
        AccountId account = new AccountId(account(of));
        SubscriptionId subscription = new SubscriptionId(account(of) + "-one");
        InvoiceId id = new InvoiceId("invoice-%06d".formatted(number));
        Instant at = at(number % MONTHS, number % 40_000);
        say(
                at,
                id.value(),
                new InvoiceFinalised(
                        tenant,
                        id,
                        account,
                        subscription,
                        ChargeReason.RENEWAL,
                        "INV-" + number,
                        "EUR",
                        1500,
                        at,
                        at.plus(Duration.ofDays(14))));
        // Not of the month's number, or whole months would fail.
        int fate = number / MONTHS % 10;
        if (fate > 0) {
            paid(account, subscription, id, at.plus(Duration.ofMinutes(1)));
            return;
        }
        failed(account, subscription, id, at.plus(Duration.ofMinutes(1)), number % 2 == 0 ? "p1" : "p2");
        switch (number / MONTHS / 10 % 5) {
            case 0 -> {
                // It is open.
            }
            case 1 ->
                say(
                        at.plus(Duration.ofDays(28)),
                        id.value(),
                        new InvoiceMarkedUncollectible(
                                tenant, id, account, subscription, "EUR", 1500, "GONE", at.plus(Duration.ofDays(28))));
            default -> paid(account, subscription, id, at.plus(Duration.ofDays(5)));
        }
    }

    private void paid(AccountId account, SubscriptionId subscription, InvoiceId id, Instant at) {
        say(
                at,
                id.value(),
                new InvoicePaymentRecorded(tenant, id, account, new PaymentId("p-" + id.value()), "EUR", 1500, 0));
        say(at, id.value(), new InvoicePaid(tenant, id, account, subscription, ChargeReason.RENEWAL, "EUR", 1500, at));
    }

    private void failed(AccountId account, SubscriptionId subscription, InvoiceId id, Instant at, String policy) {
        say(
                at,
                id.value() + "/dunning",
                new DunningCaseOpened(
                        tenant,
                        id,
                        account,
                        subscription,
                        "EUR",
                        1500,
                        new PaymentId("failed-" + id.value()),
                        DeclineKind.SOFT,
                        "do_not_honor",
                        "UTC",
                        policy,
                        POLICY,
                        at,
                        at.plus(Duration.ofDays(28)),
                        1,
                        at));
    }
}
