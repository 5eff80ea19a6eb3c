package dev.cauce.application.security.problem;

import org.jspecify.annotations.Nullable;

/**
 * Says which problem an exception is. Beans of this type are asked in their {@code @Order}, before what Spring MVC
 * itself throws is looked at; the first that knows the exception answers.
 */
@FunctionalInterface
public interface ProblemTranslator {

    /** The problem, or null when the exception is not one of this translator's. */
    @Nullable
    Problem translate(Throwable thrown);
}
