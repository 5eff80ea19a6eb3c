package dev.cauce.ml;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.cauce.ml.churn.training.ChurnModelStore;
import dev.cauce.platform.command.ProcessCommands;
import dev.cauce.platform.projection.ViewIndexes;
import dev.cauce.platform.projection.Views;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.config.ProcessingGroup;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.format.support.DefaultFormattingConversionService;

class MachineLearningTest {
    @Test
    void makesEveryPartAndNamesEveryGroup() {
        try (AnnotationConfigApplicationContext context = started()) {
            assertThat(context.getBeansOfType(ViewIndexes.class)).hasSize(2);
            assertThat(groups(context.getBeansOfType(Object.class).values())).containsExactly("churn-training");
            MongoTemplate mongo = context.getBean(MongoTemplate.class);
            Views views = new Views(mongo.getMongoDatabaseFactory(), (view, ids) -> {});
            List<Object> handlers =
                    new ArrayList<>(MachineLearning.churnScores(views, mongo, context.getBean(ChurnModelStore.class)));
            handlers.addAll(MachineLearning.churnModels(views));
            assertThat(groups(handlers))
                    .containsExactlyInAnyOrder("churn-scores", "churn-models")
                    .isEqualTo(MachineLearning.PROJECTIONS.keySet());
        }
    }

    private static Set<String> groups(Collection<Object> handlers) {
        return handlers.stream()
                .map(bean -> bean.getClass().getAnnotation(ProcessingGroup.class))
                .filter(group -> group != null)
                .map(ProcessingGroup::value)
                .collect(Collectors.toSet());
    }

    private static AnnotationConfigApplicationContext started() {
        MongoClient client = MongoClients.create("mongodb://127.0.0.1:1"); // nothing is asked of it
        MongoTemplate mongo = new MongoTemplate(client, "test");
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        context.getBeanFactory().setConversionService(new DefaultFormattingConversionService());
        context.registerBean(MongoClient.class, () -> client);
        context.registerBean(MongoTemplate.class, () -> mongo);
        SimpleCommandBus commands = SimpleCommandBus.builder().build();
        context.registerBean(ProcessCommands.class, () -> new ProcessCommands(commands));
        context.register(MachineLearning.class);
        context.refresh();
        return context;
    }
}
