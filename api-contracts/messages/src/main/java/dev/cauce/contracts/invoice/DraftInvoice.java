package dev.cauce.contracts.invoice;

import dev.cauce.contracts.access.Permission;
import dev.cauce.contracts.access.RequiresPermission;
import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.subscription.ChargeReason;
import dev.cauce.contracts.subscription.SubscriptionId;
import dev.cauce.contracts.tenant.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;

/** Drafts an invoice of what a subscription owes; tax is reckoned here. Drafting the same again changes nothing. */
@RequiresPermission(Permission.BILLING_DRIVE)
public record DraftInvoice(
        @NotNull @Valid TenantId tenantId,
        @NotNull @Valid InvoiceId invoiceId,
        @NotNull @Valid AccountId accountId,
        @NotNull @Valid SubscriptionId subscriptionId,
        @NotNull ChargeReason reason,
        @NotBlank @Pattern(regexp = "[A-Z]{3}") String currency,
        @NotEmpty @Size(max = 1000) List<@NotNull @Valid InvoiceLine> lines)
        implements InvoiceCommand {
    @Override
    public StreamId streamId() {
        return StreamId.of("invoice", tenantId, invoiceId);
    }
}
