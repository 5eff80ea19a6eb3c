package dev.cauce.sagas.dunning;

import dev.cauce.contracts.invoice.InvoiceId;
import dev.cauce.contracts.message.Command;
import dev.cauce.contracts.subscription.SubscriptionId;
import dev.cauce.contracts.tenant.TenantId;
import java.util.List;

/**
 * The commands by which dunning takes the service away, gives it back, and ends it. Each may be sent again, and answers
 * a repetition with nothing; an empty list means that there is nothing to send.
 */
public interface ServiceCommands {

    /** The grace is over. */
    List<Command> restrict(TenantId tenantId, SubscriptionId subscriptionId, InvoiceId invoiceId);

    /** The restriction did not help. */
    List<Command> suspend(TenantId tenantId, SubscriptionId subscriptionId, InvoiceId invoiceId);

    /** What was due is paid, or the case was closed and the service goes on. */
    List<Command> restore(TenantId tenantId, SubscriptionId subscriptionId, InvoiceId invoiceId);

    /** The window is over and the policy ends the subscription. */
    List<Command> cancel(TenantId tenantId, SubscriptionId subscriptionId, InvoiceId invoiceId);

    /** The invoice is uncollectible. */
    List<Command> writeOff(TenantId tenantId, SubscriptionId subscriptionId, InvoiceId invoiceId);
}
