package dev.cauce.command.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cauce.contracts.catalogue.BillingInterval;
import dev.cauce.contracts.catalogue.BillingMode;
import dev.cauce.contracts.invoice.InvoiceId;
import dev.cauce.contracts.invoice.InvoiceLine;
import dev.cauce.contracts.invoice.InvoiceLineKind;
import dev.cauce.contracts.subscription.BillingTermsAgreed;
import dev.cauce.contracts.subscription.ChargeReason;
import dev.cauce.contracts.subscription.ProrationMode;
import dev.cauce.contracts.subscription.SubscriptionActivated;
import dev.cauce.contracts.subscription.SubscriptionCancelled;
import dev.cauce.contracts.subscription.SubscriptionCharged;
import dev.cauce.contracts.subscription.SubscriptionPaused;
import dev.cauce.contracts.subscription.SubscriptionRenewed;
import dev.cauce.contracts.subscription.SubscriptionResumed;
import dev.cauce.contracts.subscription.SubscriptionTerms;
import dev.cauce.contracts.subscription.TermsChanged;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A plain ledger beside the subscription, kept from its events alone and in its own way: what each single day was
 * billed for, exactly and unrounded, and every line from its making to its charge.
 */
final class PlainLedger {

    /** The least common multiple of all lengths of periods: 28, 29, 30, 31, 365 and 366 days. */
    private static final long SHARES = 1_681_363_740L;

    private record Period(Instant start, Instant end) {}

    private final ZoneId zone;
    private final TreeMap<LocalDate, Long> net = new TreeMap<>();
    private final Map<String, Long> open = new LinkedHashMap<>();
    private final Map<String, InvoiceLine> made = new HashMap<>();
    private final Set<InvoiceId> invoices = new HashSet<>();
    private final List<Period> served = new ArrayList<>();

    private long madeTotal;
    private long chargedTotal;
    private @Nullable SubscriptionTerms terms;
    private @Nullable Period period;
    private @Nullable Period before;
    private @Nullable Instant servedFrom;
    private @Nullable Instant anchor;
    private int periods;
    private @Nullable SubscriptionCharged unpaid;

    PlainLedger(ZoneId zone) {
        this.zone = zone;
    }

    void after(Object event) {
        if (!(event instanceof SubscriptionCharged)) {
            before = null;
        }
        switch (event) {
            case BillingTermsAgreed agreed -> terms = agreed.terms();
            case SubscriptionActivated activated -> {
                unpaid = null;
                servedFrom = activated.periodStart();
                begin(activated.periodStart(), activated.periodEnd());
                billedForTheNewPeriod();
            }
            case TermsChanged changed -> changed(changed);
            case SubscriptionRenewed renewed -> {
                Period over = current();
                assertThat(renewed.periodStart()).as("no period is skipped").isEqualTo(over.end());
                before = over;
                if (anchor == null) {
                    begin(renewed.periodStart(), renewed.periodEnd());
                } else {
                    periods++;
                    period = new Period(renewed.periodStart(), renewed.periodEnd());
                    onTheAnchorsDay();
                }
            }
            case SubscriptionCharged charged -> charged(charged);
            case SubscriptionPaused paused -> {
                owing(paused.unbilled(), current());
                forEachDay(
                        paused.pausedAt(),
                        null,
                        day -> assertThat(netOf(day))
                                .as("what was paid for %s and is not used is credited", day)
                                .isZero());
                stop(paused.pausedAt());
                period = null;
            }
            case SubscriptionResumed resumed -> {
                terms = resumed.terms();
                servedFrom = resumed.cycle().periodStart();
                begin(resumed.cycle().periodStart(), resumed.cycle().periodEnd());
            }
            case SubscriptionCancelled cancelled -> {
                if (unpaid != null) {
                    voided(unpaid);
                    unpaid = null;
                }
                if (servedFrom != null) {
                    stop(cancelled.cancelledAt());
                }
                forEachDay(cancelled.cancelledAt(), null, day -> net.put(day, 0L));
                period = null;
            }
            default -> {
                // Tells nothing of money.
            }
        }
        assertThat(chargedTotal + openTotal())
                .as("what was made is charged or open")
                .isEqualTo(madeTotal);
    }

    /** Every day of service was billed. */
    void nothingIsForgotten() {
        for (Period service : served) {
            forEachDay(
                    service.start(),
                    service.end(),
                    day -> assertThat(netOf(day))
                            .as("%s was used, so it is billed", day)
                            .isPositive());
        }
    }

    private void changed(TermsChanged changed) {
        SubscriptionTerms old = known();
        terms = changed.terms();
        if (changed.cycle() == null) {
            return;
        }
        Period now = current();
        if (changed.changedAt().equals(now.end())) {
            // Scheduled for the end of the period: the renewal follows.
            assertThat(sum(changed.unbilled())).isEqualTo(openTotal());
            if (old.interval() != changed.terms().interval()) {
                anchor = null;
            }
            return;
        }
        boolean same = old.interval() == changed.terms().interval();
        if (!same && changed.proration() == ProrationMode.NONE) {
            forEachDay(changed.changedAt(), null, day -> net.put(day, 0L));
        }
        owing(changed.unbilled(), now);
        if (!same) {
            assertThat(changed.cycle().periodStart()).isEqualTo(changed.changedAt());
            begin(changed.cycle().periodStart(), changed.cycle().periodEnd());
            billedForTheNewPeriod();
        } else {
            assertThat(changed.cycle().periodEnd()).isEqualTo(now.end());
            if (changed.proration() != ProrationMode.NONE) {
                long expected =
                        changed.terms().billingMode() == BillingMode.IN_ADVANCE ? share(changed.terms(), now) : 0;
                forEachDay(
                        changed.changedAt(),
                        now.end(),
                        day -> assertThat(netOf(day))
                                .as("%s is billed on the new terms", day)
                                .isEqualTo(expected));
            }
        }
    }

    private void charged(SubscriptionCharged charged) {
        assertThat(invoices.add(charged.invoiceId()))
                .as("an invoice is made once")
                .isTrue();
        assertThat(sum(charged.lines())).isNotNegative();
        assertThat(charged.lines()).extracting(InvoiceLine::lineId).doesNotHaveDuplicates();
        Period of = charged.reason() == ChargeReason.RENEWAL && before != null ? before : period;
        for (InvoiceLine line : charged.lines()) {
            if (!made.containsKey(line.lineId())) {
                make(line, of);
            }
            assertThat(line.amountMinor() < 0).isEqualTo(line.kind() == InvoiceLineKind.PRORATION_CREDIT);
            long left = open.getOrDefault(line.lineId(), 0L) - line.amountMinor();
            assertThat(left).as("of a credit no more is used than there is").isNotPositive();
            open.put(line.lineId(), left);
        }
        open.values().removeIf(amount -> amount == 0);
        assertThat(open.values()).as("all that is to be paid is charged").allMatch(amount -> amount < 0);
        chargedTotal += sum(charged.lines());
        before = null;
        if (charged.reason() == ChargeReason.ACTIVATION) {
            unpaid = charged;
        } else if (period != null && charged.reason() == ChargeReason.RENEWAL) {
            billedForTheNewPeriod();
        }
    }

    /** A first payment that failed: what it was for is not billed, and its credits are there again. */
    private void voided(SubscriptionCharged charged) {
        for (InvoiceLine line : charged.lines()) {
            chargedTotal -= line.amountMinor();
            if (line.amountMinor() < 0) {
                open.merge(line.lineId(), line.amountMinor(), Long::sum);
            } else {
                madeTotal -= line.amountMinor();
                long days = days(line.from(), line.to());
                forEachDay(line.from(), line.to(), day -> net.merge(day, -share(line, days), Long::sum));
            }
        }
    }

    private void owing(List<InvoiceLine> unbilled, Period of) {
        for (InvoiceLine line : unbilled) {
            if (made.containsKey(line.lineId())) {
                assertThat(open.get(line.lineId()))
                        .as("nothing open is altered")
                        .isEqualTo(line.amountMinor());
            } else {
                make(line, of);
            }
        }
        assertThat(unbilled).extracting(InvoiceLine::lineId).containsExactlyInAnyOrderElementsOf(open.keySet());
    }

    private void make(InvoiceLine line, @Nullable Period of) {
        made.put(line.lineId(), line);
        open.put(line.lineId(), line.amountMinor());
        madeTotal += line.amountMinor();
        long whole = line.kind() == InvoiceLineKind.PERIOD || of == null
                ? days(line.from(), line.to())
                : days(of.start(), of.end());
        BigDecimal exact = BigDecimal.valueOf(line.unitAmountMinor())
                .multiply(BigDecimal.valueOf(line.quantity()))
                .multiply(BigDecimal.valueOf(days(line.from(), line.to())))
                .divide(BigDecimal.valueOf(whole), 0, RoundingMode.HALF_UP);
        assertThat(Math.abs(line.amountMinor())).as("%s", line).isEqualTo(exact.longValueExact());
        long share = share(line, whole) * (line.amountMinor() < 0 ? -1 : 1);
        forEachDay(line.from(), line.to(), day -> net.merge(day, share, Long::sum));
    }

    private void billedForTheNewPeriod() {
        Period now = current();
        long expected = known().billingMode() == BillingMode.IN_ADVANCE ? share(known(), now) : 0;
        forEachDay(
                now.start(),
                now.end(),
                day -> assertThat(netOf(day))
                        .as("%s is billed once, on the terms that hold", day)
                        .isEqualTo(expected));
    }

    private void begin(Instant start, Instant end) {
        anchor = start;
        periods = 1;
        period = new Period(start, end);
        onTheAnchorsDay();
    }

    private void onTheAnchorsDay() {
        if (anchor == null) {
            throw new AssertionError("No period has begun.");
        }
        long months = known().interval() == BillingInterval.YEAR ? 12 : 1;
        assertThat(current().end())
                .isEqualTo(anchor.atZone(zone).plusMonths(periods * months).toInstant());
    }

    private void stop(Instant at) {
        if (servedFrom != null) {
            served.add(new Period(servedFrom, at));
        }
        servedFrom = null;
    }

    private Period current() {
        if (period == null) {
            throw new AssertionError("There is no period now.");
        }
        return period;
    }

    private SubscriptionTerms known() {
        if (terms == null) {
            throw new AssertionError("There are no terms.");
        }
        return terms;
    }

    private long netOf(LocalDate day) {
        return net.getOrDefault(day, 0L);
    }

    private long share(SubscriptionTerms of, Period in) {
        return of.amountMinor() * of.quantity() * (SHARES / days(in.start(), in.end()));
    }

    private static long share(InvoiceLine line, long ofDays) {
        return line.unitAmountMinor() * line.quantity() * (SHARES / ofDays);
    }

    private long days(Instant from, Instant to) {
        return ChronoUnit.DAYS.between(LocalDate.ofInstant(from, zone), LocalDate.ofInstant(to, zone));
    }

    /** From the day of one time to the day before the other, or to the last day that was ever billed. */
    private void forEachDay(Instant from, @Nullable Instant to, Consumer<LocalDate> what) {
        LocalDate first = LocalDate.ofInstant(from, zone);
        LocalDate end = to != null
                ? LocalDate.ofInstant(to, zone)
                : net.isEmpty() ? first : net.lastKey().plusDays(1);
        for (LocalDate day = first; day.isBefore(end); day = day.plusDays(1)) {
            what.accept(day);
        }
    }

    private long openTotal() {
        return open.values().stream().mapToLong(Long::longValue).sum();
    }

    private static long sum(List<InvoiceLine> lines) {
        return lines.stream().mapToLong(InvoiceLine::amountMinor).sum();
    }
}
