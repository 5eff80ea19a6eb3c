/** The commands of invoices over HTTP. */
@NullMarked
package dev.cauce.command.invoice.web;

import org.jspecify.annotations.NullMarked;
