package dev.cauce.application.topology;

import dev.cauce.application.processing.ProjectionGroup;
import dev.cauce.ml.MachineLearning;
import dev.cauce.ml.churn.model.ChurnBands;
import dev.cauce.ml.churn.scoring.ChurnScoresProjection;
import dev.cauce.ml.churn.training.ChurnModelStore;
import dev.cauce.ml.churn.training.ChurnModelsProjection;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Features, models and scores. */
@Configuration(proxyBeanMethods = false)
@RunsAs(ProcessRole.ML)
@Import(MachineLearning.class)
class MachineLearningConfiguration {

    /**
     * In one segment: what is known of an account comes from several streams, and its score follows from all of them.
     */
    @Bean
    ProjectionGroup churnScoresGroup(ObjectProvider<ChurnModelStore> models, ObjectProvider<ChurnBands> bands) {
        return new ProjectionGroup(
                ChurnScoresProjection.NAME,
                MachineLearning.PROJECTIONS.getOrDefault(ChurnScoresProjection.NAME, List.of()),
                1,
                (views, mongo) -> MachineLearning.churnScores(views, mongo, models.getObject(), bands.getObject()));
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
