/** Plans and their prices, event-sourced like everything else. */
@NullMarked
package dev.cauce.command.catalogue;

import org.jspecify.annotations.NullMarked;
