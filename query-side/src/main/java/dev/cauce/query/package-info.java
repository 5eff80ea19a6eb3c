/** The read models, a package each, and the statistics that several of them show. */
@NullMarked
package dev.cauce.query;

import org.jspecify.annotations.NullMarked;
