package dev.cauce.ml.churn.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cauce.ml.churn.features.FeatureFact.Kind;
import dev.cauce.ml.churn.model.FeatureRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountHistoryTest {
    private static final Instant AS_OF = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant END = AS_OF.plus(Duration.ofDays(30));
    private static final Instant REGISTERED = AS_OF.minus(Duration.ofDays(100));

    @Nested
    class Cutting {
        private final List<FeatureFact> past = List.of(
                registered(REGISTERED, "SIGN_UP", Map.of("industry", "retail")),
                started("s1", REGISTERED, REGISTERED),
                activity(days(-70), days(-70), 5),
                activity(days(-10), days(-10), 7),
                ticket("t1", Kind.TICKET_OPENED, days(-5), days(-5)));

        @Test
        void leavesOutWhatHappensLater() {
            assertUnchangedBy(
                    activity(days(1), days(1), 100),
                    activity(AS_OF.plusNanos(1), AS_OF.plusNanos(1), 100),
                    ticket("t1", Kind.TICKET_RESOLVED, days(2), days(2)),
                    cancelled("s1", days(5), days(5)),
                    fact(Kind.CLOSED, "account", days(6), days(6), Map.of()));
        }

        @Test
        void leavesOutWhatHappenedBeforeAndWasRecordedLater() {
            assertUnchangedBy(
                    activity(days(-3), days(4), 100),
                    fact(Kind.SUSPENDED, "account", days(-20), AS_OF.plusNanos(1), Map.of()),
                    ticket("t2", Kind.TICKET_OPENED, days(-1), days(9)),
                    started("s2", days(-90), days(3)));
        }

        @Test
        void leavesOutWhatClaimsToHappenLaterAndWasRecordedBefore() {
            assertUnchangedBy(activity(days(3), days(-3), 100));
        }

        @ParameterizedTest
        @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
        void isTheSameWhateverComesAfterAndInWhateverOrderItIsRead(long seed) {
            Random random = new Random(seed);
            List<FeatureFact> all = new ArrayList<>(past);
            for (int i = 0; i < 40; i++) {
                Instant happened = days(random.nextInt(200) - 100);
                Instant recorded =
                        happened.isAfter(AS_OF) ? days(random.nextInt(100) - 50) : days(1 + random.nextInt(50));
                Kind kind = List.of(Kind.ACTIVITY, Kind.SUSPENDED, Kind.ONBOARDING_STEP, Kind.TICKET_OPENED)
                        .get(random.nextInt(4));
                all.add(fact(kind, "x" + i, happened, recorded, Map.of("count", "9")));
            }
            Collections.shuffle(all, random);

            assertThat(new AccountHistory("a", all).rowAsOf(AS_OF)).isEqualTo(row(past));
        }

        @Test
        void takesWhatHappenedAndWasRecordedByThen() {
            List<FeatureFact> more = new ArrayList<>(past);
            more.add(activity(AS_OF, AS_OF, 4));

            assertThat(row(more).numeric()).containsEntry("activity30Days", 11.0);
            assertThat(row(past).numeric()).containsEntry("activity30Days", 7.0);
        }

        private void assertUnchangedBy(FeatureFact... later) {
            List<FeatureFact> all = new ArrayList<>(past);
            all.addAll(Arrays.asList(later));
            assertThat(row(all)).isEqualTo(row(past));
            assertThat(row(all).featureHash()).isEqualTo(row(past).featureHash());
        }
    }

    @Nested
    class Importing {
        private final Instant importedAt = days(60);

        @Test
        void knowsWhatAnImportTellsOfThePast() {
            List<FeatureFact> facts = List.of(
                    registeredAt(
                            REGISTERED, importedAt, "IMPORT", Map.of("Contract", "One year", "TotalCharges", "1889.5")),
                    started("s1", REGISTERED, importedAt));

            FeatureRow row = row(facts);

            assertThat(row.categorical()).containsEntry("Contract", "One year").containsEntry("plan", "growth");
            assertThat(row.numeric()).containsEntry("TotalCharges", 1889.5).containsEntry("pricePerMonth", 49.0);
            assertThat(new AccountHistory("a", facts).isCustomer(AS_OF, AS_OF)).isTrue();
        }

        @Test
        void knowsNothingElseBeforeItWasRecorded() {
            List<FeatureFact> facts = new ArrayList<>(List.of(
                    registeredAt(REGISTERED, importedAt, "IMPORT", Map.of()), started("s1", REGISTERED, importedAt)));
            FeatureRow before = row(facts);
            facts.add(activity(days(-2), importedAt, 50));

            assertThat(row(facts)).isEqualTo(before);
        }

        @Test
        void doesNotBelieveAStartThatWasBackdatedWithoutAnImport() {
            List<FeatureFact> facts =
                    List.of(registered(REGISTERED, "SIGN_UP", Map.of()), started("s1", REGISTERED, importedAt));

            assertThat(new AccountHistory("a", facts).trainingRow(AS_OF, END)).isEmpty();
        }
    }

    @Nested
    class Leaving {
        private final List<FeatureFact> customer =
                List.of(registered(REGISTERED, "SIGN_UP", Map.of()), started("s1", REGISTERED, REGISTERED));

        @Test
        void isTheOutcomeFromTheFirstInstantOfTheTimeToItsLast() {
            assertThat(outcome(cancelled("s1", AS_OF, days(90)))).isTrue();
            assertThat(outcome(cancelled("s1", END.minusMillis(1), days(90)))).isTrue();
            assertThat(outcome(cancelled("s1", END, END))).isFalse();
            assertThat(outcome()).isFalse();
        }

        @Test
        void isNeverInItsOwnRow() {
            List<FeatureFact> left = new ArrayList<>(customer);
            left.add(cancelled("s1", AS_OF, AS_OF));

            assertThat(row(left)).isEqualTo(row(customer));
        }

        @Test
        void takesWhoLeftBeforeOutOfTheTraining() {
            List<FeatureFact> left = new ArrayList<>(customer);
            left.add(cancelled("s1", AS_OF.minusMillis(1), days(3)));

            assertThat(new AccountHistory("a", left).trainingRow(AS_OF, END)).isEmpty();
        }

        @Test
        void isNotHavingLeftWhenAnotherSubscriptionGoesOn() {
            assertThat(outcome(started("s2", days(1), days(1)), cancelled("s1", days(2), days(2))))
                    .isFalse();
            assertThat(outcome(cancelled("s1", days(2), days(2)), started("s2", days(9), days(9))))
                    .isFalse();
        }

        @Test
        void isClosingTheAccountToo() {
            assertThat(outcome(fact(Kind.CLOSED, "account", days(2), days(2), Map.of())))
                    .isTrue();
        }

        @Test
        void hasATime() {
            List<FeatureFact> facts = new ArrayList<>(customer);
            assertThat(new AccountHistory("a", facts).leftAt()).isEmpty();
            facts.add(cancelled("s1", days(2), days(2)));
            assertThat(new AccountHistory("a", facts).leftAt()).contains(days(2));
            facts.add(started("s2", days(4), days(4)));
            assertThat(new AccountHistory("a", facts).leftAt()).isEmpty();
            facts.add(fact(Kind.CLOSED, "account", days(6), days(6), Map.of()));
            assertThat(new AccountHistory("a", facts).leftAt()).contains(days(6));
        }

        private boolean outcome(FeatureFact... later) {
            List<FeatureFact> all = new ArrayList<>(customer);
            all.addAll(Arrays.asList(later));
            return new AccountHistory("a", all)
                    .trainingRow(AS_OF, END)
                    .orElseThrow()
                    .outcome();
        }
    }

    @Nested
    class Deriving {
        @Test
        void saysWhatIsKnownOfACustomer() {
            FeatureRow row = row(List.of(
                    registered(
                            REGISTERED, "SIGN_UP", Map.of("seats", "12", "plan", "gold", "note", "-", "since", "1e9")),
                    fact(Kind.TRIAL_STARTED, "subscription:s1", REGISTERED, REGISTERED, terms("starter", "MONTH", 0)),
                    fact(Kind.SUBSCRIPTION_ACTIVATED, "subscription:s1", days(-80), days(-80), Map.of()),
                    fact(Kind.PLAN_CHANGED, "subscription:s1", days(-50), days(-50), terms("scale", "YEAR", 120_000)),
                    fact(Kind.SUBSCRIPTION_RENEWED, "subscription:s1", days(-20), days(-20), Map.of()),
                    fact(Kind.ONBOARDING_STEP, "account", days(-99), days(-99), Map.of("step", "PROFILE")),
                    activity(days(-45), days(-45), 10),
                    activity(days(-4), days(-4), 3),
                    ticket("t1", Kind.TICKET_OPENED, days(-95), days(-95)),
                    ticket("t2", Kind.TICKET_OPENED, days(-9), days(-9)),
                    ticket("t2", Kind.TICKET_RESOLVED, days(-8), days(-8)),
                    fact(Kind.TICKET_RATED, "ticket:t2", days(-7), days(-7), Map.of("score", "4")),
                    fact(Kind.SUSPENDED, "account", days(-3), days(-3), Map.of())));

            assertThat(row.numeric().get("tenureMonths")).isCloseTo(100 / 30.4375, within(1e-9));
            assertThat(row.numeric().get("estimatedRevenue")).isCloseTo(100 * 100 / 30.4375, within(1e-6));
            assertThat(row.numeric())
                    .containsEntry("pricePerMonth", 100.0)
                    .containsEntry("renewals", 1.0)
                    .containsEntry("planChanges", 1.0)
                    .containsEntry("onboardingSteps", 1.0)
                    .containsEntry("activity30Days", 3.0)
                    .containsEntry("activityChange30Days", -7.0)
                    .containsEntry("daysSinceActivity", 4.0)
                    .containsEntry("openTickets", 1.0)
                    .containsEntry("ticketsOpened90Days", 1.0)
                    .containsEntry("meanTicketRating", 4.0)
                    .containsEntry("suspended", 1.0)
                    .containsEntry("seats", 12.0);
            assertThat(row.categorical())
                    .containsEntry("plan", "scale")
                    .containsEntry("attribute plan", "gold")
                    .containsEntry("billingInterval", "YEAR")
                    .containsEntry("subscriptionState", "PAID")
                    .containsEntry("note", "-")
                    .containsEntry("since", "1e9");
        }

        @Test
        void countsAmountsInTheirCurrencysUnits() {
            Map<String, String> yen = new TreeMap<>(terms("growth", "MONTH", 5000));
            yen.put("currency", "JPY");

            FeatureRow row = row(List.of(
                    registered(REGISTERED, "SIGN_UP", Map.of()),
                    fact(Kind.SUBSCRIPTION_STARTED, "subscription:s1", REGISTERED, REGISTERED, yen)));

            assertThat(row.numeric()).containsEntry("pricePerMonth", 5000.0);
        }
    }

    private static FeatureRow row(List<FeatureFact> facts) {
        return new AccountHistory("a", facts).rowAsOf(AS_OF);
    }

    private static Instant days(int days) {
        return AS_OF.plus(Duration.ofDays(days));
    }

    private static FeatureFact registered(Instant at, String origin, Map<String, String> attributes) {
        return registeredAt(at, at, origin, attributes);
    }

    private static FeatureFact registeredAt(
            Instant happened, Instant recorded, String origin, Map<String, String> attributes) {
        return new FeatureFact(
                Kind.REGISTERED,
                "account",
                0,
                happened,
                recorded,
                new TreeMap<>(Map.of("origin", origin)),
                new TreeMap<>(attributes));
    }

    private static FeatureFact started(String id, Instant happened, Instant recorded) {
        return fact(
                Kind.SUBSCRIPTION_STARTED, "subscription:" + id, happened, recorded, terms("growth", "MONTH", 4900));
    }

    private static FeatureFact cancelled(String id, Instant happened, Instant recorded) {
        return fact(Kind.SUBSCRIPTION_CANCELLED, "subscription:" + id, happened, recorded, Map.of());
    }

    private static FeatureFact activity(Instant happened, Instant recorded, int count) {
        return fact(Kind.ACTIVITY, "account", happened, recorded, Map.of("count", Integer.toString(count)));
    }

    private static FeatureFact ticket(String id, Kind kind, Instant happened, Instant recorded) {
        return fact(kind, "ticket:" + id, happened, recorded, Map.of());
    }

    private static Map<String, String> terms(String plan, String interval, long amountMinor) {
        return Map.of("plan", plan, "interval", interval, "currency", "USD", "amountMinor", Long.toString(amountMinor));
    }

    private static FeatureFact fact(
            Kind kind, String stream, Instant happened, Instant recorded, Map<String, String> details) {
        return new FeatureFact(kind, stream, 1, happened, recorded, new TreeMap<>(details), new TreeMap<>());
    }
}
