/** Support tickets from their opening to their rating. */
@NullMarked
package dev.cauce.command.ticket;

import org.jspecify.annotations.NullMarked;
