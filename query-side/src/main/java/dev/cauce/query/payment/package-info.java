/** Payment methods of accounts, and payments with what became of them. */
@NullMarked
package dev.cauce.query.payment;

import org.jspecify.annotations.NullMarked;
