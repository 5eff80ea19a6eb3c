/** Every command, event, query, result, id and error code of Cauce, by feature. */
package dev.cauce.contracts;
