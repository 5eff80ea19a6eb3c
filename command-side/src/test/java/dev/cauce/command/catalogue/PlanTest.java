package dev.cauce.command.catalogue;

import static dev.cauce.command.Fixtures.NOW;
import static dev.cauce.command.Fixtures.TENANT;
import static dev.cauce.command.Fixtures.rejected;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cauce.command.Fixtures;
import dev.cauce.contracts.catalogue.BillingInterval;
import dev.cauce.contracts.catalogue.BillingMode;
import dev.cauce.contracts.catalogue.DefinePlan;
import dev.cauce.contracts.catalogue.PlanDefined;
import dev.cauce.contracts.catalogue.PlanId;
import dev.cauce.contracts.catalogue.PlanPrice;
import dev.cauce.contracts.catalogue.PlanPriceSet;
import dev.cauce.contracts.catalogue.PlanRetired;
import dev.cauce.contracts.catalogue.PlanTermsStated;
import dev.cauce.contracts.catalogue.RetirePlan;
import dev.cauce.contracts.catalogue.SetPlanPrice;
import dev.cauce.contracts.catalogue.StatePlanTerms;
import dev.cauce.contracts.catalogue.TrialEnd;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.platform.command.Answer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanTest {

    private static final PlanId ID = new PlanId("pro");
    private static final List<PlanPrice> PRICES = List.of(
            new PlanPrice("EUR", BillingInterval.MONTH, 9_900), new PlanPrice("EUR", BillingInterval.YEAR, 99_000));
    private static final PlanDefined DEFINED = new PlanDefined(TENANT, ID, "Pro", PRICES, 14);

    private final FixtureConfiguration<Plan> fixture = Fixtures.of(Plan.class);

    @Nested
    class Defining {

        @Test
        void putsThePlanIntoTheCatalogue() {
            fixture.givenNoPriorActivity()
                    .when(new DefinePlan(TENANT, ID, "Pro", PRICES, 14))
                    .expectEvents(DEFINED)
                    .expectResultMessagePayload(Answer.of("planId", ID));
        }

        @Test
        void rejectsAnIdThatIsTaken() {
            fixture.given(DEFINED)
                    .when(new DefinePlan(TENANT, ID, "Another", PRICES, 0))
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.ALREADY_EXISTS));
        }

        @Test
        void rejectsTwoPricesForTheSameThing() {
            List<PlanPrice> twice = List.of(
                    new PlanPrice("EUR", BillingInterval.MONTH, 1), new PlanPrice("EUR", BillingInterval.MONTH, 2));

            fixture.givenNoPriorActivity()
                    .when(new DefinePlan(TENANT, ID, "Pro", twice, 14))
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.INVALID_REQUEST));
        }
    }

    @Nested
    class Pricing {

        private static final PlanPriceSet FIRST = new PlanPriceSet(
                TENANT, ID, 2, "EUR", BillingInterval.MONTH, 10_900, BillingMode.IN_ADVANCE, NOW.plusSeconds(60));

        private static SetPlanPrice price(String currency, long amountMinor, @Nullable Instant validFrom) {
            return new SetPlanPrice(
                    TENANT, ID, currency, BillingInterval.MONTH, amountMinor, BillingMode.IN_ARREARS, validFrom);
        }

        @Test
        void sellsAtANewVersionFromNow() {
            fixture.given(DEFINED)
                    .when(price("EUR", 11_900, null))
                    .expectEvents(new PlanPriceSet(
                            TENANT, ID, 2, "EUR", BillingInterval.MONTH, 11_900, BillingMode.IN_ARREARS, NOW))
                    .expectResultMessagePayload(Answer.of("planId", ID));
        }

        @Test
        void countsTheVersionsOfOneCurrencyAndInterval() {
            fixture.given(DEFINED, FIRST)
                    .when(price("EUR", 11_900, NOW))
                    .expectEvents(new PlanPriceSet(
                            TENANT, ID, 3, "EUR", BillingInterval.MONTH, 11_900, BillingMode.IN_ARREARS, NOW));
            fixture.given(DEFINED, FIRST)
                    .when(price("USD", 11_900, NOW))
                    .expectEvents(new PlanPriceSet(
                            TENANT, ID, 1, "USD", BillingInterval.MONTH, 11_900, BillingMode.IN_ARREARS, NOW));
        }

        @Test
        void rejectsADateThatIsPast() {
            fixture.given(DEFINED)
                    .when(price("EUR", 11_900, NOW.minusMillis(1)))
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.DATE_IN_PAST));
        }

        @ParameterizedTest
        @ValueSource(strings = {"XXX", "XAU", "ABC", "XTS"})
        void rejectsWhatIsNoCurrencyWithMinorUnits(String currency) {
            fixture.given(DEFINED)
                    .when(price(currency, 1, null))
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.CURRENCY_UNKNOWN));
            fixture.givenNoPriorActivity()
                    .when(new DefinePlan(
                            TENANT, ID, "Pro", List.of(new PlanPrice(currency, BillingInterval.MONTH, 1)), 0))
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.CURRENCY_UNKNOWN));
        }

        @Test
        void rejectsARetiredPlan() {
            fixture.given(DEFINED, new PlanRetired(TENANT, ID))
                    .when(price("EUR", 1, null))
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.PLAN_RETIRED));
        }

        @Test
        void rejectsMorePricesThanAPlanCanHave() {
            List<Object> past = new ArrayList<>(List.of(DEFINED));
            for (int version = 2; version < 1_000; version++) {
                past.add(new PlanPriceSet(
                        TENANT, ID, version, "EUR", BillingInterval.MONTH, 1, BillingMode.IN_ADVANCE, NOW));
            }
            fixture.given(past)
                    .when(price("EUR", 1, null))
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.TOO_MANY_CHANGES));
        }

        @Test
        void holdsFromItsDateOnAndNotBefore() {
            PlanTerms terms = PlanTerms.after(PlanTerms.after(null, DEFINED), FIRST);

            assertThat(terms.price("EUR", BillingInterval.MONTH, NOW).amountMinor())
                    .isEqualTo(9_900);
            assertThat(terms.price("EUR", BillingInterval.MONTH, NOW.plusSeconds(60))
                            .amountMinor())
                    .isEqualTo(10_900);
            assertThat(terms.price("EUR", BillingInterval.YEAR, NOW.plusSeconds(60))
                            .amountMinor())
                    .isEqualTo(99_000);
        }

        @Test
        void ofTwoWithOneDateTheLaterSetCounts() {
            PlanPriceSet second = new PlanPriceSet(
                    TENANT, ID, 3, "EUR", BillingInterval.MONTH, 12_900, BillingMode.IN_ADVANCE, FIRST.validFrom());
            PlanPriceSet sooner =
                    new PlanPriceSet(TENANT, ID, 4, "EUR", BillingInterval.MONTH, 7_900, BillingMode.IN_ADVANCE, NOW);
            PlanTerms terms = PlanTerms.after(
                    PlanTerms.after(PlanTerms.after(PlanTerms.after(null, DEFINED), FIRST), second), sooner);

            assertThat(terms.price("EUR", BillingInterval.MONTH, NOW).version()).isEqualTo(4);
            assertThat(terms.price("EUR", BillingInterval.MONTH, NOW.plusSeconds(60))
                            .version())
                    .isEqualTo(3);
        }
    }

    @Nested
    class StatingTerms {

        private static final StatePlanTerms STATE = new StatePlanTerms(TENANT, ID, 30, TrialEnd.ACTIVATE, 7);
        private static final PlanTermsStated STATED = new PlanTermsStated(TENANT, ID, 30, TrialEnd.ACTIVATE, 7);

        @Test
        void saysHowLongATrialIsAndWhatBecomesOfIt() {
            fixture.given(DEFINED).when(STATE).expectEvents(STATED);
        }

        @Test
        void aTrialIsCancelledUnlessItIsSaidOtherwise() {
            PlanTerms defined = PlanTerms.after(null, DEFINED);

            assertThat(defined.trialEnd()).isEqualTo(TrialEnd.CANCEL);
            assertThat(PlanTerms.after(defined, STATED)).satisfies(terms -> {
                assertThat(terms.trialEnd()).isEqualTo(TrialEnd.ACTIVATE);
                assertThat(terms.trialDays()).isEqualTo(30);
                assertThat(terms.graceDays()).isEqualTo(7);
                assertThat(terms.prices()).isEqualTo(defined.prices());
            });
        }

        @Test
        void rejectsARetiredPlan() {
            fixture.given(DEFINED, new PlanRetired(TENANT, ID))
                    .when(STATE)
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.PLAN_RETIRED));
        }
    }

    @Nested
    class Retiring {

        @Test
        void sellsItNoMore() {
            fixture.given(DEFINED)
                    .when(new RetirePlan(TENANT, ID))
                    .expectEvents(new PlanRetired(TENANT, ID))
                    .expectResultMessagePayload(Answer.of("planId", ID));
        }

        @Test
        void rejectsARetiredPlan() {
            fixture.given(DEFINED, new PlanRetired(TENANT, ID))
                    .when(new RetirePlan(TENANT, ID))
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.PLAN_RETIRED));
        }

        @Test
        void rejectsAPlanThatWasNeverDefined() {
            fixture.givenNoPriorActivity()
                    .when(new RetirePlan(TENANT, ID))
                    .expectException(AggregateNotFoundException.class);
        }
    }
}
