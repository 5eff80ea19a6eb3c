/** The commands of this feature over HTTP. */
@NullMarked
package dev.cauce.command.subscription.web;

import org.jspecify.annotations.NullMarked;
