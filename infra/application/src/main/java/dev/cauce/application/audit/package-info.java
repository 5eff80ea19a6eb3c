/** History for auditors: the events of a tenant, and beside them who was refused and who read personal data. */
package dev.cauce.application.audit;
