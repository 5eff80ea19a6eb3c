package dev.cauce.application.faults;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.annotation.HandlerEnhancerDefinition;
import org.axonframework.messaging.annotation.MessageHandlingMember;
import org.axonframework.messaging.annotation.WrappedMessageHandlingMember;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Interrupts the thread of every handler there is (of commands, queries and events, in aggregates, projections, sagas
 * and effects) as it is called for the first time, and of every one as it returns for the second time; then it leaves
 * it alone. Where a test asks for it.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(InterruptedHandlers.ASKED_FOR)
class InterruptedHandlers {

    static final String ASKED_FOR = "cauce.test.interrupted-handlers";
    static final String METER = "cauce.test.interrupted";

    private static final int BEFORE = 1;
    private static final int AFTER = 2;

    @Bean
    Interrupting interrupting(MeterRegistry meters) {
        Interrupting interrupting = new Interrupting();
        meters.gaugeMapSize(METER, io.micrometer.core.instrument.Tags.empty(), interrupting.interrupted);
        return interrupting;
    }

    static final class Interrupting implements HandlerEnhancerDefinition {

        private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();
        private final Map<String, String> interrupted = new ConcurrentHashMap<>();

        @Override
        public <T> MessageHandlingMember<T> wrapHandler(MessageHandlingMember<T> original) {
            String name = original.declaringClass().getName() + "#" + original.signature();
            return new WrappedMessageHandlingMember<>(original) {
                @Override
                public Object handle(Message<?> message, T target) throws Exception {
                    int call = calls.computeIfAbsent(name, key -> new AtomicInteger())
                            .incrementAndGet();
                    interruptAt(BEFORE, call);
                    Object result = super.handle(message, target);
                    interruptAt(AFTER, call);
                    return result;
                }

                private void interruptAt(int moment, int call) {
                    if (call == moment) {
                        interrupted.put(
                                name + "@" + moment, Thread.currentThread().getName());
                        Thread.currentThread().interrupt();
                    }
                }
            };
        }
    }
}
