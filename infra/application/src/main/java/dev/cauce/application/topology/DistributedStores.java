package dev.cauce.application.topology;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.cauce.adapters.keyring.Keyring;
import dev.cauce.adapters.keyring.MasterKeys;
import java.nio.file.Path;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.MongoDatabaseFactory;

/**
 * The stores of the distributed topology: Axon Server, whose connector declares buses and event store by itself, and a
 * MongoDB replica set for everything else. The key that wraps all keys comes from outside, by value or by file.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "cauce.topology", havingValue = "axon-server")
class DistributedStores {

    /**
     * Every write waits for the journal of most members, whatever the URI says: what was acknowledged once must outlive
     * the primary, tokens above all.
     */
    @Bean
    MongoClientSettingsBuilderCustomizer acknowledgedByMost() {
        return settings ->
                settings.writeConcern(WriteConcern.MAJORITY.withJournal(true)).readPreference(ReadPreference.primary());
    }

    /** Boot makes none where somebody else makes the factory of databases. */
    @Bean
    MongoClient mongoClient(
            @Value("${spring.mongodb.uri}") String uri,
            ObjectProvider<MongoClientSettingsBuilderCustomizer> customizers) {
        MongoClientSettings.Builder settings =
                MongoClientSettings.builder().applyConnectionString(new ConnectionString(uri));
        customizers.orderedStream().forEach(customizer -> customizer.customize(settings));
        return MongoClients.create(settings.build());
    }

    @Bean
    Keyring keyring(
            MongoDatabaseFactory mongo,
            @Value("${cauce.keys.master:}") String master,
            @Value("${cauce.keys.master-file:}") String masterFile) {
        MasterKeys masters = master.isBlank() ? MasterKeys.read(Path.of(masterFile)) : MasterKeys.parse(master);
        return Keyring.distributed(mongo.getMongoDatabase(), masters, Keyring.CACHE_FOR);
    }
}
