package dev.cauce.application.administration;

import dev.cauce.application.processing.ProjectionGroup;
import dev.cauce.contracts.account.AccountRegistered;
import dev.cauce.platform.projection.Views;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A projection that cannot handle one event, until it is cured. */
@ProcessingGroup(PoisonedProjection.NAME)
public final class PoisonedProjection {

    public static final String NAME = "poisoned";
    static final String POISON = "poison";
    public static final String FOR_GOOD = "poison-for-good";

    private final Views views;
    private final AtomicBoolean cured;

    PoisonedProjection(Views views, AtomicBoolean cured) {
        this.views = views;
        this.cured = cured;
    }

    @EventHandler
    void on(AccountRegistered event, @SequenceNumber long sequence) {
        views.change(NAME, Views.documentId(event.tenantId(), event.accountId()), "account", sequence)
                .set("half", true);
        if (event.accountId().value().startsWith(FOR_GOOD)
                || event.accountId().value().equals(POISON) && !cured.get()) {
            throw new IllegalStateException("cannot handle " + event.email());
        }
        views.change(NAME, Views.documentId(event.tenantId(), event.accountId()), "account", sequence)
                .set("accountId", event.accountId().value());
    }

    @ResetHandler
    void reset() {
        views.clear(NAME);
    }

    /** Adds it to an application. */
    @Configuration(proxyBeanMethods = false)
    public static class Declared {

        @Bean
        AtomicBoolean cured() {
            return new AtomicBoolean();
        }

        @Bean
        ProjectionGroup poisonedGroup(AtomicBoolean cured) {
            return new ProjectionGroup(
                    NAME, List.of(NAME), 1, (views, mongo) -> List.of(new PoisonedProjection(views, cured)));
        }
    }
}
