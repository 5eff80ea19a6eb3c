package dev.cauce.command.invoice;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.invoice.AccountCreditGranted;
import dev.cauce.contracts.invoice.AccountCreditUsed;
import dev.cauce.contracts.invoice.CreditSource;
import dev.cauce.contracts.invoice.InvoiceId;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.tenant.TenantId;
import java.util.HashMap;
import java.util.Map;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;

/**
 * What an account has in credit, per currency and never below zero. It is written in the same append as the invoice's
 * event that fills or uses it.
 */
@JsonAutoDetect(fieldVisibility = Visibility.ANY)
public final class AccountBalance {

    // Read by Axon alone.
    @SuppressWarnings("UnusedVariable")
    @AggregateIdentifier
    private String streamId;

    private Map<String, Long> creditMinorByCurrency = new HashMap<>();

    /** Filled by the first event. */
    @SuppressWarnings("NullAway.Init")
    AccountBalance() {}

    static StreamId streamOf(TenantId tenantId, AccountId accountId) {
        return StreamId.of("account-balance", tenantId, accountId);
    }

    void grant(
            TenantId tenantId,
            AccountId accountId,
            InvoiceId invoiceId,
            CreditSource source,
            String currency,
            long amountMinor) {
        apply(new AccountCreditGranted(
                tenantId,
                accountId,
                invoiceId,
                source,
                currency,
                amountMinor,
                Math.addExact(creditMinor(currency), amountMinor)));
    }

    @EventSourcingHandler
    void evolve(AccountCreditGranted event) {
        streamId = streamOf(event.tenantId(), event.accountId()).value();
        creditMinorByCurrency.put(event.currency(), event.balanceMinor());
    }

    /** Takes as much as there is and is wanted; says how much that was. */
    long use(TenantId tenantId, AccountId accountId, InvoiceId invoiceId, String currency, long wantedMinor) {
        long used = Math.min(creditMinor(currency), wantedMinor);
        if (used > 0) {
            apply(new AccountCreditUsed(tenantId, accountId, invoiceId, currency, used, creditMinor(currency) - used));
        }
        return used;
    }

    @EventSourcingHandler
    void evolve(AccountCreditUsed event) {
        creditMinorByCurrency.put(event.currency(), event.balanceMinor());
    }

    private long creditMinor(String currency) {
        return creditMinorByCurrency.getOrDefault(currency, 0L);
    }
}
