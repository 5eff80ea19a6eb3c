package dev.cauce.application.scenario;

import dev.cauce.application.RunningApplication;
import dev.cauce.contracts.access.Role;
import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.catalogue.PlanId;
import dev.cauce.contracts.invoice.DraftInvoice;
import dev.cauce.contracts.invoice.FinaliseInvoice;
import dev.cauce.contracts.invoice.InvoiceId;
import dev.cauce.contracts.invoice.InvoiceLine;
import dev.cauce.contracts.invoice.InvoiceLineKind;
import dev.cauce.contracts.invoice.RecordInvoicePayment;
import dev.cauce.contracts.message.Command;
import dev.cauce.contracts.metadata.MetadataKey;
import dev.cauce.contracts.payment.PaymentId;
import dev.cauce.contracts.subscription.ChargeReason;
import dev.cauce.contracts.subscription.SubscriptionId;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.rejection.Rejections;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;

/** Sends what only the billing process may, to the demo tenant. */
final class BillingProcess {

    private static final TenantId TENANT = new TenantId("demo");
    private static final Instant FROM = Instant.parse("2026-04-16T00:00:00Z");
    private static final Map<String, String> PROCESS = Map.of(
            MetadataKey.TENANT_ID, TENANT.value(),
            MetadataKey.ACTOR, "billing@cauce",
            MetadataKey.ROLES, Role.PROCESS.name());

    private final CommandBus commands;

    BillingProcess(RunningApplication application) {
        this.commands = application.bean(CommandBus.class);
    }

    /** Drafts and finalises an invoice of one line, {@code l-1}. */
    void invoice(String invoiceId, String accountId, long amountMinor) {
        draft(invoiceId, accountId, amountMinor);
        finalise(invoiceId);
    }

    void draft(String invoiceId, String accountId, long amountMinor) {
        send(new DraftInvoice(
                TENANT,
                new InvoiceId(invoiceId),
                new AccountId(accountId),
                new SubscriptionId(accountId + "-1"),
                ChargeReason.RENEWAL,
                "EUR",
                List.of(new InvoiceLine(
                        "l-1",
                        InvoiceLineKind.PERIOD,
                        new PlanId("starter"),
                        1,
                        amountMinor,
                        FROM,
                        FROM.plusSeconds(2_592_000),
                        amountMinor))));
    }

    void finalise(String invoiceId) {
        send(new FinaliseInvoice(TENANT, new InvoiceId(invoiceId)));
    }

    void pay(String invoiceId, String paymentId, long amountMinor) {
        send(new RecordInvoicePayment(TENANT, new InvoiceId(invoiceId), new PaymentId(paymentId), amountMinor));
    }

    /** Tries again what lost a race, as the senders of processes do. */
    private void send(Command command) {
        CommandResultMessage<?> result;
        do {
            CompletableFuture<CommandResultMessage<?>> answered = new CompletableFuture<>();
            commands.<Command, Object>dispatch(
                    new GenericCommandMessage<>(command, PROCESS), (sent, answer) -> answered.complete(answer));
            result = answered.orTimeout(30, TimeUnit.SECONDS).join();
        } while (result.isExceptional() && Rejections.lostARace(result.exceptionResult()));
        if (result.isExceptional()) {
            throw new AssertionError(command + " was not carried out", result.exceptionResult());
        }
    }
}
