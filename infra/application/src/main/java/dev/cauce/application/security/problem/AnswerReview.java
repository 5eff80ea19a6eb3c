package dev.cauce.application.security.problem;

import jakarta.servlet.http.HttpServletRequest;

/** Sees every problem before it is answered, and may answer another in its place. */
@FunctionalInterface
public interface AnswerReview {

    Problem review(Problem problem, HttpServletRequest request);
}
