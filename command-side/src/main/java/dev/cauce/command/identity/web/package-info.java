/** The commands of this feature over HTTP. */
@NullMarked
package dev.cauce.command.identity.web;

import org.jspecify.annotations.NullMarked;
