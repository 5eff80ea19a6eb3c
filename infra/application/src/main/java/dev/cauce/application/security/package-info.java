/**
 * Who is calling and what they may do: verifies the bearer token, makes a {@link dev.cauce.application.security.Caller}
 * of it, asks for a strong login where one is due, and reports what was denied.
 */
@NullMarked
package dev.cauce.application.security;

import org.jspecify.annotations.NullMarked;
