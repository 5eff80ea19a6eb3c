package dev.cauce.sagas.retention;

/** The payload of the deadline of an outcome: which day after the opening is measured. */
public record OutcomeDue(int day) {}
