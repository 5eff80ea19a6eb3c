package dev.cauce.application.topology;

import dev.cauce.application.keeping.DataFormat;
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
}
