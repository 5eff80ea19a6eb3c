package dev.cauce.command.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cauce.contracts.payment.CardBrand;
import dev.cauce.contracts.payment.DeclineKind;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeclineRulesTest {

    @ParameterizedTest
    @CsvSource({
        "insufficient_funds, SOFT",
        "do_not_honor, SOFT",
        "a_code_of_tomorrow, SOFT",
        "expired_card, HARD",
        "stop_payment_order, HARD",
        "authentication_required, AUTHENTICATION_REQUIRED",
        "stolen_card, FRAUD",
        "fraudulent, FRAUD"
    })
    void classifiesByTheGatewaysCode(String code, DeclineKind kind) {
        assertThat(DeclineRules.of(CardBrand.VISA, code, null, null).kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @ValueSource(strings = {"04", "07", "12", "14", "15", "41", "43", "46", "57", "R0", "R1", "R3"})
    void neverTriesCategory1OfVisaAgain(String networkCode) {
        DeclineRules.Meaning meaning = DeclineRules.of(CardBrand.VISA, "generic_decline", networkCode, null);

        assertThat(meaning.kind()).isEqualTo(DeclineKind.HARD);
        assertThat(meaning.cardForbidden()).isEqualTo("VISA_CATEGORY_1");
        assertThat(DeclineRules.of(CardBrand.MASTERCARD, "generic_decline", networkCode, null)
                        .cardForbidden())
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({"24, PT1H", "25, PT24H", "26, PT48H", "27, PT96H", "28, PT144H", "29, PT192H", "30, PT240H"})
    void waitsAsMastercardAdvises(String advice, Duration wait) {
        assertThat(DeclineRules.of(CardBrand.MASTERCARD, "insufficient_funds", null, advice))
                .isEqualTo(new DeclineRules.Meaning(DeclineKind.SOFT, wait, null));
        assertThat(DeclineRules.of(CardBrand.VISA, "insufficient_funds", null, advice)
                        .pause())
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"03", "21"})
    void stopsWhereMastercardSaysSo(String advice) {
        DeclineRules.Meaning meaning = DeclineRules.of(CardBrand.MASTERCARD, "insufficient_funds", null, advice);

        assertThat(meaning.kind()).isEqualTo(DeclineKind.HARD);
        assertThat(meaning.cardForbidden()).isEqualTo("MASTERCARD_ADVICE_" + advice);
    }

    @Test
    void fraudForbidsTheCard() {
        assertThat(DeclineRules.of(CardBrand.AMEX, "fraudulent", null, null).cardForbidden())
                .isEqualTo("FRAUD");
    }
}
