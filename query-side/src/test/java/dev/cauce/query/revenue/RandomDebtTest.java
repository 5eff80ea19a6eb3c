package dev.cauce.query.revenue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cauce.contracts.invoice.AgedReceivables;
import dev.cauce.contracts.invoice.CreditNoteKind;
import dev.cauce.contracts.payment.PaymentEvent;
import dev.cauce.contracts.revenue.ReceivablesAge;
import dev.cauce.contracts.revenue.RecoveryCell;
import dev.cauce.contracts.revenue.RecoveryRate;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;
import org.axonframework.eventhandling.DomainEventMessage;
import org.jspecify.annotations.Nullable;

/** Random histories of invoices beside a plain ledger that is kept as they happen and looked at again later. */
class RandomDebtTest {

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant FAR = Instant.MAX;
    private static final ZoneId ZONE = ZoneId.of("America/New_York");

    private enum Act {
        FINALISE,
        PAY,
        OFFSET,
        VOID,
        WRITE_OFF,
        FAIL,
        REFUND,
        DISPUTE
    }

    /** What happens, so many hours after what happened before. */
    record Move(int invoice, Act act, int hours, long amountMinor, boolean other) {}

    /** A payment in the ledger, what of it can still go back, and whether it came after the failure. */
    private static final class Paid {

        private final String id;
        private final boolean recovered;
        private long left;

        Paid(String id, boolean recovered, long left) {
            this.id = id;
            this.recovered = recovered;
            this.left = left;
        }
    }

    /** An invoice in the ledger. */
    private static final class Entry {

        private final Instant finalisedAt;
        private final long totalMinor;
        private long due;
        private long writtenOff;
        private boolean settled;
        private @Nullable String policy;
        private long failed;
        private long recovered;
        private long forgiven;
        private long returned;
        private final List<Paid> payments = new ArrayList<>();

        Entry(Instant finalisedAt, long totalMinor) {
            this.finalisedAt = finalisedAt;
            this.totalMinor = totalMinor;
            this.due = totalMinor;
        }

        int age(Instant now) {
            Duration late = Duration.between(finalisedAt.plus(Duration.ofDays(14)), now);
            int age = 0;
            for (int days : new int[] {0, 30, 60, 90}) {
                age += late.compareTo(Duration.ofDays(days)) > 0 ? 1 : 0;
            }
            return age;
        }
    }

    /** What the ledger said at a time. */
    private record Stand(AgedReceivables receivables, List<RecoveryRate> rates) {}

    /** A history and its ledger. */
    private static final class Books {

        private final Told told = new Told().zone(BEGIN, ZONE.getId());
        private final Map<String, Entry> ledger = new LinkedHashMap<>();
        private final Map<Instant, Stand> stands = new TreeMap<>();
        private Instant now = BEGIN;

        void happen(Move move) {
            now = now.plus(Duration.ofHours(move.hours()));
            String id = "i" + move.invoice();
            Entry entry = ledger.get(id);
            if (entry == null) {
                if (move.act() == Act.FINALISE) {
                    ledger.put(id, new Entry(now, move.amountMinor()));
                    told.finalised(now, "a", id, move.amountMinor());
                }
            } else if (move.act() == Act.REFUND || move.act() == Act.DISPUTE) {
                if (!entry.payments.isEmpty()) {
                    goBack(move, id, entry, entry.payments.get(move.hours() % entry.payments.size()));
                }
            } else if (entry.due > 0) {
                happen(move, id, entry);
            }
            stands.put(now, stand());
        }

        private void goBack(Move move, String id, Entry entry, Paid payment) {
            long part = Math.min(payment.left, move.amountMinor());
            if (move.act() == Act.REFUND) {
                if (part == 0) {
                    return;
                }
                told.refunded(now, "a", id, payment.id, part, false);
            } else {
                String dispute = "d" + stands.size();
                if (move.amountMinor() % 3 == 0) {
                    // Nobody reported its opening.
                    part = payment.left;
                } else {
                    told.disputed(now, "a", id, payment.id, dispute, move.amountMinor());
                }
                told.disputeClosed(now, "a", id, payment.id, dispute, move.other());
                part = move.other() ? 0 : part;
            }
            payment.left -= part;
            if (payment.recovered) {
                entry.recovered -= part;
                entry.returned += part;
            }
        }

        private void happen(Move move, String id, Entry entry) {
            long part = Math.min(entry.due, move.amountMinor());
            switch (move.act()) {
                case FINALISE, REFUND, DISPUTE -> {
                    // It is finalised, and what goes back is not due.
                }
                case PAY -> {
                    lower(id, entry, part);
                    entry.recovered += entry.policy == null ? 0 : part;
                    told.paid(now, "a", id, part, entry.due);
                    entry.payments.add(new Paid(Told.payment(id, entry.due), entry.policy != null, part));
                    settle(id, entry);
                }
                case OFFSET -> {
                    lower(id, entry, part);
                    entry.forgiven += entry.policy == null ? 0 : part;
                    told.offset(now, "a", id, CreditNoteKind.OFFSET, part, entry.due);
                    settle(id, entry);
                }
                case VOID -> {
                    if (entry.due == entry.totalMinor && entry.writtenOff == 0) {
                        entry.forgiven += entry.policy == null ? 0 : entry.due;
                        entry.due = 0;
                        told.voided(now, "a", id);
                    }
                }
                case WRITE_OFF -> {
                    if (entry.writtenOff == 0) {
                        entry.writtenOff = entry.due;
                        told.writtenOff(now, "a", id, entry.due);
                    }
                }
                case FAIL -> {
                    if (entry.policy == null && entry.writtenOff == 0) {
                        entry.policy = move.other() ? "p2" : "p1";
                        entry.failed = entry.due;
                        told.failed(now, "a", id, entry.due, entry.policy);
                    }
                }
            }
        }

        private void lower(String id, Entry entry, long part) {
            if (entry.writtenOff > 0) {
                entry.writtenOff -= part;
                told.writeOffReversed(now, "a", id, part, entry.writtenOff);
            }
            entry.due -= part;
        }

        private void settle(String id, Entry entry) {
            if (entry.due == 0) {
                entry.settled = true;
                told.settled(now, "a", id);
            }
        }

        private Stand stand() {
            long[] ages = new long[6];
            Map<String, long[]> rows = new TreeMap<>();
            for (Entry entry : ledger.values()) {
                ages[entry.age(now)] += entry.due - entry.writtenOff;
                ages[5] += entry.due - entry.writtenOff;
                if (entry.policy != null) {
                    long[] row = rows.computeIfAbsent(
                            YearMonth.from(entry.finalisedAt.atZone(ZONE)) + " " + entry.policy, name -> new long[8]);
                    row[0] += 1;
                    row[1] += entry.settled ? 1 : 0;
                    row[2] += entry.failed;
                    row[3] += entry.recovered;
                    row[4] += entry.forgiven;
                    row[5] += entry.writtenOff;
                    row[6] += entry.due - entry.writtenOff;
                    row[7] += entry.returned;
                }
            }
            List<RecoveryRate> rates = new ArrayList<>();
            rows.forEach((name, sums) -> rates.add(new RecoveryRate(
                    name.substring(0, 7),
                    name.substring(8),
                    sums[0],
                    sums[1],
                    sums[2],
                    sums[3],
                    sums[7],
                    sums[4],
                    sums[5],
                    sums[6],
                    (double) sums[3] / sums[2])));
            return new Stand(new AgedReceivables("EUR", ages[0], ages[1], ages[2], ages[3], ages[4], ages[5]), rates);
        }
    }

    @Property(tries = 60)
    void whatWasOwedAndCameBackIsWhatTheLedgerSaidThen(@ForAll("histories") List<Move> moves) {
        Books books = new Books();
        moves.forEach(books::happen);
        try (Asked asked = new Asked(books.told.events(), 7, books.now)) {
            int index = 0;
            for (Map.Entry<Instant, Stand> stand : books.stands.entrySet()) {
                Instant then = stand.getKey();
                Stand said = stand.getValue();
                assertThat(asked.receivables(then, null)).isEqualTo(said.receivables());
                assertThat(asked.receivables(then, then)).isEqualTo(said.receivables());
                assertThat(asked.receivables(then, FAR)).isEqualTo(said.receivables());
                assertThat(asked.recovery("2025-12", "2027-12", then, null)).isEqualTo(said.rates());
                if (index++ % 5 == 0) {
                    explained(asked, said, then);
                }
            }
        }
    }

    /** Seen from today, as it was known then: what was settled since was not. */
    @Property(tries = 40)
    void whatWasKnownThenIsWhatAReplayUpToThenKnows(
            @ForAll("histories") List<Move> moves, @ForAll("hours") int hours, @ForAll("hours") int later) {
        Books books = new Books();
        moves.forEach(books::happen);
        Instant then = BEGIN.plus(Duration.ofHours(hours));
        Instant seenAt = then.plus(Duration.ofHours(later));
        List<DomainEventMessage<?>> before = books.told.events().stream()
                .filter(event -> !event.getTimestamp().isAfter(then))
                .toList();
        try (Asked whole = new Asked(books.told.events(), 7, seenAt);
                Asked replayed = new Asked(before, 7, seenAt)) {
            assertThat(whole.receivables(null, then)).isEqualTo(replayed.receivables(null, null));
            assertThat(whole.recovery("2025-12", "2027-12", null, then))
                    .isEqualTo(replayed.recovery("2025-12", "2027-12", null, null));
        }
    }

    /** It has none of the fields by which invoices are left out, and the same answers but for what went back. */
    @Property(tries = 20)
    void theVersionBeforeAnswersTheSame(@ForAll("histories") List<Move> moves, @ForAll("hours") int hours) {
        Books books = new Books();
        moves.forEach(books::happen);
        Instant then = BEGIN.plus(Duration.ofHours(hours));
        List<DomainEventMessage<?>> events = books.told.events().stream()
                .filter(event -> !(event.getPayload() instanceof PaymentEvent))
                .toList();
        try (Asked asked = new Asked(events, 7, books.now);
                Asked before = new Asked(events, 7, books.now, 3, CollectionsProjection::ofVersion2)) {
            assertThat(before.receivables(then, null)).isEqualTo(asked.receivables(then, null));
            assertThat(before.recovery("2026-01", "2026-03", then, null))
                    .isEqualTo(asked.recovery("2026-01", "2026-03", then, null));
            assertThat(before.explain(ReceivablesAge.TOTAL, then)).isEqualTo(asked.explain(ReceivablesAge.TOTAL, then));
        }
    }

    @Provide
    Arbitrary<Integer> hours() {
        return Arbitraries.integers().between(1, 24 * 200);
    }

    private static void explained(Asked asked, Stand said, Instant then) {
        for (ReceivablesAge age : ReceivablesAge.values()) {
            assertThat(asked.explain(age, then).value())
                    .as("%s of %s", age, said)
                    .isEqualTo(shown(said.receivables(), age));
        }
        for (RecoveryRate rate : said.rates()) {
            for (RecoveryCell cell : RecoveryCell.values()) {
                assertThat(asked.explain(rate.month(), rate.policyVersion(), cell, then)
                                .value())
                        .as("%s of %s", cell, rate)
                        .isEqualTo(shown(rate, cell));
            }
            assertThat(rate.recoveredMinor()
                            + rate.returnedMinor()
                            + rate.forgivenMinor()
                            + rate.writtenOffMinor()
                            + rate.openMinor())
                    .isEqualTo(rate.failedMinor());
        }
    }

    private static double shown(AgedReceivables receivables, ReceivablesAge age) {
        return switch (age) {
            case NOT_DUE -> receivables.notDueMinor();
            case UP_TO_30_DAYS -> receivables.upTo30DaysMinor();
            case UP_TO_60_DAYS -> receivables.upTo60DaysMinor();
            case UP_TO_90_DAYS -> receivables.upTo90DaysMinor();
            case OVER_90_DAYS -> receivables.over90DaysMinor();
            case TOTAL -> receivables.totalMinor();
        };
    }

    private static double shown(RecoveryRate rate, RecoveryCell cell) {
        return switch (cell) {
            case INVOICES -> rate.invoices();
            case SETTLED_INVOICES -> rate.settledInvoices();
            case FAILED -> rate.failedMinor();
            case RECOVERED -> rate.recoveredMinor();
            case RETURNED -> rate.returnedMinor();
            case FORGIVEN -> rate.forgivenMinor();
            case WRITTEN_OFF -> rate.writtenOffMinor();
            case OPEN -> rate.openMinor();
            case RECOVERY_RATE -> rate.recoveryRate();
        };
    }

    /** Half of them begin with two invoices that failed, or hardly any payment would bring something back. */
    @Provide
    Arbitrary<List<Move>> histories() {
        List<Move> failed = List.of(
                new Move(0, Act.FINALISE, 1, 3000, false),
                new Move(0, Act.FAIL, 1, 1, false),
                new Move(1, Act.FINALISE, 1, 4000, false),
                new Move(1, Act.FAIL, 1, 1, true));
        return Combinators.combine(moves(), Arbitraries.of(true, false))
                .as((moves, begun) ->
                        begun ? Stream.concat(failed.stream(), moves.stream()).toList() : moves);
    }

    private static Arbitrary<List<Move>> moves() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.of(
                                Act.FINALISE,
                                Act.PAY,
                                Act.PAY,
                                Act.PAY,
                                Act.OFFSET,
                                Act.VOID,
                                Act.WRITE_OFF,
                                Act.FAIL,
                                Act.FAIL,
                                Act.REFUND,
                                Act.REFUND,
                                Act.DISPUTE,
                                Act.DISPUTE),
                        Arbitraries.frequencyOf(
                                Tuple.of(1, Arbitraries.just(0)),
                                Tuple.of(2, Arbitraries.integers().between(1, 24 * 20))),
                        Arbitraries.longs().between(1, 5000),
                        Arbitraries.of(true, false))
                .as(Move::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(40)
                // By itself it makes short ones.
                .withSizeDistribution(RandomDistribution.uniform());
    }
}
