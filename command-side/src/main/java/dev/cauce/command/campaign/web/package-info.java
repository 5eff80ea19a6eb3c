/** The commands of this feature over HTTP. */
@NullMarked
package dev.cauce.command.campaign.web;

import org.jspecify.annotations.NullMarked;
