package dev.cauce.application.observability;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RepeatedTroublesTest {

    private final AtomicLong nanos = new AtomicLong();
    private final LoggerContext context = new LoggerContext();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        RepeatedTroubles filter = new RepeatedTroubles(nanos::get);
        filter.start();
        context.addTurboFilter(filter);
        log.start();
        context.getLogger("ROOT").addAppender(log);
    }

    private void warn(String logger, String format, int times) {
        for (int time = 0; time < times; time++) {
            context.getLogger(logger).warn(format, time);
        }
    }

    @Test
    void leavesOutWhatAFrameworkRepeats() {
        warn("org.axonframework.Processor", "no connection, attempt {}", 100);

        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly("no connection, attempt 0", "no connection, attempt 1", "no connection, attempt 2");
    }

    @Test
    void saysItAgainAfterAWhile() {
        warn("org.axonframework.Processor", "no connection, attempt {}", 100);
        nanos.addAndGet(Duration.ofMinutes(2).toNanos());
        warn("org.axonframework.Processor", "no connection, attempt {}", 1);

        assertThat(log.list).hasSize(4);
    }

    @Test
    void keepsApartWhatIsNotTheSame() {
        warn("org.axonframework.Processor", "no connection, attempt {}", 100);
        warn("org.axonframework.Processor", "another trouble {}", 2);
        warn("io.grpc.Channel", "no connection, attempt {}", 2);

        assertThat(log.list).hasSize(7);
    }

    @Test
    void leavesNothingOutOfWhatCauceSays() {
        warn("dev.cauce.application.Something", "no connection, attempt {}", 100);

        assertThat(log.list).hasSize(100);
    }

    @Test
    void leavesWhatIsNoTroubleAlone() {
        for (int time = 0; time < 10; time++) {
            context.getLogger("org.axonframework.Processor").info("started {}", time);
        }

        assertThat(log.list).hasSize(10);
    }
}
