package dev.cauce.sagas.dunning;

/** The payload of the retry's deadline: which retry is due, from 1. */
public record RetryDue(int retry) {}
