/**
 * Getting the money of an invoice that was not paid: the case of an invoice, the versioned policies by which it is
 * worked, when a retry is made and what the ladder says next. Processes only walk what is decided here.
 */
@NullMarked
package dev.cauce.command.dunning;

import org.jspecify.annotations.NullMarked;
