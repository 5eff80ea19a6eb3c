package dev.cauce.benchmarks.plain;

import org.axonframework.eventhandling.tokenstore.jpa.TokenEntry;
import org.axonframework.eventsourcing.eventstore.jpa.DomainEventEntry;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.persistence.autoconfigure.EntityScan;

/** Starts it; the database comes as {@code spring.datasource.url}. */
@SpringBootApplication
@EntityScan(basePackageClasses = {PlainAxon.class, DomainEventEntry.class, TokenEntry.class})
public class PlainAxon {

    public static void main(String[] arguments) {
        SpringApplication.run(PlainAxon.class, arguments);
    }
}
