/**
 * Tables from outside: is this text at all, in which encoding, which columns, and one row after the other however
 * broken.
 */
@org.jspecify.annotations.NullMarked
package dev.cauce.cli.table;
