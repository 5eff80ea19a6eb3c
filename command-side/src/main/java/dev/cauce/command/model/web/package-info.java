/** The commands of this feature over HTTP. */
@NullMarked
package dev.cauce.command.model.web;

import org.jspecify.annotations.NullMarked;
