package dev.cauce.ml;

import dev.cauce.ml.churn.features.FeatureFacts;
import dev.cauce.ml.churn.features.FeatureFactsProjection;
import dev.cauce.ml.churn.model.ChurnBands;
import dev.cauce.ml.churn.scoring.ChurnRiskQueries;
import dev.cauce.ml.churn.scoring.ChurnScoresProjection;
import dev.cauce.ml.churn.scoring.web.ModelQueriesController;
import dev.cauce.ml.churn.training.ChurnModelQueries;
import dev.cauce.ml.churn.training.ChurnModelStore;
import dev.cauce.ml.churn.training.ChurnModelsProjection;
import dev.cauce.ml.churn.training.ChurnTraining;
import dev.cauce.ml.churn.training.TrainingConfiguration;
import dev.cauce.platform.command.ProcessCommands;
import dev.cauce.platform.projection.Views;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.data.mongodb.core.MongoOperations;

/**
 * The beans of machine learning. It needs {@link Views}, {@link MongoOperations}, {@link ProcessCommands} and, for its
 * controller, {@code QueryAsker} from the application, which also runs the groups: {@link #PROJECTIONS} as projections
 * of one segment each, and {@link ChurnTraining#GROUP} as an effect that takes seconds.
 */
@Configuration(proxyBeanMethods = false)
@Import(ModelQueriesController.class)
public class MachineLearning {

    /** The projections and the collections each of them fills and empties. */
    public static final Map<String, List<String>> PROJECTIONS = Map.of(
            ChurnScoresProjection.NAME,
            List.of(
                    FeatureFactsProjection.FACTS,
                    FeatureFactsProjection.MARKS,
                    ChurnScoresProjection.IN_USE,
                    ChurnScoresProjection.NAME),
            ChurnModelsProjection.NAME,
            List.of(ChurnModelsProjection.NAME));

    @Bean
    public ChurnBands churnBands(
            @Value("${cauce.churn.bands.medium:0.25}") double medium,
            @Value("${cauce.churn.bands.high:0.5}") double high,
            @Value("${cauce.churn.bands.critical:0.75}") double critical) {
        return new ChurnBands(medium, high, critical);
    }

    @Bean
    public FeatureFacts featureFacts(MongoOperations mongo) {
        return new FeatureFacts(mongo);
    }

    @Bean
    public ChurnModelStore churnModelStore(MongoOperations mongo) {
        return new ChurnModelStore(mongo);
    }

    @Bean
    public ChurnScoresProjection churnScoresProjection(
            Views views, MongoOperations mongo, FeatureFacts facts, ChurnModelStore models, ChurnBands bands) {
        return new ChurnScoresProjection(views, mongo, facts, models, bands);
    }

    @Bean
    public FeatureFactsProjection featureFactsProjection(Views views, ChurnScoresProjection scores) {
        return new FeatureFactsProjection(views, scores);
    }

    @Bean
    public ChurnModelsProjection churnModelsProjection(Views views) {
        return new ChurnModelsProjection(views);
    }

    @Bean
    public ChurnTraining churnTraining(
            FeatureFacts facts,
            ChurnModelStore models,
            ProcessCommands commands,
            @Value("${cauce.churn.training.seed:20261124}") long seed,
            @Value("${cauce.churn.training.patience:PT60S}") Duration patience) {
        return new ChurnTraining(facts, models, commands, TrainingConfiguration.standard(), seed, patience);
    }

    @Bean
    public ChurnRiskQueries churnRiskQueries(MongoOperations mongo) {
        return new ChurnRiskQueries(mongo);
    }

    @Bean
    public ChurnModelQueries churnModelQueries(MongoOperations mongo, ChurnModelStore models) {
        return new ChurnModelQueries(mongo, models);
    }
}
