/** The import of customers: rows become accounts, subscriptions and cancellations through the public command API. */
@org.jspecify.annotations.NullMarked
package dev.cauce.cli.customers;
