/** The commands of this feature over HTTP. */
@NullMarked
package dev.cauce.command.retention.web;

import org.jspecify.annotations.NullMarked;
