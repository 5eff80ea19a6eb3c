/** Campaigns and their variants, up to the launch that fixes the shares. */
@NullMarked
package dev.cauce.command.campaign;

import org.jspecify.annotations.NullMarked;
