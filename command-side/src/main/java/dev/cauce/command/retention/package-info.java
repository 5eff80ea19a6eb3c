/**
 * Keeping customers who are about to leave: recorded risks, the versioned policies by which they are acted on, and the
 * case of an account. Processes only walk what is decided here.
 */
@NullMarked
package dev.cauce.command.retention;

import org.jspecify.annotations.NullMarked;
