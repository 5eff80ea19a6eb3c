/** What comes in from outside without a token, and is verified by its signature. */
@NullMarked
package dev.cauce.application.notification;

import org.jspecify.annotations.NullMarked;
