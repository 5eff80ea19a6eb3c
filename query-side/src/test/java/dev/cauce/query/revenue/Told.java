package dev.cauce.query.revenue;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.catalogue.BillingInterval;
import dev.cauce.contracts.catalogue.BillingMode;
import dev.cauce.contracts.catalogue.PlanId;
import dev.cauce.contracts.dunning.DunningCaseOpened;
import dev.cauce.contracts.dunning.DunningTerms;
import dev.cauce.contracts.dunning.FinalAction;
import dev.cauce.contracts.invoice.CreditNoteId;
import dev.cauce.contracts.invoice.CreditNoteIssued;
import dev.cauce.contracts.invoice.CreditNoteKind;
import dev.cauce.contracts.invoice.InvoiceFinalised;
import dev.cauce.contracts.invoice.InvoiceId;
import dev.cauce.contracts.invoice.InvoiceMarkedUncollectible;
import dev.cauce.contracts.invoice.InvoicePaid;
import dev.cauce.contracts.invoice.InvoicePaymentRecorded;
import dev.cauce.contracts.invoice.InvoiceVoided;
import dev.cauce.contracts.invoice.InvoiceWriteOffReversed;
import dev.cauce.contracts.invoice.InvoicingTermsSet;
import dev.cauce.contracts.payment.DeclineKind;
import dev.cauce.contracts.payment.DisputeClosed;
import dev.cauce.contracts.payment.PaymentDisputed;
import dev.cauce.contracts.payment.PaymentId;
import dev.cauce.contracts.payment.PaymentRefunded;
import dev.cauce.contracts.payment.RefundId;
import dev.cauce.contracts.subscription.BillingTermsAgreed;
import dev.cauce.contracts.subscription.CancellationReason;
import dev.cauce.contracts.subscription.ChargeReason;
import dev.cauce.contracts.subscription.ProrationMode;
import dev.cauce.contracts.subscription.SubscriptionActivated;
import dev.cauce.contracts.subscription.SubscriptionCancelled;
import dev.cauce.contracts.subscription.SubscriptionId;
import dev.cauce.contracts.subscription.SubscriptionPaused;
import dev.cauce.contracts.subscription.SubscriptionStarted;
import dev.cauce.contracts.subscription.SubscriptionStatus;
import dev.cauce.contracts.subscription.SubscriptionTerms;
import dev.cauce.contracts.subscription.TermsChanged;
import dev.cauce.contracts.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.MetaData;

/** A company's history; each event has the time of its recording, and may hold from another. */
final class Told {

    static final TenantId TENANT = new TenantId("acme");
    static final DunningTerms POLICY =
            new DunningTerms(28, 8, 4, 24, 7, 14, FinalAction.CANCEL, 4, 6, 20, 8, 9, Set.of(1), 0.1);
    private static final PlanId PLAN = new PlanId("basic");

    private final List<DomainEventMessage<?>> events = new ArrayList<>();
    private final Map<String, Long> sequences = new HashMap<>();

    List<DomainEventMessage<?>> events() {
        return List.copyOf(events);
    }

    private Told say(Instant recordedAt, String stream, Object event) {
        long sequence = sequences.merge(stream, 0L, (last, first) -> last + 1);
        events.add(new GenericDomainEventMessage<>(
                "test", stream, sequence, event, MetaData.emptyInstance(), stream + "#" + sequence, recordedAt));
        return this;
    }

    Told zone(Instant at, String zone) {
        return say(at, "invoicing", new InvoicingTermsSet(TENANT, zone, 14, List.of()));
    }

    static SubscriptionTerms terms(String currency, BillingInterval interval, long amountMinor) {
        return new SubscriptionTerms(PLAN, 1, currency, interval, amountMinor, 1, BillingMode.IN_ADVANCE);
    }

    Told started(Instant recordedAt, Instant at, String account, String id, SubscriptionTerms terms) {
        return say(
                recordedAt,
                id,
                new SubscriptionStarted(
                        TENANT,
                        new SubscriptionId(id),
                        new AccountId(account),
                        PLAN,
                        terms.currency(),
                        terms.interval(),
                        terms.amountMinor(),
                        at,
                        at,
                        at.plus(Duration.ofDays(30))));
    }

    Told changed(Instant recordedAt, Instant at, String account, String id, SubscriptionTerms terms) {
        return say(
                recordedAt,
                id,
                new TermsChanged(
                        TENANT,
                        new SubscriptionId(id),
                        new AccountId(account),
                        PLAN,
                        terms,
                        ProrationMode.NONE,
                        at,
                        null,
                        List.of()));
    }

    Told paused(Instant at, String account, String id) {
        return say(
                at,
                id,
                new SubscriptionPaused(TENANT, new SubscriptionId(id), new AccountId(account), at, null, List.of()));
    }

    Told cancelled(Instant recordedAt, Instant at, String account, String id, CancellationReason reason) {
        return say(
                recordedAt,
                id,
                new SubscriptionCancelled(TENANT, new SubscriptionId(id), new AccountId(account), reason, at));
    }

    /** Agrees on terms, and is activated by a first payment. */
    Told activated(Instant agreedAt, Instant at, String account, String id, SubscriptionTerms terms) {
        return say(
                        agreedAt,
                        id,
                        new BillingTermsAgreed(
                                TENANT,
                                new SubscriptionId(id),
                                new AccountId(account),
                                terms,
                                "UTC",
                                SubscriptionStatus.INCOMPLETE,
                                null))
                .say(
                        at,
                        id,
                        new SubscriptionActivated(
                                TENANT,
                                new SubscriptionId(id),
                                new AccountId(account),
                                at,
                                at.plus(Duration.ofDays(30))));
    }

    Told finalised(Instant at, String account, String id, long dueMinor) {
        return say(
                at,
                id,
                new InvoiceFinalised(
                        TENANT,
                        new InvoiceId(id),
                        new AccountId(account),
                        new SubscriptionId(account + "-1"),
                        ChargeReason.RENEWAL,
                        "INV",
                        "EUR",
                        dueMinor,
                        at,
                        at.plus(Duration.ofDays(14))));
    }

    Told paid(Instant at, String account, String id, long amountMinor, long dueMinor) {
        return say(
                at,
                id,
                new InvoicePaymentRecorded(
                        TENANT,
                        new InvoiceId(id),
                        new AccountId(account),
                        new PaymentId(payment(id, dueMinor)),
                        "EUR",
                        amountMinor,
                        dueMinor));
    }

    /** Of an invoice, the one that left so much due. */
    static String payment(String invoice, long dueMinor) {
        return "p-" + invoice + "-" + dueMinor;
    }

    Told refunded(Instant at, String account, String invoice, String payment, long amountMinor, boolean surplus) {
        return say(
                at,
                payment,
                new PaymentRefunded(
                        TENANT,
                        new PaymentId(payment),
                        new InvoiceId(invoice),
                        new AccountId(account),
                        new RefundId("r-" + events.size()),
                        "EUR",
                        amountMinor,
                        amountMinor,
                        surplus,
                        at));
    }

    Told disputed(Instant at, String account, String invoice, String payment, String dispute, long amountMinor) {
        return say(
                at,
                payment,
                new PaymentDisputed(
                        TENANT,
                        new PaymentId(payment),
                        new InvoiceId(invoice),
                        new AccountId(account),
                        dispute,
                        "EUR",
                        amountMinor,
                        "fraudulent",
                        at));
    }

    Told disputeClosed(Instant at, String account, String invoice, String payment, String dispute, boolean won) {
        return say(
                at,
                payment,
                new DisputeClosed(
                        TENANT,
                        new PaymentId(payment),
                        new InvoiceId(invoice),
                        new AccountId(account),
                        dispute,
                        won,
                        at));
    }

    Told settled(Instant at, String account, String id) {
        return settled(at, at, account, id);
    }

    Told settled(Instant recordedAt, Instant at, String account, String id) {
        return say(
                recordedAt,
                id,
                new InvoicePaid(
                        TENANT,
                        new InvoiceId(id),
                        new AccountId(account),
                        new SubscriptionId(account + "-1"),
                        ChargeReason.RENEWAL,
                        "EUR",
                        0,
                        at));
    }

    Told offset(Instant at, String account, String id, CreditNoteKind kind, long amountMinor, long dueMinor) {
        return say(
                at,
                id,
                new CreditNoteIssued(
                        TENANT,
                        new InvoiceId(id),
                        new CreditNoteId("c-" + events.size()),
                        new AccountId(account),
                        new SubscriptionId(account + "-1"),
                        "CN",
                        kind,
                        "GOODWILL",
                        "EUR",
                        List.of(),
                        amountMinor,
                        0,
                        amountMinor,
                        List.of(),
                        dueMinor,
                        amountMinor,
                        at));
    }

    Told voided(Instant at, String account, String id) {
        return say(
                at,
                id,
                new InvoiceVoided(
                        TENANT,
                        new InvoiceId(id),
                        new AccountId(account),
                        new SubscriptionId(account + "-1"),
                        ChargeReason.RENEWAL,
                        "INV",
                        "EUR",
                        1,
                        0,
                        0,
                        "WRONG",
                        at));
    }

    Told writtenOff(Instant at, String account, String id, long amountMinor) {
        return say(
                at,
                id,
                new InvoiceMarkedUncollectible(
                        TENANT,
                        new InvoiceId(id),
                        new AccountId(account),
                        new SubscriptionId(account + "-1"),
                        "EUR",
                        amountMinor,
                        "GONE",
                        at));
    }

    Told writeOffReversed(Instant at, String account, String id, long amountMinor, long writtenOffMinor) {
        return say(
                at,
                id,
                new InvoiceWriteOffReversed(
                        TENANT, new InvoiceId(id), new AccountId(account), "EUR", amountMinor, writtenOffMinor));
    }

    Told failed(Instant at, String account, String id, long dueMinor, String policyVersion) {
        return say(
                at,
                id + "/dunning",
                new DunningCaseOpened(
                        TENANT,
                        new InvoiceId(id),
                        new AccountId(account),
                        new SubscriptionId(account + "-1"),
                        "EUR",
                        dueMinor,
                        new PaymentId("failed"),
                        DeclineKind.SOFT,
                        "do_not_honor",
                        "UTC",
                        policyVersion,
                        POLICY,
                        at,
                        at.plus(Duration.ofDays(28)),
                        1,
                        at));
    }
}
