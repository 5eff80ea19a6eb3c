package dev.cauce.benchmarks.plain;

import java.util.Map;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Registers an account; the request's body has the same fields. */
record RegisterPlainAccount(
        @TargetAggregateIdentifier String accountId,
        String companyName,
        @Nullable String contactName,
        String email,
        String timeZone,
        @Nullable String country,
        String origin,
        @Nullable Map<String, String> attributes) {}
