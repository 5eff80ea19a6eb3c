/** The commands of this feature over HTTP. */
@NullMarked
package dev.cauce.command.dunning.web;

import org.jspecify.annotations.NullMarked;
