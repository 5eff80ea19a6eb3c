package dev.cauce.application.security.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cauce.application.security.limit.LimitProperties.Rate;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RateLimitsTest {

    private final SteppedTime time = new SteppedTime();

    @Test
    void letsABurstInAndThenOneAtATime() {
        RateLimits limits = limits(new Rate(100, 100), new Rate(2, 3), 1000);
        for (int request = 0; request < 3; request++) {
            assertThat(limits.take("t", "s")).isZero();
        }

        assertThat(limits.take("t", "s")).isEqualTo(Duration.ofMillis(500));

        time.step(Duration.ofMillis(499));
        assertThat(limits.take("t", "s")).isEqualTo(Duration.ofMillis(1));
        time.step(Duration.ofMillis(1));
        assertThat(limits.take("t", "s")).isZero();
        assertThat(limits.take("t", "s")).isPositive();
    }

    @Test
    void givesAPrincipalBackWhatItsTenantDidNotHave() {
        RateLimits limits = limits(new Rate(1, 1), new Rate(1, 2), 1000);
        assertThat(limits.take("t", "first")).isZero();
        for (int request = 0; request < 5; request++) {
            assertThat(limits.take("t", "second")).isPositive();
        }

        time.step(Duration.ofSeconds(1));
        assertThat(limits.take("t", "second")).isZero();
        time.step(Duration.ofSeconds(1));
        assertThat(limits.take("t", "second")).isZero();
    }

    @Test
    void takesAllFurtherRequestsOrNone() {
        RateLimits limits = limits(new Rate(100, 100), new Rate(1, 5), 1000);
        assertThat(limits.takeFurther("t", "s", 3)).isZero();

        assertThat(limits.takeFurther("t", "s", 3)).isEqualTo(Duration.ofSeconds(2));

        assertThat(limits.takeFurther("t", "s", 2)).isZero();
        assertThat(limits.take("t", "s")).isPositive();
    }

    @Test
    void givesAPrincipalBackTheFurtherRequestsThatItsTenantDidNotHave() {
        RateLimits limits = limits(new Rate(2, 5), new Rate(1, 5), 1000);
        assertThat(limits.takeFurther("t", "first", 4)).isZero();
        assertThat(limits.takeFurther("t", "second", 4)).isEqualTo(Duration.ofSeconds(2));

        time.step(Duration.ofSeconds(2));

        assertThat(limits.takeFurther("t", "second", 4)).isZero();
    }

    @Test
    void letsABatchInThatIsLargerThanItsPrincipalsBurst() {
        letsALargeBatchIn(limits(new Rate(100, 1000), new Rate(1, 3), 1000));
    }

    @Test
    void letsABatchInThatIsLargerThanItsTenantsBurst() {
        letsALargeBatchIn(limits(new Rate(1, 3), new Rate(100, 1000), 1000));
    }

    private void letsALargeBatchIn(RateLimits limits) {
        assertThat(limits.take("t", "s")).isZero();
        assertThat(limits.takeFurther("t", "s", 98)).isZero();
        time.step(Duration.ofSeconds(1));
        assertThat(limits.take("t", "s")).isZero();

        Duration wait = limits.takeFurther("t", "s", 98);
        assertThat(wait).isEqualTo(Duration.ofSeconds(3));

        time.step(wait);
        assertThat(limits.take("t", "s")).isZero();
        assertThat(limits.takeFurther("t", "s", 98)).isZero();
    }

    @Test
    void letsABatchInWhereABucketHoldsOnlyItsFirstRequest() {
        RateLimits limits = limits(new Rate(1, 1), new Rate(1, 1), 1000);
        assertThat(limits.take("t", "s")).isZero();

        assertThat(limits.takeFurther("t", "s", 98)).isZero();
        assertThat(limits.takeFurther("t", "s", 0)).isZero();
    }

    @Test
    void keepsTenantsApartThoughTheirPrincipalsAreCalledAlike() {
        RateLimits limits = limits(new Rate(100, 100), new Rate(1, 1), 1000);
        assertThat(limits.take("t", "s")).isZero();
        assertThat(limits.take("t", "s")).isPositive();

        assertThat(limits.take("u", "s")).isZero();
    }

    @Test
    void tellsATenantFromTheBeginningOfAPrincipalsName() {
        RateLimits limits = limits(new Rate(100, 100), new Rate(1, 1), 1000);
        assertThat(limits.take("ab", "c")).isZero();

        assertThat(limits.take("a", "bc")).isZero();
    }

    @Test
    void limitsAnAddressByItself() {
        RateLimits limits = limits(new Rate(100, 100), new Rate(100, 100), 1000);
        for (int request = 0; request < 5; request++) {
            assertThat(limits.takeOfAddress("192.0.2.1")).isZero();
        }

        assertThat(limits.takeOfAddress("192.0.2.1")).isEqualTo(Duration.ofMillis(200));

        assertThat(limits.takeOfAddress("192.0.2.2")).isZero();
        time.step(Duration.ofMillis(200));
        assertThat(limits.takeOfAddress("192.0.2.1")).isZero();
    }

    @Test
    void letsEverybodyInWhereItIsSwitchedOff() {
        Rate least = new Rate(1, 1);
        RateLimits limits = new RateLimits(new LimitProperties(false, least, least, least, 1000), time);

        for (int request = 0; request < 10; request++) {
            assertThat(limits.take("t", "s")).isZero();
            assertThat(limits.takeFurther("t", "s", 98)).isZero();
            assertThat(limits.takeOfAddress("192.0.2.1")).isZero();
        }
    }

    @Test
    void remembersABucketUntilItIsFullAgain() {
        RateLimits limits = limits(new Rate(10_000, 10_000), new Rate(1, 600), 1000);
        assertThat(limits.takeFurther("t", "s", 599)).isZero();

        time.step(Duration.ofMinutes(5));
        assertThat(limits.takeFurther("t", "s", 302)).isPositive();
        assertThat(limits.takeFurther("t", "s", 301)).isZero();
    }

    @Test
    void remembersNoMoreThanItMay() {
        RateLimits limits = limits(new Rate(10, 10), new Rate(10, 10), 100);
        for (int tenant = 0; tenant < 5000; tenant++) {
            limits.take("t" + tenant, "s");
            limits.takeOfAddress("a" + tenant);
        }

        assertThat(limits.remembered()).isLessThanOrEqualTo(300);
    }

    @Test
    void forgetsBucketsThatAreFullAgain() {
        RateLimits limits = limits(new Rate(10, 10), new Rate(10, 10), 1000);
        limits.take("t", "s");
        assertThat(limits.remembered()).isEqualTo(2);

        time.step(Duration.ofMinutes(2));

        assertThat(limits.remembered()).isZero();
    }

    @Test
    void saysToWaitAWholeSecondAtLeast() {
        assertThat(TooManyRequests.seconds(Duration.ofNanos(1))).isEqualTo(1);
        assertThat(TooManyRequests.seconds(Duration.ofSeconds(1))).isEqualTo(1);
        assertThat(TooManyRequests.seconds(Duration.ofMillis(1001))).isEqualTo(2);
    }

    private RateLimits limits(Rate tenant, Rate principal, int remembered) {
        return new RateLimits(new LimitProperties(true, tenant, principal, new Rate(5, 5), remembered), time);
    }

    private static final class SteppedTime implements TimeMeter {

        private long nanos = TimeUnit.DAYS.toNanos(1);

        void step(Duration by) {
            nanos += by.toNanos();
        }

        @Override
        public long currentTimeNanos() {
            return nanos;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
