package dev.cauce.application.simulation;

import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.command.CommandSender;
import dev.cauce.platform.deadline.MongoDeadlines;
import dev.cauce.platform.time.BusinessClock;
import dev.cauce.sagas.onboarding.effects.AccountContacts;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.jspecify.annotations.Nullable;

/**
 * Moves business time from one thing that is due to the next: deadlines first, then what customers and staff do, and
 * after each what sagas and effects make of it. So nothing that acts is ever behind when time moves. Projections, which
 * only listen, are waited for at the end of a day whenever they may be {@value #MOST_BEHIND} events behind, and at the
 * end.
 */
final class Simulation {

    private static final long MOST_BEHIND = 5_000;

    private final BusinessClock clock;
    private final MongoDeadlines deadlines;
    private final ProcessFeed feed;
    private final Catchup catchup;
    private final CommandSender commands;
    private final AccountContacts contacts;
    private final TokenStore tokens;
    private final LongSupplier head;
    private long caughtUpAt;
    private @Nullable Instant due;
    private long dueAsOf = -1;

    Simulation(
            BusinessClock clock,
            MongoDeadlines deadlines,
            ProcessFeed feed,
            Catchup catchup,
            CommandSender commands,
            AccountContacts contacts,
            TokenStore tokens,
            LongSupplier head) {
        this.clock = clock;
        this.deadlines = deadlines;
        this.feed = feed;
        this.catchup = catchup;
        this.commands = commands;
        this.contacts = contacts;
        this.tokens = tokens;
        this.head = head;
    }

    /**
     * What came of it.
     *
     * @param events stored
     * @param refused commands that a rule turned down
     */
    record Result(
            long events, long commands, Map<ErrorCode, Integer> refused, double seconds, List<GroundTruth> truth) {}

    /**
     * Runs the company from its first day to its last.
     *
     * @throws IllegalStateException where a saga, an effect, a deadline or a projection fails
     */
    Result run(SimulationParameters parameters, Progress progress) {
        Requests requests = new Requests(new TenantId(parameters.tenant()), commands);
        Timeline timeline = new Timeline();
        Company company = new Company(parameters, requests, timeline, clock, contacts);
        MessageIdentifiers.whileCounting(parameters.seed(), () -> {
            clock.set(parameters.startsAt());
            company.open();
            feed.drain(company::observe);
            live(company, timeline, parameters.endsAt(), progress);
            clock.set(parameters.endsAt());
            catchup.await();
            company.learn();
            feed.drain(company::observe);
        });
        catchup.await();
        long lost = catchup.deadLetters();
        if (lost > 0) {
            throw new IllegalStateException(
                    "Projections could not handle %d events; the log says why.".formatted(lost));
        }
        feed.leaveTokens(tokens);
        long events = head.getAsLong();
        return new Result(events, requests.sent(), requests.refused(), progress.end(events), company.truth());
    }

    private void live(Company company, Timeline timeline, Instant end, Progress progress) {
        for (Instant now = next(timeline); now != null && now.isBefore(end); now = next(timeline)) {
            if (now.isAfter(clock.instant())) {
                if (!now.truncatedTo(ChronoUnit.DAYS).equals(clock.instant().truncatedTo(ChronoUnit.DAYS))) {
                    keepUp();
                    progress.at(now, head.getAsLong());
                }
                clock.set(now);
            }
            fire(company);
            timeline.actUntil(clock.instant());
            feed.drain(company::observe);
        }
    }

    /** A projection needs up to half a second to see that there is something, so a wait is for many events. */
    private void keepUp() {
        if (head.getAsLong() - caughtUpAt >= MOST_BEHIND) {
            catchup.await();
            caughtUpAt = head.getAsLong();
        }
    }

    private @Nullable Instant next(Timeline timeline) {
        Instant act = timeline.next();
        Instant deadline = nextDue();
        return act == null || (deadline != null && deadline.isBefore(act)) ? deadline : act;
    }

    private void fire(Company company) {
        Instant first = nextDue();
        if (first == null || first.isAfter(clock.instant())) {
            return;
        }
        if (deadlines.fireDue() == 0) {
            throw new IllegalStateException("A deadline of " + first + " failed; the log says why.");
        }
        dueAsOf = -1;
        feed.drain(company::observe);
    }

    /** Asks only where something was scheduled or cancelled since. */
    private @Nullable Instant nextDue() {
        long changes = deadlines.changes();
        if (changes != dueAsOf) {
            due = deadlines.nextDueAt();
            dueAsOf = changes;
        }
        return due;
    }
}
