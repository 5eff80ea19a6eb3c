/** The commands of this feature over HTTP. */
@NullMarked
package dev.cauce.command.account.web;

import org.jspecify.annotations.NullMarked;
