package dev.cauce.contracts.invoice;

/** What can be asked about this feature; see the permitted records. */
public sealed interface InvoiceQuery
        permits FindInvoiceById,
                ListInvoices,
                ListInvoicesOfAccount,
                FindAccountBalance,
                FindReceivables,
                FindInvoicingTerms {}
