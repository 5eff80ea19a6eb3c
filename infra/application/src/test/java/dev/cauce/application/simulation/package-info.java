@NullMarked
package dev.cauce.application.simulation;

import org.jspecify.annotations.NullMarked;
