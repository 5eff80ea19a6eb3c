/** Dunning cases with each decision explained, and the versions of the policy. */
@NullMarked
package dev.cauce.query.dunning;

import org.jspecify.annotations.NullMarked;
