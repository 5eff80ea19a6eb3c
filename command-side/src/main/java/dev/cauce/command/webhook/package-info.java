/** Addresses that workflows are told of events at: who is told, of what, and by which secret. */
@NullMarked
package dev.cauce.command.webhook;

import org.jspecify.annotations.NullMarked;
