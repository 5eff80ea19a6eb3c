/** What an administrator does with projections: looks how they are, replays them, tries dead letters again. */
@NullMarked
package dev.cauce.application.administration;

import org.jspecify.annotations.NullMarked;
