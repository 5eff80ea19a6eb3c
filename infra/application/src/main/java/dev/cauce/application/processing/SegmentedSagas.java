package dev.cauce.application.processing;

import dev.cauce.platform.saga.HomeSegmentSagas;
import org.axonframework.config.Configuration;
import org.axonframework.config.EventProcessingConfigurer;
import org.axonframework.config.SagaConfiguration;
import org.axonframework.modelling.saga.AbstractSagaManager;
import org.axonframework.modelling.saga.AnnotatedSagaManager;
import org.axonframework.modelling.saga.SagaManagerSpanFactory;
import org.axonframework.modelling.saga.SagaRepository;

/**
 * Registers sagas in segments of their own: their time goes by waiting until what they sent is on disk, and the waits
 * of several segments are one.
 */
public final class SegmentedSagas {

    private static final int SEGMENTS = 4;

    private SegmentedSagas() {}

    /**
     * Registers one kind of saga.
     *
     * @param group its processing group
     * @param home the association property that every one of its sagas starts with, see {@link HomeSegmentSagas}
     */
    public static <T> void register(EventProcessingConfigurer processing, Class<T> type, String group, String home) {
        processing.registerSaga(
                type, saga -> saga.configureSagaManager(configuration -> manager(configuration, type, group, home)));
        processing.registerPooledStreamingEventProcessorConfiguration(
                group, (configuration, builder) -> builder.initialSegmentCount(SEGMENTS));
    }

    private static <T> AbstractSagaManager<T> manager(
            Configuration configuration, Class<T> type, String group, String home) {
        return HomeSegmentSagas.of(
                AnnotatedSagaManager.<T>builder()
                        .sagaType(type)
                        .sagaRepository(repository(configuration, type))
                        .parameterResolverFactory(configuration.parameterResolverFactory())
                        .handlerDefinition(configuration.handlerDefinition(type))
                        .listenerInvocationErrorHandler(
                                configuration.eventProcessingConfiguration().listenerInvocationErrorHandler(group))
                        .spanFactory(configuration.getComponent(SagaManagerSpanFactory.class)),
                home,
                SEGMENTS);
    }

    @SuppressWarnings("unchecked") // a configuration of that type has a repository of that type
    private static <T> SagaRepository<T> repository(Configuration configuration, Class<T> type) {
        return configuration.eventProcessingConfiguration().sagaConfigurations().stream()
                .filter(saga -> saga.type() == type)
                .map(saga -> ((SagaConfiguration<T>) saga).repository())
                .findFirst()
                .orElseThrow();
    }
}
