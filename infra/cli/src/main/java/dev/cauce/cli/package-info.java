/**
 * The command line: what a person types at {@code ./infra/cauce}, apart from starting and stopping. Everything it does
 * to a server goes through the public HTTP API, with a token like anybody else's.
 */
@org.jspecify.annotations.NullMarked
package dev.cauce.cli;
