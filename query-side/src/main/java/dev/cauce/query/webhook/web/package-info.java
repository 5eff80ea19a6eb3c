/** The questions to this feature over HTTP. */
@NullMarked
package dev.cauce.query.webhook.web;

import org.jspecify.annotations.NullMarked;
