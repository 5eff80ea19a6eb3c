/** The commands of this feature over HTTP. */
@NullMarked
package dev.cauce.command.payment.web;

import org.jspecify.annotations.NullMarked;
