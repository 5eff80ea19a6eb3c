package dev.cauce.contracts.invoice;

import java.time.Instant;
import java.util.List;

/** What all accounts owe, by currency. */
public record ReceivablesView(Instant asOf, List<AgedReceivables> receivables) {}
