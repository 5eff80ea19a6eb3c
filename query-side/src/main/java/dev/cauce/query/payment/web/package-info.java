/** The questions to this feature over HTTP. */
@NullMarked
package dev.cauce.query.payment.web;

import org.jspecify.annotations.NullMarked;
