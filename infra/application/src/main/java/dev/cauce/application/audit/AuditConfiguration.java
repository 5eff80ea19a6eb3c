package dev.cauce.application.audit;

import dev.cauce.adapters.eventstore.StoreHead;
import dev.cauce.application.security.PermissionCheck;
import dev.cauce.application.security.problem.ProblemAnswers;
import dev.cauce.platform.personaldata.PersonalDataSerializer;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.EventUpcasterChain;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/** Declares where denied attempts and reads of personal data are kept, and how history is read. */
@Configuration(proxyBeanMethods = false)
class AuditConfiguration {

    @Bean
    AccessLog accessLog(MongoOperations mongo) {
        return new AccessLog(mongo, Clock.systemUTC());
    }

    @Bean
    History history(
            ObjectProvider<StoreHead> embedded,
            ObjectProvider<EventStore> other,
            @Qualifier("eventSerializer") Serializer events,
            ObjectProvider<EventUpcaster> upcasters,
            MeterRegistry meters) {
        StoreHead store = embedded.getIfAvailable();
        return store == null
                ? new EventStoreHistory(other.getObject())
                : new EmbeddedHistory(
                        store,
                        showing(events, meters),
                        new EventUpcasterChain(upcasters.orderedStream().toList()));
    }

    /** One value that was damaged does not hide the history around it; whoever operates this sees that there is one. */
    private static Serializer showing(Serializer events, MeterRegistry meters) {
        return events instanceof PersonalDataSerializer personal
                ? personal.showingWhatItCan(
                        what -> meters.counter("cauce.personal.data.unreadable").increment())
                : events;
    }

    @Bean
    AuditReading auditReading(History history, AccessLog accesses, PermissionCheck permissions) {
        return new AuditReading(history, accesses, permissions, accesses);
    }

    /** Stands before the controllers, and takes only requests whose {@code Accept} names NDJSON. */
    @Bean
    RouterFunction<ServerResponse> auditLines(AuditReading reading, ProblemAnswers answers) {
        AuditLines lines = new AuditLines(reading, answers);
        return RouterFunctions.route(
                RequestPredicates.GET("/v1/audit/events")
                        .and(request -> request.headers().header("Accept").stream()
                                .anyMatch(accepted -> accepted.contains(AuditLines.NDJSON.toString()))),
                request -> ServerResponse.ok().build((servletRequest, servletResponse) -> {
                    lines.write(servletRequest, servletResponse);
                    return null;
                }));
    }

    @Bean
    RouterFunction<ServerResponse> tenantExport(AuditReading reading, ProblemAnswers answers, EventStore events) {
        TenantExport export = new TenantExport(
                reading,
                answers,
                () -> {
                    var head = events.createHeadToken();
                    return head == null ? -1 : head.position().orElse(-1);
                },
                Clock.systemUTC());
        return RouterFunctions.route(
                RequestPredicates.GET("/v1/admin/export"),
                request -> ServerResponse.ok().build((servletRequest, servletResponse) -> {
                    export.write(servletRequest, servletResponse);
                    return null;
                }));
    }
}
