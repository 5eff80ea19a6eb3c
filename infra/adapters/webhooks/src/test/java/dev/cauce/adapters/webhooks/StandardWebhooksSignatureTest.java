package dev.cauce.adapters.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class StandardWebhooksSignatureTest {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final long TIMESTAMP = 1614265330;
    private static final String PAYLOAD = "{\"test\": 2432232314}";

    /** The vector of the reference implementations of github.com/standard-webhooks/standard-webhooks. */
    @Test
    void isThatOfTheReferenceImplementations() {
        assertThat(StandardWebhooksSignature.of(ID, TIMESTAMP, PAYLOAD, List.of(SECRET)))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void signsWithEachSecretInTheirOrder() {
        String other = "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

        String both = StandardWebhooksSignature.of(ID, TIMESTAMP, PAYLOAD, List.of(SECRET, other));

        assertThat(both)
                .isEqualTo(StandardWebhooksSignature.of(ID, TIMESTAMP, PAYLOAD, List.of(SECRET)) + " "
                        + StandardWebhooksSignature.of(ID, TIMESTAMP, PAYLOAD, List.of(other)));
    }

    @Test
    void coversIdTimestampAndPayload() {
        String signed = StandardWebhooksSignature.of(ID, TIMESTAMP, PAYLOAD, List.of(SECRET));

        assertThat(List.of(
                        StandardWebhooksSignature.of(ID + "x", TIMESTAMP, PAYLOAD, List.of(SECRET)),
                        StandardWebhooksSignature.of(ID, TIMESTAMP + 1, PAYLOAD, List.of(SECRET)),
                        StandardWebhooksSignature.of(ID, TIMESTAMP, PAYLOAD + " ", List.of(SECRET))))
                .doesNotContain(signed)
                .doesNotHaveDuplicates();
    }

    @Test
    void takesNoSecretInAnotherForm() {
        assertThatThrownBy(() -> StandardWebhooksSignature.of(ID, TIMESTAMP, PAYLOAD, List.of("MfKQ9r8G")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
