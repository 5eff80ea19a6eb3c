package dev.cauce.application.faults;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Keeps the operating system from holding megabytes for a client that does not read, so that a test need not write
 * them, where it asks for that.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(SmallSendBuffers.ASKED_FOR)
class SmallSendBuffers {

    static final String ASKED_FOR = "cauce.test.small-send-buffers";

    private static final String BYTES = "16384";

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> connectorWithSmallSendBuffers() {
        return factory ->
                factory.addConnectorCustomizers(connector -> connector.setProperty("socket.txBufSize", BYTES));
    }
}
