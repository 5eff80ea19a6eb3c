/** The questions to this feature over HTTP. */
@NullMarked
package dev.cauce.query.dunning.web;

import org.jspecify.annotations.NullMarked;
