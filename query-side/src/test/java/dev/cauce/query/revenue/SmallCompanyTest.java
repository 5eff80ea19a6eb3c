package dev.cauce.query.revenue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.cauce.contracts.catalogue.BillingInterval;
import dev.cauce.contracts.invoice.AgedReceivables;
import dev.cauce.contracts.invoice.CreditNoteKind;
import dev.cauce.contracts.revenue.CohortMonth;
import dev.cauce.contracts.revenue.MonthlyRevenue;
import dev.cauce.contracts.revenue.ReceivablesAge;
import dev.cauce.contracts.revenue.RecoveryCell;
import dev.cauce.contracts.revenue.RecoveryRate;
import dev.cauce.contracts.revenue.RevenueCause;
import dev.cauce.contracts.revenue.RevenueCell;
import dev.cauce.contracts.revenue.RevenueCohort;
import dev.cauce.contracts.revenue.RevenuePart;
import dev.cauce.contracts.subscription.CancellationReason;
import dev.cauce.query.revenue.Asked.Explained;
import java.time.Instant;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Four customers of a company in Madrid, reckoned by hand. */
class SmallCompanyTest {

    private static final BillingInterval MONTH = BillingInterval.MONTH;
    private static final Instant NOW = at("06-30T00:00");
    private static final Instant END_OF_APRIL = at("04-30T12:00");

    private final Asked asked = new Asked(company(), 7, NOW);

    private static Instant at(String time) {
        return Instant.parse("2026-" + time + ":00Z");
    }

    private static List<DomainEventMessage<?>> company() {
        return new Told()
                .zone(at("01-01T00:00"), "Europe/Madrid")
                .started(at("01-05T09:00"), at("01-05T09:00"), "c", "c-1", Told.terms("EUR", MONTH, 2000))
                .started(at("01-10T09:00"), at("01-10T09:00"), "a", "a-1", Told.terms("EUR", MONTH, 5000))
                // It is half past midnight of the first of February in Madrid.
                .started(at("01-31T23:30"), at("01-31T23:30"), "b", "b-1", Told.terms("EUR", MONTH, 3000))
                .changed(at("02-15T09:00"), at("02-15T09:00"), "a", "a-1", Told.terms("EUR", MONTH, 8000))
                .started(
                        at("02-20T09:00"),
                        at("02-20T09:00"),
                        "b",
                        "b-2",
                        Told.terms("EUR", BillingInterval.YEAR, 12000))
                .cancelled(at("02-25T09:00"), at("02-25T09:00"), "c", "c-1", CancellationReason.MISSING_FEATURE)
                .started(at("03-03T09:00"), at("03-03T09:00"), "d", "d-1", Told.terms("EUR", MONTH, 4000))
                .cancelled(at("03-10T09:00"), at("03-10T09:00"), "b", "b-2", CancellationReason.PRICE)
                .activated(at("04-04T09:00"), at("04-05T09:00"), "c", "c-1", Told.terms("EUR", MONTH, 2500))
                // Dunning ended it on the 20th, and it was entered in May.
                .cancelled(at("05-02T09:00"), at("04-20T09:00"), "a", "a-1", CancellationReason.PAYMENT_FAILED)
                .finalised(at("02-20T09:00"), "b", "i-5", 12000)
                .voided(at("02-21T09:00"), "b", "i-5")
                // Billed in April, where the company is.
                .finalised(at("03-31T22:30"), "a", "i-1", 8000)
                .failed(at("03-31T22:31"), "a", "i-1", 8000, "p1")
                .finalised(at("04-02T09:00"), "b", "i-2", 3000)
                .failed(at("04-02T09:00"), "b", "i-2", 3000, "p1")
                .finalised(at("04-03T09:00"), "d", "i-3", 4000)
                .paid(at("04-03T09:05"), "d", "i-3", 500, 3500)
                .failed(at("04-03T09:05"), "d", "i-3", 3500, "p2")
                .finalised(at("04-05T09:00"), "c", "i-4", 2500)
                .paid(at("04-05T09:00"), "c", "i-4", 2500, 0)
                .settled(at("04-05T09:00"), "c", "i-4")
                .offset(at("04-05T10:00"), "c", "i-4", CreditNoteKind.REFUND, 100, 0)
                .paid(at("04-06T09:00"), "b", "i-2", 3000, 0)
                .settled(at("04-06T09:00"), "b", "i-2")
                .offset(at("04-08T09:00"), "d", "i-3", CreditNoteKind.OFFSET, 1500, 2000)
                .paid(at("04-10T09:00"), "a", "i-1", 3000, 5000)
                .writtenOff(at("04-20T09:00"), "a", "i-1", 5000)
                .writeOffReversed(at("05-05T09:00"), "a", "i-1", 1000, 4000)
                .paid(at("05-05T09:00"), "a", "i-1", 1000, 4000)
                // What was paid before it failed goes back, and what was too much: neither had come back.
                .refunded(at("05-10T09:00"), "d", "i-3", Told.payment("i-3", 3500), 500, false)
                .refunded(at("05-10T09:00"), "b", "i-2", Told.payment("i-2", 0), 700, true)
                .refunded(at("05-10T09:00"), "b", "i-2", Told.payment("i-2", 0), 1000, false)
                .disputed(at("05-12T09:00"), "a", "i-1", Told.payment("i-1", 5000), "d-1", 3200)
                .disputed(at("05-12T09:00"), "a", "i-1", Told.payment("i-1", 4000), "d-2", 1000)
                .disputeClosed(at("06-01T09:00"), "a", "i-1", Told.payment("i-1", 4000), "d-2", true)
                .disputeClosed(at("06-02T09:00"), "a", "i-1", Told.payment("i-1", 5000), "d-1", false)
                .events();
    }

    @AfterEach
    void close() {
        asked.close();
    }

    @Test
    void movesMonthByMonth() {
        assertThat(asked.months("EUR", "2026-01", "2026-04", null, null))
                .containsExactly(
                        new MonthlyRevenue(
                                "2026-01", 0, 7000, 0, 0, 0, 0, 0, 0, 7000, 84_000, 0, 2, 0, 0, 0, 2, 0, 0, 3500L, null,
                                null, null, null),
                        new MonthlyRevenue(
                                "2026-02",
                                7000,
                                3000,
                                4000,
                                0,
                                -2000,
                                -2000,
                                0,
                                0,
                                12_000,
                                144_000,
                                2,
                                1,
                                1,
                                1,
                                0,
                                2,
                                8000,
                                5000,
                                6000L,
                                8000 / 7000.0,
                                5000 / 7000.0,
                                0.5,
                                12_000L),
                        new MonthlyRevenue(
                                "2026-03", 12_000, 4000, 0, -1000, 0, 0, 0, 0, 15_000, 180_000, 2, 1, 0, 0, 0, 3,
                                11_000, 11_000, 5000L, 11 / 12.0, 11 / 12.0, 0.0, null),
                        // 95.00 of three is 31.67; each lives three months, which is worth 95.00 again.
                        new MonthlyRevenue(
                                "2026-04", 15_000, 0, 0, 0, -8000, 0, -8000, 2500, 9500, 114_000, 3, 0, 1, 0, 1, 3,
                                7000, 7000, 3167L, 7 / 15.0, 7 / 15.0, 1 / 3.0, 9500L));
    }

    @Test
    void monthsThatHaveNotBegunAreLeftOut() {
        assertThat(asked.months("EUR", "2026-04", "2026-12", END_OF_APRIL, null))
                .extracting(MonthlyRevenue::month)
                .containsExactly("2026-04");
    }

    @Test
    void accountsStayOrLeaveByTheMonthInWhichTheyCame() {
        assertThat(asked.cohorts("EUR", "2026-01", "2026-04", null, null))
                .containsExactly(
                        new RevenueCohort(
                                "2026-01",
                                2,
                                7000,
                                List.of(
                                        new CohortMonth("2026-01", 2, 7000, 1.0, 1.0),
                                        new CohortMonth("2026-02", 1, 8000, 0.5, 8 / 7.0),
                                        new CohortMonth("2026-03", 1, 8000, 0.5, 8 / 7.0),
                                        new CohortMonth("2026-04", 1, 2500, 0.5, 2.5 / 7.0))),
                        new RevenueCohort(
                                "2026-02",
                                1,
                                3000,
                                List.of(
                                        new CohortMonth("2026-02", 1, 4000, 1.0, 4 / 3.0),
                                        new CohortMonth("2026-03", 1, 3000, 1.0, 1.0),
                                        new CohortMonth("2026-04", 1, 3000, 1.0, 1.0))),
                        new RevenueCohort(
                                "2026-03",
                                1,
                                4000,
                                List.of(
                                        new CohortMonth("2026-03", 1, 4000, 1.0, 1.0),
                                        new CohortMonth("2026-04", 1, 4000, 1.0, 1.0))));
    }

    @Nested
    class Explaining {

        private Explained explain(String month, RevenueCell cell) {
            return asked.explain("EUR", month, cell, null, null, null);
        }

        @Test
        void aMovementIsItsEvents() {
            assertThat(explain("2026-02", RevenueCell.EXPANSION).events()).containsExactly("a-1#1 3000", "b-2#0 1000");
            assertThat(explain("2026-04", RevenueCell.INVOLUNTARY_CHURN).events())
                    .containsExactly("a-1#2 -8000");
            assertThat(explain("2026-04", RevenueCell.VOLUNTARY_CHURN).events()).isEmpty();
        }

        @Test
        void aStandIsAllThatLedToIt() {
            assertThat(explain("2026-02", RevenueCell.CLOSING).events())
                    .containsExactly(
                            "c-1#0 2000", "a-1#0 5000", "b-1#0 3000", "a-1#1 3000", "b-2#0 1000", "c-1#1 -2000");
            assertThat(explain("2026-02", RevenueCell.PAYING_ACCOUNTS).events())
                    .containsExactly("c-1#0 1", "a-1#0 1", "b-1#0 1", "c-1#1 -1");
        }

        /** Of the one that grew, what it paid at the beginning; of the one that left, all. */
        @Test
        void whatWasKeptIsOfEachTheSmaller() {
            assertThat(explain("2026-02", RevenueCell.GROSS_KEPT).events())
                    .containsExactly("c-1#0 2000", "a-1#0 5000", "c-1#1 -2000");
            assertThat(explain("2026-02", RevenueCell.NET_KEPT).events())
                    .containsExactly("c-1#0 2000", "a-1#0 5000", "a-1#1 3000", "c-1#1 -2000");
        }

        @Test
        void aRatioIsItsPartsAndTheirEvents() {
            Explained ltv = explain("2026-04", RevenueCell.LTV);

            assertThat(ltv.value()).isEqualTo(9500);
            assertThat(ltv.parts())
                    .containsExactly(
                            new RevenuePart("CLOSING", "2026-04", 9500, false),
                            new RevenuePart("OPENING_ACCOUNTS", "2026-04", 3, false),
                            new RevenuePart("PAYING_ACCOUNTS", "2026-04", 3, true),
                            new RevenuePart("LOST_ACCOUNTS", "2026-04", 1, true));
            assertThat(explain("2026-03", RevenueCell.LTV).value()).isNull();
        }

        @Test
        void aCohortIsOfItsAccountsAlone() {
            Explained retention = asked.explain("EUR", "2026-04", RevenueCell.REVENUE_RETENTION, "2026-01", null, null);

            assertThat(retention.value()).isEqualTo(2.5 / 7.0);
            assertThat(retention.parts())
                    .containsExactly(
                            new RevenuePart("CLOSING", "2026-04", 2500, false),
                            new RevenuePart("NEW", "2026-01", 7000, true));
            assertThat(retention.causes()).extracting("accountId").containsOnly("a", "c");
        }
    }

    @Nested
    class AsOf {

        @Test
        void whatCameLaterDoesNotHold() {
            assertThat(asked.months("EUR", "2026-04", "2026-04", at("04-10T00:00"), null))
                    .singleElement()
                    .satisfies(april -> {
                        assertThat(april.closingMinor()).isEqualTo(17_500);
                        assertThat(april.churnMinor()).isZero();
                    });
        }

        /** The end of the first customer held from April, and nobody knew before May. */
        @Test
        void whatWasRecordedLaterWasNotKnown() {
            MonthlyRevenue then = asked.months("EUR", "2026-04", "2026-04", END_OF_APRIL, END_OF_APRIL)
                    .getFirst();
            MonthlyRevenue now = asked.months("EUR", "2026-04", "2026-04", END_OF_APRIL, null)
                    .getFirst();

            assertThat(then.closingMinor()).isEqualTo(17_500);
            assertThat(now.closingMinor()).isEqualTo(9500);
            assertThat(now.involuntaryLostAccounts()).isEqualTo(1);
        }

        /** Before its terms were set the company reckoned in UTC. */
        @Test
        void theTimeZoneIsTheOneOfThen() {
            try (Asked later = new Asked(
                    new Told()
                            .started(at("01-31T23:30"), at("01-31T23:30"), "b", "b-1", Told.terms("EUR", MONTH, 3000))
                            .zone(at("03-01T00:00"), "Europe/Madrid")
                            .events(),
                    1,
                    NOW)) {
                assertThat(later.months("EUR", "2026-01", "2026-02", at("02-28T00:00"), null))
                        .extracting(MonthlyRevenue::newMinor)
                        .containsExactly(3000L, 0L);
                assertThat(later.months("EUR", "2026-01", "2026-02", null, null))
                        .extracting(MonthlyRevenue::newMinor)
                        .containsExactly(0L, 3000L);
            }
        }
    }

    @Nested
    class Owed {

        @Test
        void isAgedAsOfATime() {
            assertThat(asked.receivables(at("04-01T00:00"), null))
                    .isEqualTo(new AgedReceivables("EUR", 8000, 0, 0, 0, 0, 8000));
            // Due on the 14th at 22:30; at that very moment it is not late.
            assertThat(asked.receivables(at("04-14T22:30"), null))
                    .isEqualTo(new AgedReceivables("EUR", 7000, 0, 0, 0, 0, 7000));
            assertThat(asked.receivables(at("04-14T22:31"), null))
                    .isEqualTo(new AgedReceivables("EUR", 2000, 5000, 0, 0, 0, 7000));
            // Written off, and of the other one 20.00 have been due since the 17th.
            assertThat(asked.receivables(END_OF_APRIL, null))
                    .isEqualTo(new AgedReceivables("EUR", 0, 2000, 0, 0, 0, 2000));
            assertThat(asked.receivables(at("05-17T09:00"), null))
                    .isEqualTo(new AgedReceivables("EUR", 0, 2000, 0, 0, 0, 2000));
            assertThat(asked.receivables(at("05-17T09:01"), null))
                    .isEqualTo(new AgedReceivables("EUR", 0, 0, 2000, 0, 0, 2000));
            assertThat(asked.receivables(at("06-16T09:01"), null))
                    .isEqualTo(new AgedReceivables("EUR", 0, 0, 0, 2000, 0, 2000));
            assertThat(asked.receivables(at("07-16T09:01"), null))
                    .isEqualTo(new AgedReceivables("EUR", 0, 0, 0, 0, 2000, 2000));
        }

        /** It was settled on the 10th, and nobody knew before the 20th. */
        @Test
        void isOwedUntilItIsKnownToBeSettled() {
            Told told = new Told()
                    .finalised(at("01-01T00:00"), "a", "i", 100)
                    .paid(at("01-20T00:00"), "a", "i", 100, 0)
                    .settled(at("01-20T00:00"), at("01-10T00:00"), "a", "i");
            try (Asked late = new Asked(told.events(), 1, NOW)) {
                assertThat(late.receivables(at("01-19T00:00"), null).totalMinor())
                        .isEqualTo(100);
                assertThat(late.receivables(at("02-01T00:00"), at("01-19T00:00"))
                                .totalMinor())
                        .isEqualTo(100);
                assertThat(late.receivables(at("02-01T00:00"), null).totalMinor())
                        .isZero();
            }
        }

        /** Neither is a time that the view can keep. */
        @Test
        void isNothingBeforeAllTimeAndTheSameAfterIt() {
            assertThat(asked.receivables(Instant.MIN, Instant.MIN))
                    .isEqualTo(new AgedReceivables("EUR", 0, 0, 0, 0, 0, 0));
            assertThat(asked.receivables(Instant.MAX, Instant.MAX))
                    .isEqualTo(new AgedReceivables("EUR", 0, 0, 0, 0, 2000, 2000));
        }

        @Test
        void isItsEvents() {
            assertThat(asked.explain(ReceivablesAge.UP_TO_30_DAYS, END_OF_APRIL).events())
                    .containsExactly("i-3#0 4000", "i-3#1 -500", "i-3#2 -1500");
            assertThat(asked.explain(ReceivablesAge.TOTAL, END_OF_APRIL).value())
                    .isEqualTo(2000);
            assertThat(asked.explain(ReceivablesAge.OVER_90_DAYS, END_OF_APRIL).events())
                    .isEmpty();
        }
    }

    @Nested
    class Recovered {

        @Test
        void isByBillingMonthAndPolicy() {
            assertThat(asked.recovery("2026-01", "2026-06", END_OF_APRIL, null))
                    .containsExactly(
                            new RecoveryRate("2026-04", "p1", 2, 1, 11_000, 6000, 0, 0, 5000, 0, 6 / 11.0),
                            new RecoveryRate("2026-04", "p2", 1, 0, 3500, 0, 0, 1500, 0, 2000, 0.0));
            assertThat(asked.recovery("2026-04", "2026-04", at("05-09T00:00"), null))
                    .contains(new RecoveryRate("2026-04", "p1", 2, 1, 11_000, 7000, 0, 0, 4000, 0, 7 / 11.0));
            assertThat(asked.recovery("2026-03", "2026-03", null, null)).isEmpty();
        }

        /** A refund takes it back at once, a dispute when it is lost, and none of them more than came. */
        @Test
        void isWhatWasKept() {
            assertThat(asked.recovery("2026-04", "2026-04", at("06-01T12:00"), null))
                    .contains(new RecoveryRate("2026-04", "p1", 2, 1, 11_000, 6000, 1000, 0, 4000, 0, 6 / 11.0));
            assertThat(asked.recovery("2026-04", "2026-04", null, null))
                    .containsExactly(
                            new RecoveryRate("2026-04", "p1", 2, 1, 11_000, 3000, 4000, 0, 4000, 0, 3 / 11.0),
                            new RecoveryRate("2026-04", "p2", 1, 0, 3500, 0, 0, 1500, 0, 2000, 0.0));
            assertThat(asked.explain("2026-04", "p1", RecoveryCell.RETURNED, null)
                            .causes())
                    .extracting(RevenueCause::stream, RevenueCause::amount)
                    .containsExactly(tuple("acme/payment/p-i-2-0", 1000L), tuple("acme/payment/p-i-1-5000", 3000L));
        }

        /** What was paid before it failed was not brought back. */
        @Test
        void isItsEvents() {
            assertThat(asked.explain("2026-04", "p1", RecoveryCell.RECOVERED, null)
                            .events())
                    .containsExactly("i-2#1 3000", "i-1#1 3000", "i-1#4 1000", "p-i-2-0#1 -1000", "p-i-1-5000#1 -3000");
            assertThat(asked.explain("2026-04", "p1", RecoveryCell.WRITTEN_OFF, null)
                            .events())
                    .containsExactly("i-1#2 5000", "i-1#3 -1000");
            assertThat(asked.explain("2026-04", "p2", RecoveryCell.OPEN, null).events())
                    .containsExactly("i-3/dunning#0 3500", "i-3#2 -1500");
            assertThat(asked.explain("2026-04", "p1", RecoveryCell.INVOICES, null)
                            .value())
                    .isEqualTo(2);
            Explained rate = asked.explain("2026-04", "p1", RecoveryCell.RECOVERY_RATE, null);
            assertThat(rate.value()).isEqualTo(3 / 11.0);
            assertThat(rate.parts())
                    .containsExactly(
                            new RevenuePart("RECOVERED", "2026-04", 3000, false),
                            new RevenuePart("FAILED", "2026-04", 11_000, true));
        }
    }
}
