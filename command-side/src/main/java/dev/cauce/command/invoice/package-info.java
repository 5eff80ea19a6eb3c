/**
 * Invoices from draft to paid, void or uncollectible, credit notes, numbers without a gap and the credit of accounts.
 *
 * <p>Postings. Each event is balanced by itself: finalising debits the receivable with the total and credits revenue
 * and tax, and what was taken from the account's credit moves from that liability to the receivable; a payment moves
 * the receivable to cash; money nobody asked for goes from cash to the account's credit; a write-off moves the
 * receivable to bad debt and back; a credit note debits revenue and tax and credits the receivable, the account's
 * credit or the refunds owed; voiding reverses the finalising.
 */
@NullMarked
package dev.cauce.command.invoice;

import org.jspecify.annotations.NullMarked;
