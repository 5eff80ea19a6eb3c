/** How many requests a tenant, a principal and an address may make, so that none of them takes what is the others'. */
@NullMarked
package dev.cauce.application.security.limit;

import org.jspecify.annotations.NullMarked;
