package dev.cauce.contracts.invoice;

import dev.cauce.contracts.message.Command;

/** What can be asked of a tenant's terms of invoicing; see the permitted records. */
public sealed interface InvoicingCommand extends Command permits SetInvoicingTerms {}
