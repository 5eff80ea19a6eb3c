package dev.cauce.application;

import dev.cauce.application.keeping.Keeping;
import dev.cauce.application.simulation.Simulate;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * The one runnable: a process of Cauce in the topology that its configuration names.
 *
 * <p>Boot's own authorization server and user store are left out, since they make a key that dies with the process and
 * a user with a printed password; {@code dev.cauce.application.identity} declares what stands in their place.
 */
@SpringBootApplication(
        excludeName = {
            "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration",
            "org.springframework.boot.security.oauth2.server.authorization.autoconfigure.servlet.OAuth2AuthorizationServerAutoConfiguration",
            "org.springframework.boot.security.oauth2.server.authorization.autoconfigure.servlet.OAuth2AuthorizationServerJwtAutoConfiguration"
        })
public class Cauce {

    public static void main(String[] arguments) {
        if (Keeping.isAskedFor(arguments)) {
            System.exit(Keeping.run(List.of(arguments).subList(1, arguments.length), System.out::println));
        }
        if (Simulate.isAskedFor(arguments)) {
            System.exit(Simulate.run(List.of(arguments).subList(1, arguments.length), System.out));
        }
        SpringApplication.run(Cauce.class, arguments);
    }
}
