/** History for auditors: the events of a tenant, and beside them who was refused and who read personal data. */
@NullMarked
package dev.cauce.application.audit;

import org.jspecify.annotations.NullMarked;
