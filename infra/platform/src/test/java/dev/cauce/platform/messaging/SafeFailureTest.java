package dev.cauce.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class SafeFailureTest {

    @Test
    void namesTypesAndThePlaceOfTheFirstCauseAndNoMessage() {
        IOException cause = new IOException("ana@example.com");
        cause.setStackTrace(new StackTraceElement[] {new StackTraceElement("Reader", "read", "Reader.java", 7)});

        String text = SafeFailure.of(new IllegalStateException("of ana@example.com", cause));

        assertThat(text)
                .isEqualTo("java.lang.IllegalStateException < java.io.IOException at Reader.read(Reader.java:7)");
    }

    @Test
    void endsThoughCausesGoRoundInACircle() {
        IllegalStateException first = new IllegalStateException();
        IOException second = new IOException(first);
        first.initCause(second);
        first.setStackTrace(new StackTraceElement[0]);

        assertThat(SafeFailure.of(first).split(" < ", -1)).hasSize(7);
    }
}
