/** What both who registers webhook endpoints and who sends to them must agree on: addresses and secrets. */
@NullMarked
package dev.cauce.platform.webhook;

import org.jspecify.annotations.NullMarked;
