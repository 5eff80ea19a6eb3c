package dev.cauce.command.subscription;

import static dev.cauce.command.Fixtures.rejected;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.MatcherAssert.assertThat;

import dev.cauce.contracts.catalogue.BillingInterval;
import dev.cauce.contracts.catalogue.BillingMode;
import dev.cauce.contracts.catalogue.PlanId;
import dev.cauce.contracts.invoice.InvoiceId;
import dev.cauce.contracts.invoice.InvoiceLine;
import dev.cauce.contracts.invoice.InvoiceLineKind;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.contracts.subscription.ProrationMode;
import dev.cauce.contracts.subscription.SubscriptionId;
import dev.cauce.contracts.subscription.SubscriptionTerms;
import dev.cauce.platform.rejection.Rejected;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The money of a subscription, by the vectors of the trade. */
class BillingTest {

    private static final ZoneId UTC = ZoneId.of("UTC");
    private static final ZoneId MADRID = ZoneId.of("Europe/Madrid");

    private static Instant day(String date, ZoneId zone) {
        return LocalDate.parse(date).atStartOfDay(zone).toInstant();
    }

    private static SubscriptionTerms terms(String plan, BillingInterval interval, long amount, BillingMode mode) {
        return new SubscriptionTerms(new PlanId(plan), 1, "EUR", interval, amount, 1, mode);
    }

    private static SubscriptionTerms advance(String plan, long amount) {
        return terms(plan, BillingInterval.MONTH, amount, BillingMode.IN_ADVANCE);
    }

    private static SubscriptionTerms arrears(String plan, long amount) {
        return terms(plan, BillingInterval.MONTH, amount, BillingMode.IN_ARREARS);
    }

    private static SubscriptionTerms quantity(SubscriptionTerms of, long quantity) {
        return new SubscriptionTerms(
                of.planId(),
                of.priceVersion(),
                of.currency(),
                of.interval(),
                of.amountMinor(),
                quantity,
                of.billingMode());
    }

    private static Billing begun(SubscriptionTerms terms, String date, ZoneId zone) {
        return Billing.agreed(terms, zone).begin(day(date, zone)).after();
    }

    private static Billing upgraded(Billing billing, SubscriptionTerms next, ProrationMode proration, Instant at) {
        Billing.Change change = billing.change(next, proration, at);
        assertThat(change.immediate()).isTrue();
        return change.step().after();
    }

    private static List<Tuple> shown(List<InvoiceLine> lines) {
        return lines.stream()
                .map(line -> Tuple.tuple(line.kind(), line.planId().value(), line.amountMinor()))
                .toList();
    }

    private static Tuple line(InvoiceLineKind kind, String plan, long amountMinor) {
        return Tuple.tuple(kind, plan, amountMinor);
    }

    @Nested
    class UpgradingInArrears {

        @Test
        void billsFourteenDaysOfTheOldPriceAndSeventeenOfTheNew() {
            Billing billing = upgraded(
                    begun(arrears("basic", 100_00), "2026-01-01", MADRID),
                    arrears("pro", 200_00),
                    ProrationMode.CREATE_PRORATIONS,
                    day("2026-01-15", MADRID));

            assertThat(shown(billing.renew().charge().lines()))
                    .containsExactly(
                            line(InvoiceLineKind.PRORATION_CHARGE, "basic", 45_16),
                            line(InvoiceLineKind.PRORATION_CHARGE, "pro", 109_68));
        }

        @Test
        void billsTheUsedDaysAtOnceWhereThatIsAsked() {
            Billing.Change change = begun(arrears("basic", 100_00), "2026-01-01", MADRID)
                    .change(arrears("pro", 200_00), ProrationMode.INVOICE_NOW, day("2026-01-15", MADRID));

            assertThat(shown(change.step().charge().lines()))
                    .containsExactly(line(InvoiceLineKind.PRORATION_CHARGE, "basic", 45_16));
            assertThat(shown(change.step().after().renew().charge().lines()))
                    .containsExactly(line(InvoiceLineKind.PRORATION_CHARGE, "pro", 109_68));
        }

        @Test
        void billsTheWholePeriodAtTheNewPriceWithoutProration() {
            Billing billing = upgraded(
                    begun(arrears("basic", 100_00), "2026-01-01", MADRID),
                    arrears("pro", 200_00),
                    ProrationMode.NONE,
                    day("2026-01-15", MADRID));

            assertThat(shown(billing.renew().charge().lines()))
                    .containsExactly(line(InvoiceLineKind.PERIOD, "pro", 200_00));
        }

        @Test
        void billsWhatWasUsedAtTheEnd() {
            Billing billing = begun(arrears("basic", 100_00), "2026-01-01", UTC);

            assertThat(shown(billing.end(day("2026-01-15", UTC)).charge().lines()))
                    .containsExactly(line(InvoiceLineKind.PRORATION_CHARGE, "basic", 45_16));
        }
    }

    @Nested
    class UpgradingInAdvance {

        @Test
        void creditsTheUnusedDaysAndChargesTheSameDaysAtTheNewPrice() {
            Billing billing = upgraded(
                    begun(advance("basic", 100_00), "2026-01-01", UTC),
                    advance("pro", 200_00),
                    ProrationMode.CREATE_PRORATIONS,
                    day("2026-01-15", UTC));

            assertThat(shown(billing.renew().charge().lines()))
                    .containsExactly(
                            line(InvoiceLineKind.PRORATION_CREDIT, "basic", -54_84),
                            line(InvoiceLineKind.PRORATION_CHARGE, "pro", 109_68),
                            line(InvoiceLineKind.PERIOD, "pro", 200_00));
        }

        @Test
        void isInvoicedAtOnceOnce() {
            Billing.Change change = begun(advance("basic", 100_00), "2026-01-01", UTC)
                    .change(advance("pro", 200_00), ProrationMode.INVOICE_NOW, day("2026-01-15", UTC));

            assertThat(change.step().charge().total()).isEqualTo(54_84);
            assertThat(shown(change.step().after().renew().charge().lines()))
                    .containsExactly(line(InvoiceLineKind.PERIOD, "pro", 200_00));
        }

        @Test
        void creditsWhatWasPaidAndNotWhatHeld() {
            Billing unprorated = upgraded(
                    begun(advance("basic", 100_00), "2026-01-01", UTC),
                    advance("pro", 200_00),
                    ProrationMode.NONE,
                    day("2026-01-11", UTC));

            Billing billing = upgraded(
                    unprorated, advance("max", 300_00), ProrationMode.CREATE_PRORATIONS, day("2026-01-15", UTC));

            assertThat(shown(billing.unbilled()))
                    .containsExactly(
                            line(InvoiceLineKind.PRORATION_CREDIT, "basic", -54_84),
                            line(InvoiceLineKind.PRORATION_CHARGE, "max", 164_52));
        }

        @Test
        void moreUnitsArePaidForTheDaysThatAreLeft() {
            SubscriptionTerms one = advance("basic", 100_00);
            Billing billing = upgraded(
                    begun(one, "2026-01-01", UTC),
                    quantity(one, 3),
                    ProrationMode.CREATE_PRORATIONS,
                    day("2026-01-15", UTC));

            assertThat(shown(billing.renew().charge().lines()))
                    .containsExactly(
                            line(InvoiceLineKind.PRORATION_CREDIT, "basic", -54_84),
                            line(InvoiceLineKind.PRORATION_CHARGE, "basic", 164_52),
                            line(InvoiceLineKind.PERIOD, "basic", 300_00));
        }

        @Test
        void toPaymentInArrearsLeavesACreditForLater() {
            Billing billing = upgraded(
                    begun(advance("basic", 100_00), "2026-01-01", UTC),
                    arrears("use", 110_00),
                    ProrationMode.INVOICE_NOW,
                    day("2026-01-15", UTC));

            Charge next = billing.renew().charge();

            assertThat(shown(next.lines()))
                    .containsExactly(
                            line(InvoiceLineKind.PRORATION_CREDIT, "basic", -54_84),
                            line(InvoiceLineKind.PRORATION_CHARGE, "use", 60_32));
        }

        @Test
        void toPaymentInArrearsNeedsAProration() {
            Billing billing = begun(advance("basic", 100_00), "2026-01-01", UTC);

            assertThatThrownBy(() -> billing.change(arrears("use", 110_00), ProrationMode.NONE, day("2026-01-15", UTC)))
                    .satisfies(thrown -> assertThat(thrown, rejected(ErrorCode.PRORATION_NEEDED)));
        }

        @Test
        void acrossTheChangeToSummerTimeCountsDaysAndNotHours() {
            Billing billing = upgraded(
                    begun(advance("basic", 310_00), "2026-03-01", MADRID),
                    advance("pro", 620_00),
                    ProrationMode.CREATE_PRORATIONS,
                    day("2026-03-29", MADRID));

            assertThat(shown(billing.unbilled()))
                    .containsExactly(
                            line(InvoiceLineKind.PRORATION_CREDIT, "basic", -30_00),
                            line(InvoiceLineKind.PRORATION_CHARGE, "pro", 60_00));
        }

        @Test
        void datedBeforeThePeriodOrTheLastChangeIsRefused() {
            Billing billing = begun(advance("basic", 100_00), "2026-01-10", UTC);
            Billing changed =
                    upgraded(billing, advance("pro", 200_00), ProrationMode.CREATE_PRORATIONS, day("2026-01-15", UTC));

            assertThatThrownBy(() -> billing.change(advance("pro", 200_00), ProrationMode.NONE, day("2026-01-09", UTC)))
                    .satisfies(thrown -> assertThat(thrown, rejected(ErrorCode.CHANGE_BEFORE_PERIOD)));
            assertThatThrownBy(() -> changed.change(advance("max", 300_00), ProrationMode.NONE, day("2026-01-14", UTC)))
                    .satisfies(thrown -> assertThat(thrown, rejected(ErrorCode.CHANGE_BEFORE_PERIOD)));
        }
    }

    @Nested
    class ChangingTheInterval {

        @Test
        void fromMonthToYearBeginsAYearThatIsPaidAtOnce() {
            Billing.Change change = begun(advance("basic", 100_00), "2026-01-31", UTC)
                    .change(
                            terms("basic", BillingInterval.YEAR, 1_400_00, BillingMode.IN_ADVANCE),
                            ProrationMode.CREATE_PRORATIONS,
                            day("2026-02-14", UTC));

            assertThat(change.immediate()).isTrue();
            assertThat(shown(change.step().charge().lines()))
                    .containsExactly(
                            line(InvoiceLineKind.PRORATION_CREDIT, "basic", -50_00),
                            line(InvoiceLineKind.PERIOD, "basic", 1_400_00));
            assertThat(change.step().after().current().periodEnd()).isEqualTo(day("2027-02-14", UTC));
        }

        @Test
        void fromYearToMonthWaitsForTheEndOfTheYearWhereItIsCheaper() {
            Billing yearly =
                    begun(terms("basic", BillingInterval.YEAR, 1_200_00, BillingMode.IN_ADVANCE), "2024-02-29", UTC);

            Billing.Change change =
                    yearly.change(advance("basic", 50_00), ProrationMode.INVOICE_NOW, day("2024-06-01", UTC));
            Billing.Step renewed = change.step().after().renew();

            assertThat(change.immediate()).isFalse();
            assertThat(change.step().charge().lines()).isEmpty();
            assertThat(shown(renewed.charge().lines())).containsExactly(line(InvoiceLineKind.PERIOD, "basic", 50_00));
            assertThat(renewed.after().current().periodStart()).isEqualTo(day("2025-02-28", UTC));
            assertThat(renewed.after().current().periodEnd()).isEqualTo(day("2025-03-28", UTC));
        }

        @ParameterizedTest
        @CsvSource({
            // A day of January is a 31st of its price; a day of the year that begins then a 365th.
            "3100, 36500, true",
            "3100, 36499, false",
            "3101, 36511, false",
            "3101, 36512, true"
        })
        void comparesPricesByTheDay(long monthly, long yearly, boolean immediate) {
            Billing billing = begun(advance("basic", monthly), "2026-01-01", UTC);

            assertThat(billing.change(
                                    terms("basic", BillingInterval.YEAR, yearly, BillingMode.IN_ADVANCE),
                                    ProrationMode.NONE,
                                    day("2026-01-01", UTC))
                            .immediate())
                    .isEqualTo(immediate);
        }
    }

    @Nested
    class Renewing {

        @ParameterizedTest
        @CsvSource({
            "2026-01-31, 2026-02-28, 2026-03-31, 2026-04-30",
            "2024-01-31, 2024-02-29, 2024-03-31, 2024-04-30",
            "2024-02-29, 2024-03-29, 2024-04-29, 2024-05-29",
            "2025-11-30, 2025-12-30, 2026-01-30, 2026-02-28"
        })
        void keepsTheDayOfTheAnchor(String anchor, String second, String third, String fourth) {
            Billing.Step first = begun(advance("basic", 100_00), anchor, MADRID).renew();
            Billing.Step next = first.after().renew();

            assertThat(first.after().current().periodStart()).isEqualTo(day(second, MADRID));
            assertThat(first.after().current().periodEnd()).isEqualTo(day(third, MADRID));
            assertThat(next.after().current().periodEnd()).isEqualTo(day(fourth, MADRID));
        }

        @Test
        void ofAYearFromALeapDayEndsOnThe28thAndComesBackToThe29th() {
            Billing billing =
                    begun(terms("basic", BillingInterval.YEAR, 1_200_00, BillingMode.IN_ADVANCE), "2024-02-29", MADRID);

            for (String end : List.of("2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29")) {
                assertThat(billing.current().periodEnd()).isEqualTo(day(end, MADRID));
                billing = billing.renew().after();
            }
        }

        @Test
        void numbersInvoicesAndLinesSoThatNoneIsTwice() {
            SubscriptionId id = new SubscriptionId("s".repeat(64));
            Billing first = begun(advance("basic", 100_00), "2026-01-01", UTC);
            Billing second = first.renew().after();

            assertThat(first.nextInvoice(new SubscriptionId("sub"))).isEqualTo(new InvoiceId("sub-2"));
            assertThat(first.nextInvoice(id)).isNotEqualTo(second.nextInvoice(id));
            assertThat(first.nextInvoice(id).value()).matches("in-[A-Za-z0-9_-]{43}");
            assertThat(second.renew().charge().lines())
                    .extracting(InvoiceLine::lineId)
                    .containsExactly("3-1");
        }
    }

    @Nested
    class Pausing {

        @Test
        void creditsWhatIsNotUsedToThePeriodThatFollows() {
            Billing paused = begun(advance("basic", 100_00), "2026-01-01", UTC).pause(day("2026-01-15", UTC));
            Billing.Step resumed = paused.begin(day("2026-03-10", UTC));

            assertThat(shown(resumed.charge().lines()))
                    .containsExactly(
                            line(InvoiceLineKind.PRORATION_CREDIT, "basic", -54_84),
                            line(InvoiceLineKind.PERIOD, "basic", 100_00));
            assertThat(resumed.after().current().periodEnd()).isEqualTo(day("2026-04-10", UTC));
        }

        @Test
        void leavesACreditThatIsMoreThanTheChargeForTheOneAfter() {
            Billing yearly =
                    begun(terms("basic", BillingInterval.YEAR, 3_650_00, BillingMode.IN_ADVANCE), "2026-01-01", UTC);
            Billing scheduled = yearly.change(advance("mini", 100_00), ProrationMode.NONE, day("2026-01-02", UTC))
                    .step()
                    .after();

            Billing.Step resumed = scheduled.pause(day("2026-12-17", UTC)).begin(day("2026-12-20", UTC));

            assertThat(resumed.charge().total()).isZero();
            assertThat(shown(resumed.charge().lines()))
                    .containsExactly(
                            line(InvoiceLineKind.PRORATION_CREDIT, "basic", -100_00),
                            line(InvoiceLineKind.PERIOD, "mini", 100_00));
            assertThat(shown(resumed.after().renew().charge().lines()))
                    .containsExactly(
                            line(InvoiceLineKind.PRORATION_CREDIT, "basic", -50_00),
                            line(InvoiceLineKind.PERIOD, "mini", 100_00));
        }
    }

    @Nested
    class Rounding {

        @ParameterizedTest
        @CsvSource({"1, 15, 30, 1", "1, 14, 30, 0", "99, 1, 31, 3", "100, 31, 31, 100", "100, 0, 31, 0"})
        void ofAPartIsHalfUpToTheMinorUnit(long amount, long days, long ofDays, long expected) {
            assertThat(Amounts.part(advance("basic", amount), days, ofDays)).isEqualTo(expected);
        }

        @Test
        void refusesWhatNoLineHolds() {
            SubscriptionTerms most = quantity(advance("basic", 1_000_000_000_000L), 1_000);
            SubscriptionTerms more = quantity(advance("basic", 1_000_000_000_000L), 1_001);

            assertThat(Amounts.whole(most)).isEqualTo(1_000_000_000_000_000L);
            assertThatThrownBy(() -> Amounts.whole(more))
                    .isInstanceOf(Rejected.class)
                    .satisfies(thrown -> assertThat(thrown, rejected(ErrorCode.AMOUNT_TOO_LARGE)));
            assertThatThrownBy(() -> Amounts.whole(quantity(more, Long.MAX_VALUE)))
                    .satisfies(thrown -> assertThat(thrown, rejected(ErrorCode.AMOUNT_TOO_LARGE)));
        }
    }
}
