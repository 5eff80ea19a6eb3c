package dev.cauce.query.revenue;

import dev.cauce.contracts.invoice.InvoiceId;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.payment.PaymentId;
import dev.cauce.contracts.revenue.ReceivablesAge;
import dev.cauce.contracts.revenue.RecoveryCell;
import dev.cauce.contracts.revenue.RevenueCause;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.projection.ViewChange;
import dev.cauce.query.revenue.CollectionDocument.Fact;
import dev.cauce.query.revenue.CollectionDocument.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is due on a finalised invoice, event by event. What is due never grows, so its amounts tell before from after.
 */
final class Debt {

    /** An event and what was due, and of that written off, before and after it. */
    private record Step(
            Fact fact, long sequence, long dueBefore, long dueAfter, long writtenOffBefore, long writtenOffAfter) {

        long receivable() {
            return dueAfter - writtenOffAfter - (dueBefore - writtenOffBefore);
        }
    }

    /** The event by which dunning began. */
    record Case(Fact fact, long sequence) {

        String policyVersion() {
            return Objects.requireNonNull(fact.policyVersion());
        }

        long failedMinor() {
            return Objects.requireNonNull(fact.dueMinor());
        }
    }

    private final CollectionDocument invoice;
    private final Cut cut;
    private final List<Step> steps = new ArrayList<>();
    private final Fact finalised;
    private final @Nullable Case dunning;

    private Debt(CollectionDocument invoice, Fact finalised, Cut cut) {
        this.invoice = invoice;
        this.cut = cut;
        this.finalised = finalised;
        this.dunning = said(invoice.dunning(), cut)
                .findFirst()
                .map(said -> new Case(said.getValue(), said.getKey()))
                .orElse(null);
        long due = 0;
        long writtenOff = 0;
        for (Map.Entry<Long, Fact> said : said(invoice.invoice(), cut).toList()) {
            Fact fact = said.getValue();
            long dueAfter = fact.dueMinor() == null ? due : fact.dueMinor();
            long writtenOffAfter = fact.writtenOffMinor() == null ? writtenOff : fact.writtenOffMinor();
            steps.add(new Step(fact, said.getKey(), due, dueAfter, writtenOff, writtenOffAfter));
            due = dueAfter;
            writtenOff = writtenOffAfter;
        }
    }

    /** The debt as of a time; nothing where the invoice was not finalised by then. */
    static Optional<Debt> of(CollectionDocument invoice, Cut cut) {
        return said(invoice.invoice(), cut)
                .map(Map.Entry::getValue)
                .filter(fact -> fact.kind() == Kind.FINALISED)
                .findFirst()
                .map(finalised -> new Debt(invoice, finalised, cut));
    }

    private static Stream<Map.Entry<Long, Fact>> said(Map<String, Fact> facts, Cut cut) {
        return RevenueDocument.bySequence(facts).stream()
                .filter(said -> cut.takes(said.getValue().at(), said.getValue().recordedAt()));
    }

    Instant finalisedAt() {
        return finalised.at();
    }

    Optional<Case> dunning() {
        return Optional.ofNullable(dunning);
    }

    /** What is owed; what is written off is not. */
    long receivableMinor() {
        Step last = steps.getLast();
        return last.dueAfter() - last.writtenOffAfter();
    }

    ReceivablesAge age(Instant asOf) {
        Duration late = Duration.between(Objects.requireNonNull(finalised.dueAt()), asOf);
        if (!late.isPositive()) {
            return ReceivablesAge.NOT_DUE;
        }
        if (late.compareTo(Duration.ofDays(30)) <= 0) {
            return ReceivablesAge.UP_TO_30_DAYS;
        }
        if (late.compareTo(Duration.ofDays(60)) <= 0) {
            return ReceivablesAge.UP_TO_60_DAYS;
        }
        return late.compareTo(Duration.ofDays(90)) <= 0 ? ReceivablesAge.UP_TO_90_DAYS : ReceivablesAge.OVER_90_DAYS;
    }

    /** What each event did to what is owed. */
    Stream<RevenueCause> owed(String cell) {
        return steps.stream().map(step -> cause(cell, step, step.receivable())).filter(cause -> cause.amount() != 0);
    }

    /** What each event counts in a sum of the recovery; nothing where dunning never began. */
    Stream<RevenueCause> shares(RecoveryCell cell) {
        if (dunning == null) {
            return Stream.empty();
        }
        return switch (cell) {
            case INVOICES -> Stream.of(opened(cell, 1));
            case SETTLED_INVOICES -> of(Kind.SETTLED).map(step -> cause(cell.name(), step, 1));
            case FAILED -> Stream.of(opened(cell, dunning.failedMinor()));
            case RECOVERED -> Stream.concat(lowered(cell, 1, Kind.PAYMENT), returned(cell, -1));
            case RETURNED -> returned(cell, 1);
            case FORGIVEN -> lowered(cell, 1, Kind.CREDIT, Kind.VOIDED);
            case WRITTEN_OFF -> writtenOff(cell, 1);
            case OPEN ->
                Stream.of(
                                Stream.of(opened(cell, dunning.failedMinor())),
                                lowered(cell, -1, Kind.PAYMENT, Kind.CREDIT, Kind.VOIDED),
                                writtenOff(cell, -1))
                        .flatMap(shares -> shares);
            case RECOVERY_RATE -> throw new IllegalArgumentException(cell + " is no sum.");
        };
    }

    private RevenueCause opened(RecoveryCell cell, long amount) {
        Case opened = Objects.requireNonNull(dunning);
        return cause(cell.name(), streamOf("dunning"), opened.fact(), opened.sequence(), amount);
    }

    /** By how much the events lowered what had failed; what happened before it failed did not. */
    private Stream<RevenueCause> lowered(RecoveryCell cell, int sign, Kind... kinds) {
        return of(kinds)
                .map(step -> cause(cell.name(), step, sign * lowered(step)))
                .filter(cause -> cause.amount() != 0);
    }

    private long lowered(Step step) {
        long failed = Objects.requireNonNull(dunning).failedMinor();
        return Math.min(failed, step.dueBefore()) - Math.min(failed, step.dueAfter());
    }

    /** What went back of the payments that lowered what had failed; of each no more than it did. */
    private Stream<RevenueCause> returned(RecoveryCell cell, int sign) {
        return of(Kind.PAYMENT).flatMap(payment -> {
            List<RevenueCause> causes = new ArrayList<>();
            Map<String, Long> disputed = new HashMap<>();
            long left = lowered(payment);
            for (Map.Entry<Long, Fact> said : said(paymentOf(payment), cut).toList()) {
                Fact fact = said.getValue();
                long back = switch (fact.kind()) {
                    case REFUND -> Objects.requireNonNull(fact.amountMinor());
                    // Whose opening nobody reported may be of all of it.
                    case DISPUTE_LOST -> disputed.getOrDefault(fact.disputeId(), left);
                    default -> 0;
                };
                if (fact.kind() == Kind.DISPUTE) {
                    disputed.put(Objects.requireNonNull(fact.disputeId()), Objects.requireNonNull(fact.amountMinor()));
                }
                if (back > 0 && left > 0) {
                    causes.add(cause(cell.name(), fact, said.getKey(), sign * Math.min(back, left)));
                    left -= Math.min(back, left);
                }
            }
            return causes.stream();
        });
    }

    private Map<String, Fact> paymentOf(Step step) {
        String paymentId = step.fact().paymentId();
        return paymentId == null ? Map.of() : invoice.payments().getOrDefault(ViewChange.path(paymentId), Map.of());
    }

    private Stream<RevenueCause> writtenOff(RecoveryCell cell, int sign) {
        return of(Kind.WRITE_OFF)
                .map(step -> cause(cell.name(), step, sign * (step.writtenOffAfter() - step.writtenOffBefore())));
    }

    private Stream<Step> of(Kind... kinds) {
        return steps.stream().filter(step -> List.of(kinds).contains(step.fact().kind()));
    }

    private RevenueCause cause(String cell, Step step, long amount) {
        return cause(cell, streamOf("invoice"), step.fact(), step.sequence(), amount);
    }

    private RevenueCause cause(String cell, Fact ofPayment, long sequence, long amount) {
        PaymentId paymentId = new PaymentId(Objects.requireNonNull(ofPayment.paymentId()));
        StreamId stream = StreamId.of("payment", new TenantId(invoice.tenantId()), paymentId);
        return cause(cell, stream, ofPayment, sequence, amount);
    }

    private StreamId streamOf(String kind) {
        return StreamId.of(kind, new TenantId(invoice.tenantId()), new InvoiceId(invoice.invoiceId()));
    }

    private RevenueCause cause(String cell, StreamId stream, Fact fact, long sequence, long amount) {
        return new RevenueCause(
                cell,
                fact.eventId(),
                fact.type(),
                stream.value(),
                sequence,
                Objects.requireNonNull(invoice.accountId()),
                Objects.requireNonNull(invoice.subscriptionId()),
                invoice.invoiceId(),
                fact.at(),
                fact.recordedAt(),
                amount);
    }
}
