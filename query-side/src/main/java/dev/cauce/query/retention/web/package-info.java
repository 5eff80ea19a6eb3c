/** The questions to this feature over HTTP. */
@NullMarked
package dev.cauce.query.retention.web;

import org.jspecify.annotations.NullMarked;
