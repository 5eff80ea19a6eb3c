package dev.cauce.application.keeping;

import com.mongodb.client.MongoDatabase;
import dev.cauce.adapters.documentstore.EmbeddedDocumentStore;
import dev.cauce.adapters.eventstore.RocksEventStore;
import dev.cauce.adapters.keyring.Keyring;
import dev.cauce.application.processing.ProjectionGroup;
import java.nio.file.Path;
import java.util.List;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.SimpleMongoClientDatabaseFactory;

/** What the running application does for keeping. The distributed topology's stores have backups of their own. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "cauce.topology", havingValue = "embedded", matchIfMissing = true)
class KeepingConfiguration {

    @Bean
    OperatorSocket operatorSocket(
            @Value("${cauce.home}") Path root, RocksEventStore events, EmbeddedDocumentStore documents, Keyring keys) {
        Path home = root.toAbsolutePath().normalize();
        OpenStores stores = new OpenStores(home, events, documents, keys);
        return new OperatorSocket(home, (words, said) -> Keeping.runOn(stores, words, said));
    }

    /** Beans are made before processors start. */
    @Bean
    InitializingBean viewsAfterRestore(
            SimpleMongoClientDatabaseFactory storedCollections, ObjectProvider<ProjectionGroup> groups) {
        return () -> {
            MongoDatabase database = storedCollections.getMongoDatabase();
            List<ProjectionGroup> all = groups.orderedStream().toList();
            RebuiltViews.note(database, all);
            RebuiltViews.begin(database, all);
        };
    }
}
