/**
 * How old history is read. An event that is renamed or reshaped gets a new revision, an upcaster here, and the approved
 * JSON of the old form stays where it is, so that a test reads it for ever.
 */
package dev.cauce.platform.upcasting;
