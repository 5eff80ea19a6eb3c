package dev.cauce.application.observability;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import org.axonframework.extensions.mongo.MongoTemplate;
import org.bson.Document;

/**
 * How many processes of each kind are under way. How they begin and end is in {@code cauce.events}, by the type of the
 * event that says so.
 */
final class SagaMeters implements MeterBinder {

    private final MongoTemplate mongo;
    private final List<Class<?>> sagas;

    SagaMeters(MongoTemplate mongo, List<Class<?>> sagas) {
        this.mongo = mongo;
        this.sagas = sagas;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (Class<?> saga : sagas) {
            Gauge.builder(
                            "cauce.sagas.open",
                            () -> mongo.sagaCollection().countDocuments(new Document("sagaType", saga.getName())))
                    .tag("saga", saga.getSimpleName())
                    .description("Processes that have begun and not ended")
                    .register(registry);
        }
    }
}
