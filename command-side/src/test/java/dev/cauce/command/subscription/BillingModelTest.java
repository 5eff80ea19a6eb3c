package dev.cauce.command.subscription;

import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Random commands, the clock moving: a preview equals the charge, lines conserve money, and no day is billed twice or
 * forgotten.
 */
class BillingModelTest {

    @Property(tries = 60)
    void billsEachDayOnceAndAsForeseen(
            @ForAll("moves") List<BillingModel.Move> moves,
            @ForAll("starts") Instant start,
            @ForAll("zones") String zone,
            @ForAll boolean trial) {
        BillingModel.run(moves, start, zone, trial);
    }

    @Provide
    Arbitrary<List<BillingModel.Move>> moves() {
        return BillingModel.sequences(100);
    }

    /** Around the ends of months, a leap day and the changes to and from summer time. */
    @Provide
    Arbitrary<Instant> starts() {
        return Arbitraries.longs()
                .between(0, 24 * 60 * 400)
                .map(minutes -> Instant.parse("2023-12-20T00:00:00Z").plusSeconds(60 * minutes));
    }

    @Provide
    Arbitrary<String> zones() {
        return Arbitraries.of("UTC", "Europe/Madrid", "America/New_York", "Pacific/Auckland");
    }
}
