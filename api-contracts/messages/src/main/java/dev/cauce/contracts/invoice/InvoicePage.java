package dev.cauce.contracts.invoice;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of invoices. */
public record InvoicePage(List<InvoiceView> items, @Nullable String nextCursor) {}
