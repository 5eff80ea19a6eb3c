package dev.cauce.contracts.invoice;

import dev.cauce.contracts.message.Event;

/** What can have happened to a tenant's terms of invoicing; see the permitted records. */
public sealed interface InvoicingEvent extends Event permits InvoicingTermsSet {}
