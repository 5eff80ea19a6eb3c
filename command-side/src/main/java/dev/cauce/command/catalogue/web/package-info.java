/** The commands of this feature over HTTP. */
@NullMarked
package dev.cauce.command.catalogue.web;

import org.jspecify.annotations.NullMarked;
