/** Training of the models: asked for, done, failed. */
@NullMarked
package dev.cauce.command.model;

import org.jspecify.annotations.NullMarked;
