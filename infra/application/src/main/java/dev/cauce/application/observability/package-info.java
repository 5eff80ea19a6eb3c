/** What operators see: metrics, health per processor and store, and what stands on the screen after a start. */
package dev.cauce.application.observability;
