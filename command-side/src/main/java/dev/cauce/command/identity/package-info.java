/** Tenants, users and API clients: who may come in, and as what. Their states know no name and no address. */
@NullMarked
package dev.cauce.command.identity;

import org.jspecify.annotations.NullMarked;
