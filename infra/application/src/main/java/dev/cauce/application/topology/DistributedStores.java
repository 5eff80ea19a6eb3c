package dev.cauce.application.topology;

import dev.cauce.adapters.keyring.Keyring;
import dev.cauce.adapters.keyring.MasterKeys;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
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

    @Bean
    Keyring keyring(
            MongoDatabaseFactory mongo,
            @Value("${cauce.keys.master:}") String master,
            @Value("${cauce.keys.master-file:}") String masterFile) {
        if (master.isBlank() == masterFile.isBlank()) {
            throw new IllegalArgumentException(
                    "Name the master key by cauce.keys.master (VERSION:BASE64) or by cauce.keys.master-file, and not by both.");
        }
        MasterKeys masters = master.isBlank() ? MasterKeys.read(Path.of(masterFile)) : MasterKeys.parse(master);
        return Keyring.distributed(mongo.getMongoDatabase(), masters, Keyring.CACHE_FOR);
    }
}
