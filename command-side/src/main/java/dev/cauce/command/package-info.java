/**
 * The command side: aggregates that decide, the policies they decide by, and the web layer that turns requests into
 * commands. It depends on the messages and the platform, never on another side.
 */
@NullMarked
package dev.cauce.command;

import org.jspecify.annotations.NullMarked;
