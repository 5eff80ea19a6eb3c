/** How events reach projections, sagas and effects: processors, tokens, dead letters, and what is known of them. */
package dev.cauce.application.processing;
