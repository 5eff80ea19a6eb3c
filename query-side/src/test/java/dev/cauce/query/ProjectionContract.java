package dev.cauce.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.projection.Views;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.eventhandling.DomainEventMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for each projection, whatever it shows. */
public abstract class ProjectionContract {

    protected static final TenantId ACME = new TenantId("acme");
    protected static final TenantId OTHER = new TenantId("other");

    protected ProjectionFixture fixture;

    protected abstract Object projection(Views views);

    /** The collections that the projection writes. */
    protected abstract List<String> views();

    /** A history with every event that the projection handles. */
    protected abstract List<DomainEventMessage<?>> history(TenantId tenant);

    /** The sealed events that the projection is about. */
    protected abstract List<Class<?>> feeds();

    /** Events of {@link #feeds()} that tell the projection nothing. */
    protected abstract Set<Class<?>> ignored();

    @BeforeEach
    void start() {
        fixture = new ProjectionFixture(this::projection);
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    protected final void live() {
        fixture.handle(history(ACME), 1);
    }

    @Test
    void handlesOrIgnoresEveryEvent() {
        Set<Class<?>> handled = new LinkedHashSet<>();
        Set<Class<?>> unhandled = new LinkedHashSet<>();
        for (Class<?> feed : feeds()) {
            for (Class<?> event : feed.getPermittedSubclasses()) {
                (fixture.canHandle(event) ? handled : unhandled).add(event);
            }
        }
        Set<Class<?>> told = new LinkedHashSet<>();
        history(ACME).forEach(event -> told.add(event.getPayloadType()));

        assertThat(unhandled).isEqualTo(ignored());
        assertThat(told).as("the history of this test").containsAll(handled);
    }

    @Test
    void eachEventChangesTheView() {
        Map<String, String> before = fixture.hashes(views());
        for (DomainEventMessage<?> event : history(ACME)) {
            if (!fixture.canHandle(event.getPayloadType())) {
                continue;
            }
            fixture.handle(List.of(event), 1);
            Map<String, String> after = fixture.hashes(views());
            assertThat(after)
                    .as(event.getIdentifier() + " " + event.getPayload())
                    .isNotEqualTo(before);
            before = after;
        }
    }

    @Test
    void anEventThatComesTwiceCountsOnce() {
        for (DomainEventMessage<?> event : history(ACME)) {
            fixture.handle(List.of(event), 1);
            Map<String, String> once = fixture.hashes(views());
            fixture.handle(List.of(event), 1);
            assertThat(fixture.hashes(views())).as(event.getIdentifier()).isEqualTo(once);
        }
    }

    @Test
    void anOlderEventChangesNothingAfterANewerOne() {
        live();
        Map<String, String> before = fixture.hashes(views());

        for (DomainEventMessage<?> event : history(ACME)) {
            fixture.handle(List.of(event), 1);
            assertThat(fixture.hashes(views())).as(event.getIdentifier()).isEqualTo(before);
        }
    }

    @Test
    void aBatchThatComesAgainWithMoreBehindItCountsOnce() {
        List<DomainEventMessage<?>> events = history(ACME);
        live();
        Map<String, String> whole = fixture.hashes(views());
        for (int seen = 1; seen < events.size(); seen++) {
            fixture.reset();
            fixture.handle(events.subList(0, seen), 200);
            fixture.handle(events.subList(seen / 2, events.size()), 200);
            assertThat(fixture.hashes(views())).as("after %d events", seen).isEqualTo(whole);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 200})
    void aReplayComesOutAsItWasLive(int batchSize) {
        Map<String, String> nothing = fixture.hashes(views());
        live();
        Map<String, String> before = fixture.hashes(views());
        fixture.reset();
        assertThat(fixture.hashes(views())).isEqualTo(nothing).isNotEqualTo(before);

        fixture.handle(history(ACME), batchSize);

        assertThat(fixture.hashes(views())).isEqualTo(before);
    }

    @Test
    void theOrderOfStreamsSaysNothing() {
        live();
        Map<String, String> before = fixture.hashes(views());
        fixture.reset();

        fixture.handle(streamsBackwards(), 7);

        assertThat(fixture.hashes(views())).isEqualTo(before);
    }

    @Test
    void keepsTenantsWithEqualIdsApart() {
        live();
        Map<String, String> alone = fixture.hashes(views(), ACME);

        fixture.handle(history(OTHER), 7);

        assertThat(fixture.hashes(views(), ACME)).isEqualTo(alone);
        assertThat(fixture.hashes(views(), OTHER)).isNotEqualTo(alone);
    }

    /** Streams one after the other, the last first: as segments that run side by side may come to them. */
    private List<DomainEventMessage<?>> streamsBackwards() {
        Map<String, List<DomainEventMessage<?>>> streams = new LinkedHashMap<>();
        history(ACME)
                .forEach(event -> streams.computeIfAbsent(event.getAggregateIdentifier(), name -> new ArrayList<>())
                        .add(event));
        return new ArrayList<>(streams.values())
                .reversed().stream().flatMap(List::stream).toList();
    }
}
