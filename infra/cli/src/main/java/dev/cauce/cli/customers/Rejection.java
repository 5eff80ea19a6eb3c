package dev.cauce.cli.customers;

/**
 * Why a row, or a part of it, was turned down.
 *
 * @param line of the table; the header is line 1
 * @param column at fault; several joined by {@code +} where a field is made of several; empty for the row as a whole
 * @param code stable, upper case: one of ours, or the server's
 * @param message what is wrong and how to mend it, without the text of any cell
 */
public record Rejection(long line, String column, String code, String message) {}
