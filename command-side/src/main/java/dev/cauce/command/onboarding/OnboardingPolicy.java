package dev.cauce.command.onboarding;

import dev.cauce.contracts.account.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a new account is taken through its checklist: who gets a trial and a welcome, who is past it all, and when to
 * look again. After each wait comes what {@link #followUp} says: two reminders, a person, and then it is given up.
 * Waits are counted from what went before, so that a process that slept never sends two reminders at once.
 */
record OnboardingPolicy(String version, Duration settledAfter, List<Duration> waits) {

    /** After 2 and 5 days a reminder, after 9 a person, after 30 the end; customers of 30 days are past it. */
    static final OnboardingPolicy CURRENT = new OnboardingPolicy(
            "onboarding/1",
            Duration.ofDays(30),
            List.of(Duration.ofDays(2), Duration.ofDays(3), Duration.ofDays(4), Duration.ofDays(21)));

    /** What a passed deadline leads to. */
    enum FollowUp {
        NUDGE,
        CALL_A_PERSON,
        GIVE_UP
    }

    OnboardingPolicy {
        waits = List.copyOf(waits);
    }

    /** Whether a trial starts and a welcome goes out: to who signed up, never to who came with a history. */
    boolean greets(Origin origin) {
        return origin == Origin.SIGN_UP;
    }

    /** Whether an imported customer has been one for so long that there is nothing to show them. */
    boolean isPast(Origin origin, @Nullable Instant customerSince, Instant now) {
        return origin == Origin.IMPORT && customerSince != null && customerSince.isBefore(now.minus(settledAfter));
    }

    /** When to look again after so many follow-ups. */
    Instant nextAfter(int followUps, Instant now) {
        return now.plus(waits.get(followUps));
    }

    /** What the follow-up of this number, from 1, leads to; the last one ends it. */
    FollowUp followUp(int number) {
        int left = waits.size() - number;
        if (left <= 0) {
            return FollowUp.GIVE_UP;
        }
        return left == 1 ? FollowUp.CALL_A_PERSON : FollowUp.NUDGE;
    }
}
