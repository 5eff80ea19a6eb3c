package dev.cauce.sagas.dunning;

/** The payload of the ladder's deadline: which step is due, from 1. */
public record StepDue(int step) {}
