package dev.cauce.sagas.onboarding;

/** The payload of the follow-up deadline: which follow-up is due, from 1. */
public record FollowUpDue(int followUp) {}
