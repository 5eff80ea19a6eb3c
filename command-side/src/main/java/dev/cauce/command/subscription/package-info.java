/** Trials and subscriptions, their billing periods and their end. */
@NullMarked
package dev.cauce.command.subscription;

import org.jspecify.annotations.NullMarked;
