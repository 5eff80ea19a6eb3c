package dev.cauce.application.messaging;

import dev.cauce.application.keeping.SimulatedFolder;
import dev.cauce.application.topology.StoreTroubles;
import dev.cauce.command.CardNumberRefusal;
import dev.cauce.command.ConditionalPermissions;
import dev.cauce.platform.access.AccessAudit;
import dev.cauce.platform.access.OwnAnswers;
import dev.cauce.platform.access.PermittedUpdates;
import dev.cauce.platform.access.PersonalDataReads;
import dev.cauce.platform.access.RequiredPermissions;
import dev.cauce.platform.command.CommandSender;
import dev.cauce.platform.command.ExpectedVersion;
import dev.cauce.platform.command.ProcessCommands;
import dev.cauce.platform.command.StreamTargetResolver;
import dev.cauce.platform.idempotency.IdempotentCommands;
import dev.cauce.platform.messaging.CauceJson;
import dev.cauce.platform.messaging.CompleteMetadata;
import dev.cauce.platform.messaging.MessageLineage;
import dev.cauce.platform.personaldata.Fingerprints;
import dev.cauce.platform.personaldata.KeyedFingerprints;
import dev.cauce.platform.personaldata.PersonalDataSerializer;
import dev.cauce.platform.personaldata.SubjectKeys;
import dev.cauce.platform.personaldata.TenantKeys;
import dev.cauce.platform.projection.ReadYourWrites;
import dev.cauce.platform.query.QueryAsker;
import dev.cauce.platform.rejection.RejectionTranslation;
import dev.cauce.platform.time.BusinessClock;
import dev.cauce.platform.upcasting.CampaignLaunchedNamesItsPolicy;
import jakarta.validation.ValidatorFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.OptionalLong;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.interceptors.BeanValidationInterceptor;
import org.axonframework.queryhandling.QueryBus;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** Declares the buses' parts explicitly: what Axon would choose by itself on Boot 4 is not what is wanted. */
@Configuration(proxyBeanMethods = false)
class MessagingConfiguration {

    @Bean
    BusinessClock businessClock(SimulatedFolder simulated) {
        return new BusinessClock(simulated.clockAhead());
    }

    @Bean
    @Primary
    Serializer serializer() {
        return CauceJson.serializer();
    }

    @Bean
    @Qualifier("messageSerializer")
    Serializer messageSerializer() {
        return CauceJson.serializer();
    }

    @Bean
    @Qualifier("eventSerializer")
    Serializer eventSerializer(SubjectKeys keys) {
        return new PersonalDataSerializer(CauceJson.serializer(), keys);
    }

    @Bean
    Fingerprints fingerprints(TenantKeys keys) {
        return new KeyedFingerprints(keys);
    }

    @Bean
    EventUpcaster campaignLaunchedNamesItsPolicy() {
        return new CampaignLaunchedNamesItsPolicy();
    }

    @Bean
    MessageLineage messageLineage(BusinessClock clock) {
        return new MessageLineage(clock);
    }

    @Bean
    StreamTargetResolver streamTargetResolver() {
        return new StreamTargetResolver();
    }

    @Bean
    CommandSender commandSender(
            CommandBus commandBus, EventStore eventStore, @Value("${cauce.command-timeout:10s}") Duration timeout) {
        return new CommandSender(commandBus, () -> position(eventStore.createHeadToken()), timeout);
    }

    @Bean
    ProcessCommands processCommands(CommandBus commandBus) {
        return new ProcessCommands(commandBus);
    }

    @Bean
    QueryAsker queryAsker(QueryBus queryBus, @Value("${cauce.query-timeout:10s}") Duration timeout) {
        return new QueryAsker(queryBus, timeout);
    }

    private static long position(@org.jspecify.annotations.Nullable TrackingToken head) {
        OptionalLong position = head == null ? OptionalLong.empty() : head.position();
        return position.orElse(-1);
    }

    /** Asks by the same rules as the interceptor; which is no bean, or Axon would put it before event handlers too. */
    @Bean
    ConfigurerModule permittedUpdates(
            ObjectProvider<AccessAudit> audit, @Value("${cauce.identity.step-up.max-age}") Duration strongLoginMaxAge) {
        return configurer -> configurer.configureQueryUpdateEmitter(configuration ->
                new PermittedUpdates(new RequiredPermissions(Clock.systemUTC(), strongLoginMaxAge, audit.getObject())));
    }

    @Bean
    EventTime eventTime(BusinessClock businessClock) {
        return EventTime.begin(businessClock);
    }

    /** Puts the interceptors before every handler, outermost first. */
    @Bean
    InitializingBean interceptors(
            CommandBus commandBus,
            QueryBus queryBus,
            EventStore eventStore,
            AccessAudit audit,
            ValidatorFactory validators,
            ObjectProvider<CardNumberRefusal> cardNumbers,
            ObjectProvider<ConditionalPermissions> conditional,
            ReadYourWrites readYourWrites,
            @Qualifier("messageSerializer") Serializer messages,
            @Value("${cauce.identity.step-up.max-age}") Duration strongLoginMaxAge) {
        return () -> {
            eventStore.registerDispatchInterceptor(new CompleteMetadata());

            RequiredPermissions permissions = new RequiredPermissions(Clock.systemUTC(), strongLoginMaxAge, audit);
            SerializedMessages serialized = new SerializedMessages(messages);
            commandBus.registerDispatchInterceptor(serialized.commands());
            commandBus.registerDispatchInterceptor(cardNumbers.getIfAvailable(CardNumberRefusal::new));
            commandBus.registerHandlerInterceptor(new RejectionTranslation(StoreTroubles::in));
            commandBus.registerHandlerInterceptor(serialized.answers());
            commandBus.registerHandlerInterceptor(permissions);
            commandBus.registerHandlerInterceptor(new BeanValidationInterceptor<>(validators));
            conditional.ifAvailable(commandBus::registerHandlerInterceptor);
            commandBus.registerHandlerInterceptor(new IdempotentCommands(eventStore));
            commandBus.registerHandlerInterceptor(new ExpectedVersion());

            queryBus.registerDispatchInterceptor(serialized.queries());
            queryBus.queryUpdateEmitter().registerDispatchInterceptor(serialized.updates());
            queryBus.registerHandlerInterceptor(new RejectionTranslation(StoreTroubles::in));
            queryBus.registerHandlerInterceptor(serialized.answers());
            queryBus.registerHandlerInterceptor(permissions);
            queryBus.registerHandlerInterceptor(new BeanValidationInterceptor<>(validators));
            queryBus.registerHandlerInterceptor(new PersonalDataReads(audit));
            queryBus.registerHandlerInterceptor(readYourWrites);
            queryBus.registerHandlerInterceptor(new OwnAnswers());
        };
    }
}
