/** The commands of this feature over HTTP. */
@NullMarked
package dev.cauce.command.ticket.web;

import org.jspecify.annotations.NullMarked;
