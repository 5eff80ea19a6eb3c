package dev.cauce.contracts.revenue;

import dev.cauce.contracts.invoice.AgedReceivables;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What all accounts owed in a currency as of a time. What is written off is not in it. */
public record ReceivablesByAgeView(Instant asOf, @Nullable Instant knownAt, AgedReceivables receivables) {}
