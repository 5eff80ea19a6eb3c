package dev.cauce.application.live;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of live streams ({@code cauce.live.*}).
 *
 * @param most streams that may be open in this process at once
 * @param heartbeat after so long without an event a comment is written, which also finds out that a client has gone
 * @param patience how long the first page may take
 * @param settling how long an update may be under way from another process; zero where there is none
 */
@ConfigurationProperties("cauce.live")
record LiveProperties(
        @DefaultValue("2000") int most,
        @DefaultValue("15s") Duration heartbeat,
        @DefaultValue("10s") Duration patience,
        @DefaultValue("0s") Duration settling) {}
