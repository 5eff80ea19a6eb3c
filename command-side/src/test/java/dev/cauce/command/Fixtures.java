package dev.cauce.command;

import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.command.StreamTargetResolver;
import dev.cauce.platform.idempotency.RequestStream;
import dev.cauce.platform.personaldata.Fingerprints;
import dev.cauce.platform.rejection.Rejected;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.hamcrest.Description;
import org.hamcrest.Matcher;
import org.hamcrest.TypeSafeMatcher;

/** What the tests of all aggregates share: a tenant, a time that stands still, and how to expect a rejection. */
public final class Fixtures {

    public static final TenantId TENANT = new TenantId("acme");
    public static final Instant NOW = Instant.parse("2026-03-15T10:00:00Z");
    public static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    /** Hashes without a key: what matters here is that equal values have equal fingerprints. */
    public static final Fingerprints FINGERPRINTS =
            (tenant, purpose, value) -> RequestStream.sha256(tenant + "|" + purpose + "|" + value);

    private Fixtures() {}

    public static <A> FixtureConfiguration<A> of(Class<A> aggregate, Object... resources) {
        return new AggregateTestFixture<>(aggregate)
                .registerCommandTargetResolver(new StreamTargetResolver())
                .registerInjectableResources(CLOCK, FINGERPRINTS)
                .registerInjectableResources(resources);
    }

    /** An event as a policy decided it. */
    public static <E> GenericEventMessage<E> decided(E event, MetaData metadata) {
        return new GenericEventMessage<>(event, metadata);
    }

    public static Matcher<Throwable> rejected(ErrorCode code) {
        return new TypeSafeMatcher<>() {
            @Override
            protected boolean matchesSafely(Throwable thrown) {
                return thrown instanceof Rejected rejected && rejected.code() == code;
            }

            @Override
            public void describeTo(Description description) {
                description.appendText("a rejection with ").appendValue(code);
            }

            @Override
            protected void describeMismatchSafely(Throwable thrown, Description description) {
                description.appendValue(thrown instanceof Rejected rejected ? rejected.code() : thrown);
            }
        };
    }
}
