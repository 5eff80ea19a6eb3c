package dev.cauce.application.topology;

import dev.cauce.adapters.paymentgateway.SandboxGateway;
import dev.cauce.adapters.paymentgateway.StripeGateway;
import dev.cauce.application.processing.SegmentedSagas;
import dev.cauce.platform.command.ProcessCommands;
import dev.cauce.platform.time.BusinessClock;
import dev.cauce.sagas.dunning.DunningSaga;
import dev.cauce.sagas.dunning.effects.DunningMails;
import dev.cauce.sagas.onboarding.effects.AccountContacts;
import dev.cauce.sagas.onboarding.effects.MailPort;
import dev.cauce.sagas.payment.CardExpirySaga;
import dev.cauce.sagas.payment.UnknownOutcomeSaga;
import dev.cauce.sagas.payment.effects.PaymentGateway;
import dev.cauce.sagas.payment.effects.PaymentGatewayCalls;
import dev.cauce.sagas.payment.effects.PaymentMails;
import org.axonframework.config.ConfigurerModule;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.MongoDatabaseFactory;

/** Payments and dunning: their processes, and what they do outside. */
@Configuration(proxyBeanMethods = false)
@RunsAs(ProcessRole.SAGA)
class PaymentsConfiguration {

    private static final int CALLS = 4;
    private static final int CALLS_OF_A_BATCH = 10;

    @Bean
    ConfigurerModule paymentSagas() {
        return configurer -> configurer.eventProcessing(processing -> {
            SegmentedSagas.register(
                    processing, UnknownOutcomeSaga.class, UnknownOutcomeSaga.GROUP, UnknownOutcomeSaga.ASSOCIATION);
            SegmentedSagas.register(processing, CardExpirySaga.class, CardExpirySaga.GROUP, CardExpirySaga.ASSOCIATION);
            SegmentedSagas.register(processing, DunningSaga.class, DunningSaga.GROUP, DunningSaga.INVOICE);
            // Calls to a gateway take long: those of several payments go on side by side, and few are made again.
            processing.registerPooledStreamingEventProcessorConfiguration(
                    PaymentGatewayCalls.GROUP,
                    (configuration, builder) ->
                            builder.initialSegmentCount(CALLS).batchSize(CALLS_OF_A_BATCH));
        });
    }

    @Bean
    PaymentGatewayCalls paymentGatewayCalls(PaymentGateway gateway, ProcessCommands commands) {
        return new PaymentGatewayCalls(gateway, commands);
    }

    @Bean
    PaymentMails paymentMails(MailPort mails, AccountContacts contacts) {
        return new PaymentMails(mails, contacts);
    }

    @Bean
    DunningMails dunningMails(MailPort mails, AccountContacts contacts, ProcessCommands commands) {
        return new DunningMails(mails, contacts, commands);
    }

    /** Stripe where its key is named, and the sandbox where none is. */
    @Bean
    PaymentGateway paymentGateway(
            @Value("${cauce.payments.stripe.api-key:}") String stripeKey,
            @Value("${cauce.payments.stripe.api-base:https://api.stripe.com}") String stripe,
            MongoDatabaseFactory mongo,
            BusinessClock clock,
            SandboxNotifications notifications) {
        return stripeKey.isBlank()
                ? new SandboxGateway(
                        mongo.getMongoDatabase().getCollection(SandboxGateway.COLLECTION),
                        notifications::disputeOpened,
                        clock)
                : new StripeGateway(stripeKey.strip(), stripe);
    }
}
