package dev.cauce.application.topology;

import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.RestController;

/**
 * The API over HTTP. Every process serves it, whatever its roles: what it sends and asks goes over the buses, to
 * whichever process handles it, so a proxy in front need not know which process does what.
 */
@Configuration(proxyBeanMethods = false)
@ComponentScan(
        basePackages = {"dev.cauce.command", "dev.cauce.query", "dev.cauce.ml"},
        useDefaultFilters = false,
        includeFilters = @ComponentScan.Filter(RestController.class))
class ApiConfiguration {}
