/** People a campaign may reach: sticky assignment to a variant, and conversion. */
@NullMarked
package dev.cauce.command.recipient;

import org.jspecify.annotations.NullMarked;
