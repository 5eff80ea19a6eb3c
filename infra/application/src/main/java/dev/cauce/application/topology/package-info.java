/** What a topology is made of. Switching from one to the other is configuration, and this is where it is read. */
@NullMarked
package dev.cauce.application.topology;

import org.jspecify.annotations.NullMarked;
