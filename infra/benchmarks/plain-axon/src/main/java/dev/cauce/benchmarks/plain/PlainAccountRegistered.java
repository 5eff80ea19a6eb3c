package dev.cauce.benchmarks.plain;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An account was registered. */
record PlainAccountRegistered(
        String accountId,
        String companyName,
        @Nullable String contactName,
        String email,
        String timeZone,
        @Nullable String country,
        String origin,
        @Nullable Map<String, String> attributes) {}
