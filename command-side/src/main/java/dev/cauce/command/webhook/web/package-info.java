/** The commands of this feature over HTTP. */
@NullMarked
package dev.cauce.command.webhook.web;

import org.jspecify.annotations.NullMarked;
