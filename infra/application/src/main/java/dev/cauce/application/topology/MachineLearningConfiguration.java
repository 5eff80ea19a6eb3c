package dev.cauce.application.topology;

import dev.cauce.application.processing.ProcessorPositions;
import dev.cauce.application.processing.ProjectionGroup;
import dev.cauce.ml.MachineLearning;
import dev.cauce.ml.churn.scoring.ChurnCrossings;
import dev.cauce.ml.churn.scoring.ChurnScoresProjection;
import dev.cauce.ml.churn.training.ChurnModelStore;
import dev.cauce.ml.churn.training.ChurnModelsProjection;
import dev.cauce.platform.command.ProcessCommands;
import dev.cauce.platform.messaging.MessageLineage;
import dev.cauce.platform.time.BusinessClock;
import java.time.Duration;
import java.util.List;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.data.mongodb.core.MongoOperations;

/** Features, models and scores. */
@Configuration(proxyBeanMethods = false)
@RunsAs(ProcessRole.ML)
@Import(MachineLearning.class)
class MachineLearningConfiguration {

    /**
     * In one segment: what is known of an account comes from several streams, and its score follows from all of them.
     */
    @Bean
    ProjectionGroup churnScoresGroup(ObjectProvider<ChurnModelStore> models) {
        return new ProjectionGroup(
                ChurnScoresProjection.NAME,
                MachineLearning.PROJECTIONS.getOrDefault(ChurnScoresProjection.NAME, List.of()),
                1,
                (views, mongo) -> MachineLearning.churnScores(views, mongo, models.getObject()));
    }

    @Bean(destroyMethod = "close")
    CrossingsTimer crossingsTimer(
            MongoOperations served,
            ProcessCommands commands,
            MessageLineage lineage,
            BusinessClock clock,
            ProcessorPositions positions,
            EventStore events,
            @Value("${cauce.churn.crossings.pause:1s}") Duration pause) {
        ChurnCrossings crossings = new ChurnCrossings(
                served,
                commands,
                lineage,
                clock,
                () -> positions.of(ChurnScoresProjection.NAME),
                () -> position(events.createHeadToken()));
        return new CrossingsTimer(crossings, pause);
    }

    private static long position(@Nullable TrackingToken token) {
        return token == null ? -1 : token.position().orElse(-1);
    }

    @Bean
    ProjectionGroup churnModelsGroup() {
        return new ProjectionGroup(
                ChurnModelsProjection.NAME,
                MachineLearning.PROJECTIONS.getOrDefault(ChurnModelsProjection.NAME, List.of()),
                1,
                (views, mongo) -> MachineLearning.churnModels(views));
    }
}
