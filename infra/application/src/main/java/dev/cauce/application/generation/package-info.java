/**
 * Generations of read models: a new one is built beside the one that is served, compared with it, and served in its
 * place, with a way back. Nothing is ever missing while it happens.
 */
@NullMarked
package dev.cauce.application.generation;

import org.jspecify.annotations.NullMarked;
