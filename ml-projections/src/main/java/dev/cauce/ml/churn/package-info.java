/**
 * Churn: which accounts are about to leave, how sure that is, and what speaks for it.
 *
 * <p>{@code features} keeps what is known of an account as dated facts and cuts a row from them as of a time;
 * {@code training} is a pure function from rows to a model; {@code model} is what it makes: a score that explains
 * itself; {@code scoring} keeps one score per account.
 */
@NullMarked
package dev.cauce.ml.churn;

import org.jspecify.annotations.NullMarked;
