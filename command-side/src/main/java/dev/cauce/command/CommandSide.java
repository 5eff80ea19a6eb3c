package dev.cauce.command;

import dev.cauce.command.account.Account;
import dev.cauce.command.account.Accounts;
import dev.cauce.command.account.EmailReservation;
import dev.cauce.command.account.EmailReservations;
import dev.cauce.command.account.KeyDestruction;
import dev.cauce.command.campaign.Campaign;
import dev.cauce.command.campaign.Campaigns;
import dev.cauce.command.catalogue.Plan;
import dev.cauce.command.catalogue.Plans;
import dev.cauce.command.dunning.CustomerZones;
import dev.cauce.command.dunning.DunningCase;
import dev.cauce.command.dunning.DunningPolicies;
import dev.cauce.command.dunning.DunningPolicy;
import dev.cauce.command.dunning.InvoiceDebts;
import dev.cauce.command.identity.ApiClient;
import dev.cauce.command.identity.FirstClients;
import dev.cauce.command.identity.Tenant;
import dev.cauce.command.identity.User;
import dev.cauce.command.identity.Users;
import dev.cauce.command.invoice.AccountBalance;
import dev.cauce.command.invoice.AccountBalances;
import dev.cauce.command.invoice.CustomerCountries;
import dev.cauce.command.invoice.DocumentNumbers;
import dev.cauce.command.invoice.Invoice;
import dev.cauce.command.invoice.Invoices;
import dev.cauce.command.invoice.Invoicing;
import dev.cauce.command.invoice.TaxPort;
import dev.cauce.command.invoice.TaxTable;
import dev.cauce.command.invoice.TenantTerms;
import dev.cauce.command.model.ChurnModel;
import dev.cauce.command.onboarding.Onboarding;
import dev.cauce.command.payment.CardAttempts;
import dev.cauce.command.payment.Cards;
import dev.cauce.command.payment.Payment;
import dev.cauce.command.payment.PaymentMethods;
import dev.cauce.command.payment.Wallets;
import dev.cauce.command.recipient.Recipient;
import dev.cauce.command.retention.AccountRetention;
import dev.cauce.command.retention.Customers;
import dev.cauce.command.retention.RetentionPolicies;
import dev.cauce.command.retention.RetentionPolicy;
import dev.cauce.command.retention.ScoredAccount;
import dev.cauce.command.subscription.Subscription;
import dev.cauce.command.ticket.Ticket;
import dev.cauce.command.webhook.WebhookEndpoint;
import dev.cauce.platform.command.StreamTargetResolver;
import java.util.List;
import org.axonframework.config.AggregateConfigurer;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventsourcing.NoSnapshotTriggerDefinition;
import org.axonframework.eventsourcing.SnapshotTriggerDefinition;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/**
 * The beans of the command side. It needs an {@code EventStore}, a {@code Clock} of business time, {@code Fingerprints}
 * and {@link KeyDestruction.Keys} from the application, and takes a {@code SnapshotTriggerDefinition} where there is
 * one.
 */
@Configuration(proxyBeanMethods = false)
public class CommandSide {

    /** Every aggregate, as Axon's configuration takes it. */
    public static final List<Class<?>> AGGREGATES = List.of(
            Account.class,
            EmailReservation.class,
            Plan.class,
            Subscription.class,
            Campaign.class,
            Recipient.class,
            Ticket.class,
            Onboarding.class,
            ChurnModel.class,
            Invoice.class,
            AccountBalance.class,
            Invoicing.class,
            Tenant.class,
            User.class,
            ApiClient.class,
            WebhookEndpoint.class,
            PaymentMethods.class,
            CardAttempts.class,
            Payment.class,
            DunningPolicy.class,
            DunningCase.class,
            ScoredAccount.class,
            RetentionPolicy.class,
            AccountRetention.class);

    @Bean
    public ConfigurerModule aggregates() {
        return configurer -> AGGREGATES.forEach(aggregate -> configurer.configureAggregate(configured(aggregate)));
    }

    private static <A> AggregateConfigurer<A> configured(Class<A> aggregate) {
        return AggregateConfigurer.defaultConfiguration(aggregate)
                .configureCommandTargetResolver(configuration -> new StreamTargetResolver())
                .configureSnapshotTrigger(configuration -> configuration.getComponent(
                        SnapshotTriggerDefinition.class, () -> NoSnapshotTriggerDefinition.INSTANCE));
    }

    @Bean
    public Accounts accounts(@Lazy EventStore events) {
        return new Accounts(events);
    }

    @Bean
    public Plans plans(@Lazy EventStore events) {
        return new Plans(events);
    }

    @Bean
    public Campaigns campaigns(@Lazy EventStore events) {
        return new Campaigns(events);
    }

    @Bean
    public EmailReservations emailReservations(@Lazy org.axonframework.config.Configuration configuration) {
        return new EmailReservations(() -> configuration.repository(EmailReservation.class));
    }

    @Bean
    public AccountBalances accountBalances(
            @Lazy org.axonframework.config.Configuration configuration, @Lazy EventStore events) {
        return new AccountBalances(() -> configuration.repository(AccountBalance.class), () -> events);
    }

    @Bean
    public DocumentNumbers documentNumbers(@Lazy EventStore events) {
        return new DocumentNumbers(events);
    }

    @Bean
    public Invoices invoices(@Lazy EventStore events) {
        return new Invoices(events);
    }

    @Bean
    public TenantTerms tenantTerms(@Lazy EventStore events) {
        return new TenantTerms(events);
    }

    @Bean
    public CustomerCountries customerCountries(@Lazy EventStore events) {
        return new CustomerCountries(events);
    }

    @Bean
    public TaxPort taxPort(TenantTerms terms) {
        return new TaxTable(terms);
    }

    @Bean
    public FirstClients firstClients(@Lazy org.axonframework.config.Configuration configuration) {
        return new FirstClients(() -> configuration.repository(ApiClient.class));
    }

    @Bean
    public Wallets wallets(@Lazy EventStore events) {
        return new Wallets(events);
    }

    @Bean
    public Cards cards(@Lazy EventStore events, @Lazy org.axonframework.config.Configuration configuration) {
        return new Cards(events, () -> configuration.repository(CardAttempts.class));
    }

    @Bean
    public InvoiceDebts invoiceDebts(Invoices invoices) {
        return new InvoiceDebts(invoices);
    }

    @Bean
    public DunningPolicies dunningPolicies(@Lazy EventStore events) {
        return new DunningPolicies(events);
    }

    @Bean
    public CustomerZones customerZones(@Lazy EventStore events) {
        return new CustomerZones(events);
    }

    @Bean
    public RetentionPolicies retentionPolicies(@Lazy EventStore events) {
        return new RetentionPolicies(events);
    }

    @Bean
    public Customers customers(@Lazy EventStore events) {
        return new Customers(events);
    }

    @Bean
    public Users users(@Lazy EventStore events) {
        return new Users(events);
    }

    @Bean
    public KeyDestruction keyDestruction(KeyDestruction.Keys keys) {
        return new KeyDestruction(keys);
    }

    /** For the command bus, as a dispatch interceptor. */
    @Bean
    public CardNumberRefusal cardNumberRefusal() {
        return new CardNumberRefusal();
    }

    /** For the command bus, as a handler interceptor after the one for required permissions. */
    @Bean
    public ConditionalPermissions conditionalPermissions() {
        return new ConditionalPermissions();
    }
}
