/**
 * Every answer that is not a success, as an RFC 9457 problem document with a stable code, whichever layer gave it: the
 * connector, the security filters, Spring MVC or the domain. None of them says how we are built.
 */
@NullMarked
package dev.cauce.application.security.problem;

import org.jspecify.annotations.NullMarked;
