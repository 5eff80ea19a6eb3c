/** The runnable application: who may come in, how it is put together, and nothing of what the business does. */
@NullMarked
package dev.cauce.application;

import org.jspecify.annotations.NullMarked;
