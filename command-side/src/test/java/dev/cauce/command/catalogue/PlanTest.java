package dev.cauce.command.catalogue;

import static dev.cauce.command.Fixtures.TENANT;
import static dev.cauce.command.Fixtures.rejected;

import dev.cauce.command.Fixtures;
import dev.cauce.contracts.catalogue.BillingInterval;
import dev.cauce.contracts.catalogue.DefinePlan;
import dev.cauce.contracts.catalogue.PlanDefined;
import dev.cauce.contracts.catalogue.PlanId;
import dev.cauce.contracts.catalogue.PlanPrice;
import dev.cauce.contracts.catalogue.PlanRetired;
import dev.cauce.contracts.catalogue.RetirePlan;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.platform.command.Answer;
import java.util.List;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

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
