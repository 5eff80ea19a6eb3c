package dev.cauce.application.generation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class GenerationThreadsTest {

    @Test
    void aBatchIsHandledByTheThreadsOfWhatIsServedAsSoonAsTheGenerationIs() throws Exception {
        AtomicBoolean served = new AtomicBoolean();
        try (ScheduledExecutorService serving = named("serving");
                ScheduledExecutorService others = named("others")) {
            GenerationThreads threads = new GenerationThreads(served::get, serving, others);

            assertThat(threads.submit(GenerationThreadsTest::here).get(10, TimeUnit.SECONDS)).isEqualTo("others");
            served.set(true);
            assertThat(threads.submit(GenerationThreadsTest::here).get(10, TimeUnit.SECONDS)).isEqualTo("serving");
            served.set(false);
            assertThat(threads.schedule(GenerationThreadsTest::here, 0, TimeUnit.SECONDS)
                            .get(10, TimeUnit.SECONDS))
                    .isEqualTo("others");
        }
    }

    private static ScheduledExecutorService named(String name) {
        return Executors.newScheduledThreadPool(
                1, Thread.ofPlatform().name(name).factory());
    }

    private static String here() {
        return Thread.currentThread().getName();
    }
}
