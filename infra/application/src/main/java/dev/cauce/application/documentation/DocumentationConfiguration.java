package dev.cauce.application.documentation;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Serves what is documentation and nothing else: Boot's own mappings, which would serve whatever lies in a folder of
 * the class path, are off.
 */
@Configuration(proxyBeanMethods = false)
class DocumentationConfiguration implements WebMvcConfigurer {

    private static final String PAGE = "/docs/index.html";

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/docs/*").addResourceLocations("classpath:/static/docs/");
        registry.addResourceHandler("/v1/openapi.*").addResourceLocations("classpath:/static/v1/");
        registry.addResourceHandler("/webjars/**").addResourceLocations("classpath:/META-INF/resources/webjars/");
    }

    /** Resource handlers know no media type for YAML, and take none for one extension. */
    @Bean
    RouterFunction<ServerResponse> documentAsYaml() {
        ClassPathResource document = new ClassPathResource("static/v1/openapi.yaml");
        return RouterFunctions.route(
                RequestPredicates.GET("/v1/openapi.yaml"),
                request -> ServerResponse.ok()
                        .contentType(MediaType.APPLICATION_YAML)
                        .body(document));
    }

    @Override
    public void addViewControllers(ViewControllerRegistry registry) {
        registry.addRedirectViewController("/", PAGE).setStatusCode(HttpStatus.FOUND);
        registry.addRedirectViewController("/docs", PAGE).setStatusCode(HttpStatus.FOUND);
    }
}
