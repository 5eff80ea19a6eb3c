package dev.cauce.contracts.invoice;

import dev.cauce.contracts.access.OfAccount;
import java.time.Instant;
import java.util.List;

/** What an account has in credit and what it owes, each by currency. */
public record AccountBalanceView(
        String accountId, Instant asOf, List<CreditBalance> credits, List<AgedReceivables> receivables)
        implements OfAccount {}
