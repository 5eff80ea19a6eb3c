package dev.cauce.command.onboarding;

import static dev.cauce.command.Fixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cauce.command.onboarding.OnboardingPolicy.FollowUp;
import dev.cauce.contracts.account.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OnboardingPolicyTest {

    private final OnboardingPolicy policy = OnboardingPolicy.CURRENT;

    @Test
    void looksAgainAfterTwoFiveNineAndThirtyDays() {
        List<Duration> sinceStart = IntStream.range(0, 4)
                .mapToObj(followUps -> {
                    Instant at = NOW;
                    for (int before = 0; before <= followUps; before++) {
                        at = policy.nextAfter(before, at);
                    }
                    return Duration.between(NOW, at);
                })
                .toList();

        assertThat(sinceStart)
                .containsExactly(Duration.ofDays(2), Duration.ofDays(5), Duration.ofDays(9), Duration.ofDays(30));
    }

    @Test
    void remindsTwiceThenCallsAPersonThenGivesUp() {
        assertThat(IntStream.rangeClosed(1, 5).mapToObj(policy::followUp))
                .containsExactly(
                        FollowUp.NUDGE, FollowUp.NUDGE, FollowUp.CALL_A_PERSON, FollowUp.GIVE_UP, FollowUp.GIVE_UP);
    }

    @Test
    void isPastOnlyForImportedCustomersOfMoreThanThirtyDays() {
        Instant thirtyDaysAgo = NOW.minus(Duration.ofDays(30));

        assertThat(policy.isPast(Origin.IMPORT, thirtyDaysAgo.minusMillis(1), NOW))
                .isTrue();
        assertThat(policy.isPast(Origin.IMPORT, thirtyDaysAgo, NOW)).isFalse();
        assertThat(policy.isPast(Origin.IMPORT, null, NOW)).isFalse();
        assertThat(policy.isPast(Origin.SIGN_UP, thirtyDaysAgo.minusMillis(1), NOW))
                .isFalse();
    }
}
