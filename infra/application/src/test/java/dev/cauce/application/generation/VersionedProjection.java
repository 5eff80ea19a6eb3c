package dev.cauce.application.generation;

import dev.cauce.application.processing.ProjectionGroup;
import dev.cauce.contracts.account.AccountRegistered;
import dev.cauce.platform.projection.Views;
import java.util.List;
import java.util.TreeMap;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A projection whose definition changes from one version to the next. */
@ProcessingGroup(VersionedProjection.NAME)
final class VersionedProjection {

    static final String NAME = "versioned";

    private final Views views;
    private final String shape;

    VersionedProjection(Views views, String shape) {
        this.views = views;
        this.shape = shape;
    }

    @EventHandler
    void on(AccountRegistered event, @SequenceNumber long sequence) {
        views.change(NAME, Views.documentId(event.tenantId(), event.accountId()), "account", sequence)
                .set("shape", shape);
    }

    @ResetHandler
    void reset() {
        views.clear(NAME);
    }

    /** Adds it to an application that names the newest of its versions; no other, whose scan finds it too. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty("test.newest-version")
    static class Declared {

        @Bean
        ProjectionGroup versionedGroup(@Value("${test.newest-version}") int newest) {
            TreeMap<Integer, ProjectionGroup.Handlers> versions = new TreeMap<>();
            for (int version = 1; version <= newest; version++) {
                String shape = "of version " + version;
                versions.put(version, (views, mongo) -> List.of(new VersionedProjection(views, shape)));
            }
            return new ProjectionGroup(NAME, List.of(NAME), 2, versions);
        }
    }
}
