package dev.cauce.command.payment;

import static dev.cauce.command.Fixtures.NOW;
import static dev.cauce.command.Fixtures.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cauce.contracts.payment.CardAttemptCounted;
import dev.cauce.contracts.payment.CardAttemptsDelayed;
import dev.cauce.contracts.payment.CardBrand;
import dev.cauce.contracts.payment.CardTokenRefused;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CardStandingTest {

    private static final long[] AMOUNTS = {4_900, 9_900};

    private record Made(Instant at, long amountMinor) {}

    private static CardStanding counted(CardStanding standing, CardBrand brand, long amountMinor, Instant at) {
        return standing.after(new CardAttemptCounted(TENANT, "fp", brand, "EUR", amountMinor, "key", at));
    }

    private static long within(List<Made> made, Instant at, Duration window, Long amountMinor) {
        return made.stream()
                .filter(each -> amountMinor == null || each.amountMinor() == amountMinor)
                .filter(each -> each.at().isAfter(at.minus(window)))
                .count();
    }

    /** 400 sequences of 200 impatient requests each, held against a plain list. */
    @ParameterizedTest
    @EnumSource
    void neverLetsMoreThroughThanTheNetworkAllows(CardBrand brand) {
        boolean mastercard = brand == CardBrand.MASTERCARD;
        int refused = 0;
        for (int sequence = 0; sequence < 400; sequence++) {
            Random random = new Random(sequence);
            CardStanding standing = CardStanding.UNTRIED;
            List<Made> made = new ArrayList<>();
            Instant at = NOW;
            for (int request = 0; request < 200; request++) {
                at = at.plusSeconds(random.nextInt(1 + random.nextInt(40) * 3_600));
                long amount = AMOUNTS[random.nextInt(AMOUNTS.length)];
                CardStanding.Verdict verdict = standing.verdict(brand, "tok", "EUR", amount, at);
                if (!verdict.allowed()) {
                    refused++;
                    // It says when there is room again, and then there is.
                    assertThat(verdict.notBefore()).isAfter(at);
                    assertThat(standing.verdict(brand, "tok", "EUR", amount, verdict.notBefore())
                                    .allowed())
                            .isTrue();
                    continue;
                }
                standing = counted(standing, brand, amount, at);
                made.add(new Made(at, amount));
                if (mastercard) {
                    assertThat(within(made, at, Duration.ofHours(24), null)).isLessThanOrEqualTo(10);
                    assertThat(within(made, at, Duration.ofDays(30), null)).isLessThanOrEqualTo(35);
                } else {
                    assertThat(within(made, at, Duration.ofDays(30), amount)).isLessThanOrEqualTo(20);
                }
            }
        }
        assertThat(refused).as("the limits were reached").isGreaterThan(1_000);
    }

    @Test
    void letsTheTwentiethThroughAndNotTheNext() {
        CardStanding standing = CardStanding.UNTRIED;
        for (int i = 0; i < 20; i++) {
            assertThat(standing.verdict(CardBrand.VISA, "tok", "EUR", 100, NOW.plusSeconds(i))
                            .allowed())
                    .isTrue();
            standing = counted(standing, CardBrand.VISA, 100, NOW.plusSeconds(i));
        }

        CardStanding full = standing;
        assertThat(full.verdict("EUR", 100, NOW.plusSeconds(20)))
                .isEqualTo(new CardStanding.Verdict("VISA_20_IN_30_DAYS", NOW.plus(Duration.ofDays(30))));
        assertThat(full.verdict("EUR", 101, NOW.plusSeconds(20)).allowed()).isTrue();
        assertThat(full.verdict("USD", 100, NOW.plusSeconds(20)).allowed()).isTrue();
    }

    @Test
    void waitsAsTheNetworkAdvisesForThisAmountAlone() {
        CardStanding standing = CardStanding.UNTRIED.after(
                new CardAttemptsDelayed(TENANT, "fp", "EUR", 100, "MASTERCARD_ADVICE", NOW.plusSeconds(3_600)));

        assertThat(standing.verdict(CardBrand.MASTERCARD, "tok", "EUR", 100, NOW.plusSeconds(3_599)))
                .isEqualTo(new CardStanding.Verdict("MASTERCARD_ADVICE_WAIT", NOW.plusSeconds(3_600)));
        assertThat(standing.verdict(CardBrand.MASTERCARD, "tok", "EUR", 100, NOW.plusSeconds(3_600))
                        .allowed())
                .isTrue();
        assertThat(standing.verdict(CardBrand.MASTERCARD, "tok", "EUR", 200, NOW)
                        .allowed())
                .isTrue();
    }

    @Test
    void refusesATokenThatWasTurnedDownForGoodAndNoOtherOfTheCard() {
        CardStanding standing =
                CardStanding.UNTRIED.after(new CardTokenRefused(TENANT, "fp", "tok-old", "expired_card"));

        assertThat(standing.verdict(CardBrand.VISA, "tok-old", "EUR", 100, NOW))
                .isEqualTo(new CardStanding.Verdict("METHOD_REFUSED", null));
        assertThat(standing.verdict(CardBrand.VISA, "tok-old", "EUR", 100, NOW).never())
                .isTrue();
        assertThat(standing.verdict(CardBrand.VISA, "tok-new", "EUR", 100, NOW).allowed())
                .isTrue();
    }

    @Test
    void keepsTheLongerOfTwoWaitsAndForgetsWhatIsOver() {
        CardStanding standing = CardStanding.UNTRIED
                .after(new CardAttemptsDelayed(TENANT, "fp", "EUR", 100, "MASTERCARD_ADVICE", NOW.plusSeconds(900)))
                .after(new CardAttemptsDelayed(TENANT, "fp", "EUR", 100, "MASTERCARD_ADVICE", NOW.plusSeconds(60)));
        assertThat(standing.delays()).containsOnly(Map.entry("EUR 100", NOW.plusSeconds(900)));

        CardStanding later = counted(standing, CardBrand.MASTERCARD, 200, NOW.plusSeconds(899));
        assertThat(later.delays()).hasSize(1);
        CardStanding over = counted(later, CardBrand.MASTERCARD, 200, NOW.plus(Duration.ofDays(31)));
        assertThat(over.delays()).isEmpty();
        assertThat(over.attempts()).hasSize(1);
    }
}
