/** The mapping file: which column of somebody's table is what, what is derived, and what is wrong with it, by line. */
@org.jspecify.annotations.NullMarked
package dev.cauce.cli.mapping;
