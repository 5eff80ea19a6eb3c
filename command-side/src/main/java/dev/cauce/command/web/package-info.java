/** What the controllers of all features share. */
@NullMarked
package dev.cauce.command.web;

import org.jspecify.annotations.NullMarked;
