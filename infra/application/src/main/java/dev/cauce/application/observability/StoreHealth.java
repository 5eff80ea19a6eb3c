package dev.cauce.application.observability;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Down where a store does not answer the smallest question it can be asked. */
final class StoreHealth extends AbstractHealthIndicator {

    private final String detail;
    private final Question question;

    StoreHealth(String detail, Question question) {
        super("The store does not answer.");
        this.detail = detail;
        this.question = question;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        builder.up().withDetail(detail, question.ask());
    }

    @FunctionalInterface
    interface Question {
        Object ask();
    }
}
