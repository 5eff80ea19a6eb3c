/**
 * The document as something to hold against: against itself here, and against the running API by whoever depends on
 * this module's test jar.
 */
@NullMarked
package dev.cauce.rest.contract;

import org.jspecify.annotations.NullMarked;
