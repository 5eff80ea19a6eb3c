package dev.cauce.contracts.invoice;

import dev.cauce.contracts.message.Event;

/** What can have happened to this feature; see the permitted records. */
public sealed interface InvoiceEvent extends Event
        permits InvoiceDrafted,
                InvoiceFinalised,
                InvoicePaymentRecorded,
                InvoicePaymentCredited,
                InvoicePaid,
                InvoiceVoided,
                InvoiceMarkedUncollectible,
                InvoiceWriteOffReversed,
                CreditNoteIssued {}
