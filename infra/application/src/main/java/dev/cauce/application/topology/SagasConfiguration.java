package dev.cauce.application.topology;

import dev.cauce.adapters.mail.Outbox;
import dev.cauce.adapters.mail.SmtpMail;
import dev.cauce.application.processing.SegmentedSagas;
import dev.cauce.contracts.account.AccountRegistered;
import dev.cauce.contracts.catalogue.BillingInterval;
import dev.cauce.contracts.catalogue.PlanId;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.personaldata.Redaction;
import dev.cauce.platform.command.ProcessCommands;
import dev.cauce.platform.deadline.DeadlineClockwork;
import dev.cauce.platform.deadline.MongoDeadlines;
import dev.cauce.platform.messaging.MessageLineage;
import dev.cauce.platform.personaldata.EmailVerification;
import dev.cauce.platform.personaldata.Fingerprints;
import dev.cauce.platform.time.BusinessClock;
import dev.cauce.sagas.billing.BillingSaga;
import dev.cauce.sagas.onboarding.FirstTrial;
import dev.cauce.sagas.onboarding.OnboardingSaga;
import dev.cauce.sagas.onboarding.effects.AccountContacts;
import dev.cauce.sagas.onboarding.effects.MailPort;
import dev.cauce.sagas.onboarding.effects.OnboardingMails;
import dev.cauce.sagas.renewal.RenewalSaga;
import dev.cauce.sagas.retention.RetentionSaga;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.axonframework.config.ConfigurationScopeAwareProvider;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.extensions.mongo.MongoTemplate;
import org.axonframework.extensions.mongo.eventhandling.saga.repository.MongoSagaStore;
import org.axonframework.modelling.saga.repository.SagaStore;
import org.axonframework.serialization.Serializer;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.MongoDatabaseFactory;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** The processes, their deadlines, and what they do outside. */
@Configuration(proxyBeanMethods = false)
@RunsAs(ProcessRole.SAGA)
class SagasConfiguration {

    @Bean
    ConfigurerModule sagas() {
        return configurer -> configurer.eventProcessing(processing -> {
            SegmentedSagas.register(processing, OnboardingSaga.class, OnboardingSaga.GROUP, OnboardingSaga.ASSOCIATION);
            SegmentedSagas.register(processing, RenewalSaga.class, RenewalSaga.GROUP, RenewalSaga.ASSOCIATION);
            SegmentedSagas.register(processing, BillingSaga.class, BillingSaga.GROUP, BillingSaga.ASSOCIATION);
            SegmentedSagas.register(processing, RetentionSaga.class, RetentionSaga.GROUP, RetentionSaga.ACCOUNT);
        });
    }

    @Bean
    SagaStore<Object> sagaStore(MongoTemplate axonMongo, MongoOperations mongo, Serializer serializer) {
        // The extension makes no index of its own.
        String sagas = axonMongo.sagaCollection().getNamespace().getCollectionName();
        mongo.indexOps(sagas).createIndex(new Index("sagaIdentifier", Sort.Direction.ASC).unique());
        mongo.indexOps(sagas)
                .createIndex(new Index("sagaType", Sort.Direction.ASC).on("associations", Sort.Direction.ASC));
        return MongoSagaStore.builder()
                .mongoTemplate(axonMongo)
                .serializer(serializer)
                .build();
    }

    @Bean
    MongoDeadlines deadlineManager(
            MongoDatabaseFactory mongo,
            Serializer serializer,
            @Lazy org.axonframework.config.Configuration axon,
            MessageLineage lineage,
            BusinessClock businessClock) {
        return new MongoDeadlines(
                mongo.getMongoDatabase().getCollection(MongoDeadlines.COLLECTION),
                serializer,
                new ConfigurationScopeAwareProvider(axon),
                lineage,
                businessClock,
                Clock.systemUTC());
    }

    @Bean(destroyMethod = "close")
    DeadlineClockwork deadlineClockwork(MongoDeadlines deadlines) {
        return new DeadlineClockwork(deadlines);
    }

    @Bean
    SmartInitializingSingleton deadlinesStart(
            DeadlineClockwork clockwork, @Value("${cauce.deadlines.pause:500ms}") Duration pause) {
        return () -> clockwork.start(pause);
    }

    @Bean
    FirstTrial firstTrial(
            @Value("${cauce.onboarding.trial.plan}") String plan,
            @Value("${cauce.onboarding.trial.currency}") String currency,
            @Value("${cauce.onboarding.trial.interval}") BillingInterval interval) {
        return new FirstTrial(new PlanId(plan), currency, interval);
    }

    @Bean
    AccountContacts accountContacts(@Lazy EventStore events, Fingerprints fingerprints) {
        return (tenantId, accountId) -> {
            DomainEventStream history = events.readEvents(
                    StreamId.of("account", tenantId, accountId).value());
            if (history.hasNext()
                    && history.next().getPayload() instanceof AccountRegistered registered
                    && !registered.email().equals(Redaction.MARKER)) {
                return Optional.of(new AccountContacts.Contact(
                        registered.companyName(),
                        registered.contactName(),
                        registered.email(),
                        EmailVerification.token(fingerprints, tenantId, accountId, registered.emailFingerprint())));
            }
            return Optional.empty();
        };
    }

    @Bean
    OnboardingMails onboardingMails(MailPort mails, AccountContacts contacts, ProcessCommands commands) {
        return new OnboardingMails(mails, contacts, commands);
    }

    /** Sends mail where a server is named. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty("cauce.mail.host")
    static class Smtp {

        @Bean
        MailPort smtpMail(
                @Value("${cauce.mail.host}") String host,
                @Value("${cauce.mail.port:587}") int port,
                @Value("${cauce.mail.username:}") String username,
                @Value("${cauce.mail.password:}") String password,
                @Value("${cauce.mail.from}") String from) {
            JavaMailSenderImpl sender = new JavaMailSenderImpl();
            sender.setHost(host);
            sender.setPort(port);
            sender.getJavaMailProperties().setProperty("mail.smtp.starttls.enable", "true");
            sender.getJavaMailProperties().setProperty("mail.smtp.connectiontimeout", "10000");
            sender.getJavaMailProperties().setProperty("mail.smtp.timeout", "10000");
            if (!username.isEmpty()) {
                sender.setUsername(username);
                sender.setPassword(password);
                sender.getJavaMailProperties().setProperty("mail.smtp.auth", "true");
            }
            return new SmtpMail(sender, from);
        }
    }

    /** Keeps mail to be looked at where no server is named. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = "cauce.mail.host", matchIfMissing = true, havingValue = "never")
    static class Kept {

        @Bean
        Outbox outbox(MongoOperations mongo, BusinessClock clock) {
            return new Outbox(mongo, clock);
        }
    }
}
