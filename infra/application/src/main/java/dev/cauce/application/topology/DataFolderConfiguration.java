package dev.cauce.application.topology;

import dev.cauce.application.keeping.DataFormat;
import dev.cauce.application.keeping.SimulatedFolder;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes the data folder known to every part that keeps something. */
@Configuration(proxyBeanMethods = false)
class DataFolderConfiguration {

    @Bean
    DataFolder dataFolder(@Value("${cauce.home}") Path root) {
        DataFolder folder = new DataFolder(root);
        DataFormat.current().require(folder.root());
        return folder;
    }

    /** What the folder says of a simulation; a cut-short one is refused by everybody but the simulation itself. */
    @Bean
    SimulatedFolder simulatedFolder(DataFolder folder, @Value("${cauce.simulation.running:false}") boolean running) {
        SimulatedFolder simulated = SimulatedFolder.of(folder.root());
        if (!running) {
            simulated.requireWhole();
        }
        return simulated;
    }
}
