/** The buses and what stands before every handler: rejections, permissions, validation, idempotency, lineage. */
package dev.cauce.application.messaging;
