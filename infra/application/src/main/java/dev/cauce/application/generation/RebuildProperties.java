package dev.cauce.application.generation;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How generations come and go.
 *
 * @param look how often each process looks what is to be served
 * @param keep how long the generation is kept that was served before
 * @param grace how long after one was given up its documents go: no query reads it any more by then
 * @param drain how long one that was served goes on: a query that began while it was may still wait for what it wrote
 */
@ConfigurationProperties("cauce.projections")
record RebuildProperties(
        @DefaultValue("1s") Duration look,
        @DefaultValue("24h") Duration keep,
        @DefaultValue("60s") Duration grace,
        @DefaultValue("15s") Duration drain) {}
