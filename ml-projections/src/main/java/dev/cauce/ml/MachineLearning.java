package dev.cauce.ml;

import dev.cauce.ml.churn.features.FeatureFacts;
import dev.cauce.ml.churn.features.FeatureFactsProjection;
import dev.cauce.ml.churn.scoring.ChurnRiskQueries;
import dev.cauce.ml.churn.scoring.ChurnScoresProjection;
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
import org.springframework.data.mongodb.core.MongoOperations;

/**
 * The beans of machine learning. It needs {@link MongoOperations} and {@link ProcessCommands} from the application,
 * which also runs the groups: {@link #PROJECTIONS} as projections of one segment each, with handlers for each
 * generation of their views ({@link #churnScores}, {@link #churnModels}), and {@link ChurnTraining#GROUP} as an effect
 * that takes seconds.
 */
@Configuration(proxyBeanMethods = false)
public class MachineLearning {

    /** The projections and the collections each of them fills and empties. */
    public static final Map<String, List<String>> PROJECTIONS = Map.of(
            ChurnScoresProjection.NAME,
            List.of(
                    FeatureFactsProjection.FACTS,
                    FeatureFactsProjection.MARKS,
                    ChurnScoresProjection.IN_USE,
                    ChurnScoresProjection.RECORDS,
                    ChurnScoresProjection.BANDS,
                    ChurnScoresProjection.POLICIES,
                    ChurnScoresProjection.NAME),
            ChurnModelsProjection.NAME,
            List.of(ChurnModelsProjection.NAME));

    @Bean
    public FeatureFacts featureFacts(MongoOperations mongo) {
        return new FeatureFacts(mongo);
    }

    @Bean
    public ChurnModelStore churnModelStore(MongoOperations mongo) {
        return new ChurnModelStore(mongo);
    }

    /**
     * What handles the events of {@link ChurnScoresProjection#NAME}: the facts, and the scores that are made of them.
     *
     * @param mongo finds the same collections that the views write
     */
    public static List<Object> churnScores(Views views, MongoOperations mongo, ChurnModelStore models) {
        ChurnScoresProjection scores = new ChurnScoresProjection(views, mongo, new FeatureFacts(mongo), models);
        return List.of(new FeatureFactsProjection(views, scores), scores);
    }

    /** What handles the events of {@link ChurnModelsProjection#NAME}. */
    public static List<Object> churnModels(Views views) {
        return List.of(new ChurnModelsProjection(views));
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
