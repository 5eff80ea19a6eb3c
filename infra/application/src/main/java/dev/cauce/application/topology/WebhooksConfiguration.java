package dev.cauce.application.topology;

import dev.cauce.adapters.webhooks.HttpWebhookSender;
import dev.cauce.adapters.webhooks.MongoWebhookQueue;
import dev.cauce.application.audit.History;
import dev.cauce.application.audit.HistoryQuestion;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.command.ProcessCommands;
import dev.cauce.platform.messaging.MessageLineage;
import dev.cauce.platform.personaldata.SubjectKeys;
import dev.cauce.platform.time.BusinessClock;
import dev.cauce.platform.webhook.WebhookAddresses;
import dev.cauce.platform.webhook.WebhookSecrets;
import dev.cauce.sagas.webhook.effects.EventHistory;
import dev.cauce.sagas.webhook.effects.WebhookDispatch;
import dev.cauce.sagas.webhook.effects.WebhookEvents;
import dev.cauce.sagas.webhook.effects.WebhookQueue;
import dev.cauce.sagas.webhook.effects.WebhookSender;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.data.mongodb.MongoDatabaseFactory;

/** Webhooks: which addresses are taken, in every process; and where they are sent from, in those that run processes. */
@Configuration(proxyBeanMethods = false)
class WebhooksConfiguration {

    @Bean
    WebhookAddresses webhookAddresses(@Value("${cauce.webhooks.development:false}") boolean development) {
        return new WebhookAddresses(development);
    }

    @Bean
    WebhookSecrets webhookSecrets(SubjectKeys keys) {
        return new WebhookSecrets(keys);
    }

    /** What follows events, and what sends. */
    @Configuration(proxyBeanMethods = false)
    @RunsAs(ProcessRole.SAGA)
    static class Deliveries {

        @Bean
        WebhookQueue webhookQueue(MongoDatabaseFactory mongo, BusinessClock clock) {
            return new MongoWebhookQueue(mongo.getMongoDatabase(), clock, Clock.systemUTC());
        }

        @Bean
        WebhookEvents webhookEvents(WebhookQueue queue) {
            return new WebhookEvents(queue);
        }

        @Bean(destroyMethod = "close")
        HttpWebhookSender webhookSender(
                WebhookAddresses addresses, @Value("${cauce.webhooks.patience:15s}") Duration patience) {
            return new HttpWebhookSender(addresses, patience);
        }

        @Bean
        EventHistory webhookHistory(@Lazy History history) {
            return (tenantId, since, at, limit) -> {
                History.Stretch stretch = history.read(
                        new HistoryQuestion(new TenantId(tenantId), null, null, null, since, null), at, limit);
                return new EventHistory.Stretch(
                        stretch.events().stream()
                                .map(each -> new EventHistory.Recorded(
                                        java.util.Objects.requireNonNull(each.position()), each.event()))
                                .toList(),
                        stretch.goOnAt(),
                        stretch.end());
            };
        }

        @Bean(destroyMethod = "close")
        WebhookDispatch webhookDispatch(
                WebhookQueue queue,
                WebhookSender sender,
                WebhookSecrets secrets,
                EventHistory history,
                ProcessCommands commands,
                MessageLineage lineage,
                BusinessClock clock) {
            return new WebhookDispatch(queue, sender, secrets, history, commands, lineage, clock);
        }

        @Bean
        SmartInitializingSingleton webhooksStart(
                WebhookDispatch dispatch, @Value("${cauce.webhooks.pause:500ms}") Duration pause) {
            return () -> dispatch.start(pause);
        }
    }
}
