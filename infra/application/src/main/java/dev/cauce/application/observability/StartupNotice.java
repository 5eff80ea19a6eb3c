package dev.cauce.application.observability;

import dev.cauce.application.topology.DataFolder;
import java.io.PrintStream;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;

/** Says where everything is once requests are taken. */
final class StartupNotice implements ApplicationListener<ApplicationReadyEvent> {

    private final DataFolder data;
    private final boolean simulated;
    private final Environment environment;
    private final PrintStream out;

    /** @param simulated whether the folder is that of a simulated company */
    StartupNotice(DataFolder data, boolean simulated, Environment environment, PrintStream out) {
        this.data = data;
        this.simulated = simulated;
        this.environment = environment;
        this.out = out;
    }

    @Override
    public void onApplicationEvent(ApplicationReadyEvent event) {
        String address = environment.getProperty("server.address", "127.0.0.1");
        String url = "http://" + address + ":" + environment.getProperty("local.server.port");
        String management = "http://" + environment.getProperty("management.server.address", address) + ":"
                + environment.getProperty("local.management.port");
        out.printf("""

                Cauce is up.
                  API         %1$s/v1
                  try it      %1$s/docs
                  health      %2$s/actuator/health
                  metrics     %2$s/actuator/prometheus
                  data        %3$s
                %n""", url, management, data.root());
        if (simulated) {
            out.println("Everything in this folder is SIMULATED, and every event and answer says so.\n");
        }
        new FirstToken(data.root().resolve("identity").resolve("demo-clients.json"))
                .of("admin", url)
                .ifPresent(token -> out.printf("""
                        A token to try with (demo tenant, admin, one hour):

                        %1$s

                        Next, in another terminal:
                          ./infra/cauce import customers infra/samples/customers.csv --mapping infra/samples/customers.mapping.yaml
                          ./infra/cauce status
                          curl -s -H "Authorization: Bearer $(./infra/cauce token success)" "%2$s/v1/accounts?limit=3"
                        %n""", token, url));
    }
}
