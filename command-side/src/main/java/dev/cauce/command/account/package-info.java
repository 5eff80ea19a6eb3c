/** Customer companies, and the reservation that makes a mail address unique within its tenant. */
@NullMarked
package dev.cauce.command.account;

import org.jspecify.annotations.NullMarked;
