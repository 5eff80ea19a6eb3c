package dev.cauce.sagas.payment;

/** The payload of the poll's deadline: of which attempt, and which poll, both from 1. */
public record PollDue(int attempt, int poll) {}
