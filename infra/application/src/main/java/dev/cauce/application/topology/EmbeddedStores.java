package dev.cauce.application.topology;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.cauce.adapters.documentstore.EmbeddedDocumentStore;
import dev.cauce.adapters.eventstore.RocksEventStorageEngine;
import dev.cauce.adapters.eventstore.RocksEventStore;
import dev.cauce.adapters.eventstore.StoreHead;
import dev.cauce.adapters.eventstore.StoreOptions;
import dev.cauce.adapters.eventstore.WakingEventStore;
import dev.cauce.adapters.keyring.Keyring;
import java.util.Set;
import org.axonframework.eventhandling.EventBusSpanFactory;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.EventUpcasterChain;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The stores of the embedded topology: in this process, on disk, apart from one another. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "cauce.topology", havingValue = "embedded", matchIfMissing = true)
class EmbeddedStores {

    /** On a full disk nobody could read personal data, since it is noted before, and processors lost their claims. */
    private static final Set<String> ESSENTIAL = Set.of("access-log", "trackingtokens");

    @Bean
    RocksEventStore rocksEventStore(DataFolder data, @Value("${cauce.simulation.running:false}") boolean simulation) {
        // A simulation that is cut short is made anew: it syncs once, at its end.
        StoreOptions options = simulation
                ? StoreOptions.defaults().withDurability(StoreOptions.Durability.PROCESS_KILL)
                : StoreOptions.defaults();
        return RocksEventStore.open(data.part("events"), options);
    }

    @Bean
    StoreHead storeHead(RocksEventStore store) {
        return store.events();
    }

    @Bean
    EventStorageEngine eventStorageEngine(
            RocksEventStore store,
            Serializer general,
            @Qualifier("eventSerializer") Serializer events,
            ObjectProvider<EventUpcaster> upcasters) {
        return RocksEventStorageEngine.builder()
                .store(store)
                .snapshotSerializer(general)
                .eventSerializer(events)
                .upcasterChain(new EventUpcasterChain(upcasters.orderedStream().toList()))
                .build();
    }

    /** In place of Axon's own, whose processors poll. */
    @Bean("eventBus")
    @Qualifier("eventStore")
    WakingEventStore eventStore(EventStorageEngine engine, org.axonframework.config.Configuration axon) {
        return WakingEventStore.on(EmbeddedEventStore.builder()
                .storageEngine(engine)
                .messageMonitor(axon.messageMonitor(EventStore.class, "eventStore"))
                .spanFactory(axon.getComponent(EventBusSpanFactory.class)));
    }

    @Bean
    EmbeddedDocumentStore embeddedDocumentStore(DataFolder data) {
        return EmbeddedDocumentStore.start(
                data.part("views"),
                dev.cauce.adapters.documentstore.StoreOptions.defaults().withEssential(ESSENTIAL));
    }

    @Bean
    MongoClient mongoClient(EmbeddedDocumentStore store, MongoClientSettingsBuilderCustomizer boundedWait) {
        MongoClientSettings.Builder settings =
                MongoClientSettings.builder().applyConnectionString(new ConnectionString(store.connectionString()));
        boundedWait.customize(settings);
        return MongoClients.create(settings.build());
    }

    @Bean
    Keyring keyring(DataFolder data) {
        return Keyring.embedded(data.part("keys"));
    }
}
