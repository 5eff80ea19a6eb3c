package dev.cauce.application.faults;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.cauce.adapters.documentstore.EmbeddedDocumentStore;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** Lets the application reach its document store through a gate, where a test asks for it. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(GatedDocumentStore.ASKED_FOR)
class GatedDocumentStore {

    static final String ASKED_FOR = "cauce.test.gated-document-store";

    @Bean
    TcpGate gate(EmbeddedDocumentStore store) {
        return new TcpGate(store.port());
    }

    @Bean
    @Primary
    MongoClient gatedClient(
            EmbeddedDocumentStore store, TcpGate gate, MongoClientSettingsBuilderCustomizer boundedWait) {
        MongoClientSettings.Builder settings = MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(
                        store.connectionString().replace(":" + store.port() + "/", ":" + gate.port() + "/")));
        boundedWait.customize(settings);
        return MongoClients.create(settings.build());
    }
}
