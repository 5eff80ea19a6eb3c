package dev.cauce.command.subscription;

import dev.cauce.contracts.catalogue.BillingMode;
import dev.cauce.contracts.invoice.InvoiceId;
import dev.cauce.contracts.invoice.InvoiceLine;
import dev.cauce.contracts.invoice.InvoiceLineKind;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.contracts.subscription.BillingCycle;
import dev.cauce.contracts.subscription.ProrationMode;
import dev.cauce.contracts.subscription.SubscriptionId;
import dev.cauce.contracts.subscription.SubscriptionTerms;
import dev.cauce.platform.idempotency.RequestStream;
import dev.cauce.platform.rejection.Rejected;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a billed subscription owes. Nothing here knows of commands or events: a decision and its preview are the same
 * step from one value of this to the next. Days are whole days on the calendar of the zone; the day of a change is the
 * first on the new terms.
 *
 * @param cycle nothing in a trial, before the first payment, in a pause and after the end
 * @param scheduled the terms from the next period on, where they are to change
 * @param unbilled what the next charge is made of, besides the period
 * @param charges how many there were; the next one's number makes the ids of its invoice and lines
 */
record Billing(
        SubscriptionTerms terms,
        ZoneId zone,
        @Nullable BillingCycle cycle,
        @Nullable SubscriptionTerms scheduled,
        List<InvoiceLine> unbilled,
        int charges) {

    private static final int LONGEST_ID = 64;

    /** An invoice has a thousand lines at most; a change makes two. */
    private static final int MOST_UNBILLED = 900;

    /**
     * What a step comes to.
     *
     * @param owing where billing stands before the charge
     * @param charge what is charged at once, if anything
     */
    record Step(Billing owing, Charge charge) {

        Billing after() {
            return charge.lines().isEmpty()
                    ? owing
                    : new Billing(
                            owing.terms, owing.zone, owing.cycle, owing.scheduled, charge.left(), owing.charges + 1);
        }
    }

    /** A change: at once, or from the next period on where it costs less a day. */
    record Change(boolean immediate, Step step) {}

    static Billing agreed(SubscriptionTerms terms, ZoneId zone) {
        return new Billing(terms, zone, null, null, List.of(), 0);
    }

    /** Begins a period at the time, on the terms scheduled if there are any. */
    Step begin(Instant at) {
        SubscriptionTerms next = scheduled == null ? terms : scheduled;
        return charged(new Lines(), next, cycleFrom(at, at, next));
    }

    /** Ends the period and begins the next one. */
    Step renew() {
        BillingCycle now = current();
        SubscriptionTerms next = scheduled == null ? terms : scheduled;
        Lines lines = new Lines();
        lines.used(now, now.periodEnd());
        Instant anchor = next.interval() == terms.interval() ? now.anchor() : now.periodEnd();
        return charged(lines, next, cycleFrom(anchor, now.periodEnd(), next));
    }

    /** Ends the period at the time, for good: what was used and not charged is charged. */
    Step end(Instant at) {
        Lines lines = new Lines();
        if (cycle != null) {
            lines.used(cycle, at);
        }
        List<InvoiceLine> owed = owing(lines);
        return new Step(new Billing(terms, zone, null, null, owed, charges), Charge.of(owed));
    }

    /** Stops at the time: what was paid and not used is credited, what was used is to be charged. */
    Billing pause(Instant at) {
        Lines lines = new Lines();
        lines.used(current(), at);
        lines.unused(current(), at);
        return new Billing(terms, zone, null, scheduled, owing(lines), charges);
    }

    /** Moves to other terms, at once or from the next period on. */
    Change change(SubscriptionTerms next, ProrationMode proration, Instant at) {
        if (at.isBefore(current().lastChangeAt())) {
            throw new Rejected(
                    ErrorCode.CHANGE_BEFORE_PERIOD,
                    "The change is dated before the period or its last change, at "
                            + current().lastChangeAt() + ".");
        }
        return isUpgrade(next, at)
                ? new Change(true, changeNow(next, proration, at))
                : new Change(false, new Step(scheduling(next), new Charge(List.of(), unbilled)));
    }

    private boolean isUpgrade(SubscriptionTerms next, Instant at) {
        BillingPeriod period = BillingPeriod.containing(at, next.interval(), at, zone);
        long days = next.interval() == terms.interval()
                ? days(current())
                : BillingPeriod.days(period.start(), period.end(), zone);
        return Amounts.costsNoLessADay(next, days, terms, days(current()));
    }

    /** Moves to other terms within the period or, where their interval is another one, to a period that begins. */
    private Step changeNow(SubscriptionTerms next, ProrationMode proration, Instant at) {
        BillingCycle now = current();
        if (proration != ProrationMode.NONE && unbilled.size() > MOST_UNBILLED) {
            throw new Rejected(ErrorCode.TOO_MANY_CHANGES, "The next invoice holds no more changes.");
        }
        return next.interval() == terms.interval()
                ? changeWithin(now, next, proration, at)
                : changeInterval(now, next, proration, at);
    }

    private Step changeWithin(BillingCycle now, SubscriptionTerms next, ProrationMode proration, Instant at) {
        if (proration == ProrationMode.NONE) {
            if (next.billingMode() != terms.billingMode()) {
                throw new Rejected(
                        ErrorCode.PRORATION_NEEDED,
                        "From payment in advance to payment in arrears, or back, a change is billed by the day.");
            }
            return uncharged(
                    next,
                    new BillingCycle(
                            now.anchor(), now.periodStart(), now.periodEnd(), now.paidFor(), now.accruedFrom(), at),
                    unbilled);
        }
        Lines lines = new Lines();
        lines.used(now, at);
        lines.unused(now, at);
        boolean inAdvance = next.billingMode() == BillingMode.IN_ADVANCE;
        if (inAdvance) {
            lines.part(next, at, now.periodEnd(), now);
        }
        BillingCycle cycle = new BillingCycle(
                now.anchor(),
                now.periodStart(),
                now.periodEnd(),
                inAdvance ? next : null,
                inAdvance ? now.periodEnd() : at,
                at);
        List<InvoiceLine> owed = owing(lines);
        Charge charge = Charge.of(owed);
        return proration == ProrationMode.INVOICE_NOW && charge.total() > 0
                ? new Step(new Billing(next, zone, cycle, null, owed, charges), charge)
                : uncharged(next, cycle, owed);
    }

    /** A period that begins is charged at once, whatever becomes of the old one. */
    private Step changeInterval(BillingCycle now, SubscriptionTerms next, ProrationMode proration, Instant at) {
        Lines lines = new Lines();
        lines.used(now, at);
        if (proration != ProrationMode.NONE) {
            lines.unused(now, at);
        }
        BillingCycle cycle = cycleFrom(at, at, next);
        lines.inAdvance(next, cycle);
        List<InvoiceLine> owed = owing(lines);
        return new Step(new Billing(next, zone, cycle, null, owed, charges), Charge.of(owed));
    }

    private Step uncharged(SubscriptionTerms next, @Nullable BillingCycle cycle, List<InvoiceLine> owed) {
        return new Step(new Billing(next, zone, cycle, null, owed, charges), new Charge(List.of(), owed));
    }

    private Step charged(Lines lines, SubscriptionTerms next, BillingCycle cycle) {
        lines.inAdvance(next, cycle);
        List<InvoiceLine> owed = owing(lines);
        return new Step(new Billing(next, zone, cycle, null, owed, charges), Charge.of(owed));
    }

    private BillingCycle cycleFrom(Instant anchor, Instant at, SubscriptionTerms terms) {
        BillingPeriod period = BillingPeriod.containing(anchor, terms.interval(), at, zone);
        return cycle(anchor, period.start(), period.end(), terms);
    }

    /** The cycle of a whole period on the terms. */
    static BillingCycle cycle(Instant anchor, Instant start, Instant end, SubscriptionTerms terms) {
        return terms.billingMode() == BillingMode.IN_ADVANCE
                ? new BillingCycle(anchor, start, end, terms, end, start)
                : new BillingCycle(anchor, start, end, null, start, start);
    }

    /** The same agreement, with what an earlier one left over. */
    Billing continuing(Billing before) {
        return new Billing(terms, zone, cycle, scheduled, before.unbilled, before.charges);
    }

    Billing on(SubscriptionTerms newTerms, @Nullable BillingCycle newCycle, List<InvoiceLine> owed) {
        return new Billing(newTerms, zone, newCycle, null, owed, charges);
    }

    Billing with(@Nullable BillingCycle newCycle) {
        return new Billing(terms, zone, newCycle, scheduled, unbilled, charges);
    }

    Billing scheduling(@Nullable SubscriptionTerms next) {
        return new Billing(terms, zone, cycle, next, unbilled, charges);
    }

    Billing owing(List<InvoiceLine> lines) {
        return new Billing(terms, zone, cycle, scheduled, lines, charges);
    }

    Billing after(List<InvoiceLine> charged) {
        return new Billing(terms, zone, cycle, scheduled, Charge.left(unbilled, charged), charges + 1);
    }

    /** The invoice of the next charge; the number behind the last dash keeps ids apart. */
    InvoiceId nextInvoice(SubscriptionId subscriptionId) {
        String readable = subscriptionId + "-" + (charges + 1);
        return new InvoiceId(readable.length() <= LONGEST_ID ? readable : "in-" + RequestStream.sha256(readable));
    }

    BillingCycle current() {
        if (cycle == null) {
            throw new IllegalStateException("The subscription has no period now.");
        }
        return cycle;
    }

    private long days(BillingCycle of) {
        return BillingPeriod.days(of.periodStart(), of.periodEnd(), zone);
    }

    private List<InvoiceLine> owing(Lines lines) {
        List<InvoiceLine> owed = new ArrayList<>(unbilled);
        owed.addAll(lines.made);
        return List.copyOf(owed);
    }

    /** Lines in the making; of nothing to pay there is none. */
    private final class Lines {

        private final List<InvoiceLine> made = new ArrayList<>();

        /** What was used on the present terms and is not charged yet. */
        void used(BillingCycle of, Instant until) {
            Instant to = until.isBefore(of.periodEnd()) ? until : of.periodEnd();
            if (of.accruedFrom().equals(of.periodStart()) && to.equals(of.periodEnd())) {
                add(InvoiceLineKind.PERIOD, terms, of.periodStart(), to, Amounts.whole(terms));
            } else {
                part(terms, of.accruedFrom(), to, of);
            }
        }

        /** What was paid in advance and will not be used. */
        void unused(BillingCycle of, Instant from) {
            SubscriptionTerms paid = of.paidFor();
            if (paid != null) {
                long days = BillingPeriod.days(from, of.periodEnd(), zone);
                add(InvoiceLineKind.PRORATION_CREDIT, paid, from, of.periodEnd(), -Amounts.part(paid, days, days(of)));
            }
        }

        void part(SubscriptionTerms on, Instant from, Instant to, BillingCycle of) {
            long days = BillingPeriod.days(from, to, zone);
            add(InvoiceLineKind.PRORATION_CHARGE, on, from, to, Amounts.part(on, days, days(of)));
        }

        void inAdvance(SubscriptionTerms on, BillingCycle of) {
            if (on.billingMode() == BillingMode.IN_ADVANCE) {
                add(InvoiceLineKind.PERIOD, on, of.periodStart(), of.periodEnd(), Amounts.whole(on));
            }
        }

        private void add(InvoiceLineKind kind, SubscriptionTerms on, Instant from, Instant to, long amountMinor) {
            if (amountMinor != 0) {
                made.add(new InvoiceLine(
                        (charges + 1) + "-" + (unbilled.size() + made.size() + 1),
                        kind,
                        on.planId(),
                        on.quantity(),
                        on.amountMinor(),
                        from,
                        to,
                        amountMinor));
            }
        }
    }
}
