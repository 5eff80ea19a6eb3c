package dev.cauce.contracts.invoice;

import dev.cauce.contracts.message.Command;

/** What can be asked of this feature; see the permitted records. */
public sealed interface InvoiceCommand extends Command
        permits DraftInvoice,
                FinaliseInvoice,
                RecordInvoicePayment,
                VoidInvoice,
                MarkInvoiceUncollectible,
                IssueCreditNote {}
