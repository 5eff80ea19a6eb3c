package dev.cauce.application.topology;

import dev.cauce.application.processing.ProjectionGroup;
import dev.cauce.platform.time.BusinessClock;
import dev.cauce.query.account.AccountQueries;
import dev.cauce.query.account.AccountsProjection;
import dev.cauce.query.campaign.CampaignQueries;
import dev.cauce.query.campaign.CampaignResultsProjection;
import dev.cauce.query.campaign.CampaignResultsQueries;
import dev.cauce.query.campaign.CampaignsProjection;
import dev.cauce.query.catalogue.PlanQueries;
import dev.cauce.query.catalogue.PlansProjection;
import dev.cauce.query.dunning.DunningCasesProjection;
import dev.cauce.query.dunning.DunningPoliciesProjection;
import dev.cauce.query.dunning.DunningQueries;
import dev.cauce.query.invoice.InvoiceQueries;
import dev.cauce.query.invoice.InvoicesProjection;
import dev.cauce.query.onboarding.OnboardingProjection;
import dev.cauce.query.onboarding.OnboardingQueries;
import dev.cauce.query.payment.PaymentMethodsProjection;
import dev.cauce.query.payment.PaymentQueries;
import dev.cauce.query.payment.PaymentsProjection;
import dev.cauce.query.retention.RetentionCasesProjection;
import dev.cauce.query.retention.RetentionQueries;
import dev.cauce.query.revenue.CollectionQueries;
import dev.cauce.query.revenue.CollectionsProjection;
import dev.cauce.query.revenue.RevenueProjection;
import dev.cauce.query.revenue.RevenueQueries;
import dev.cauce.query.subscription.SubscriptionQueries;
import dev.cauce.query.subscription.SubscriptionsProjection;
import dev.cauce.query.ticket.TicketQueries;
import dev.cauce.query.ticket.TicketsProjection;
import dev.cauce.query.webhook.WebhookQueries;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoOperations;

/** The read models: each with its projection, its processing group and its query handlers. */
@Configuration(proxyBeanMethods = false)
@RunsAs(ProcessRole.QUERY)
class QuerySideConfiguration {

    private static final int SEGMENTS = 4;
    private static final int IN_ORDER = 1;

    @Bean
    AccountQueries accountQueries(MongoOperations mongo) {
        return new AccountQueries(mongo);
    }

    @Bean
    ProjectionGroup accountsGroup() {
        return new ProjectionGroup(
                AccountsProjection.NAME,
                List.of(AccountsProjection.NAME),
                SEGMENTS,
                (views, mongo) -> List.of(new AccountsProjection(views)));
    }

    @Bean
    PlanQueries planQueries(MongoOperations mongo, BusinessClock clock) {
        return new PlanQueries(mongo, clock);
    }

    @Bean
    ProjectionGroup plansGroup() {
        return new ProjectionGroup(
                PlansProjection.NAME,
                List.of(PlansProjection.NAME),
                IN_ORDER,
                (views, mongo) -> List.of(new PlansProjection(views)));
    }

    @Bean
    SubscriptionQueries subscriptionQueries(MongoOperations mongo) {
        return new SubscriptionQueries(mongo);
    }

    @Bean
    ProjectionGroup subscriptionsGroup() {
        return new ProjectionGroup(
                SubscriptionsProjection.NAME,
                List.of(SubscriptionsProjection.NAME),
                SEGMENTS,
                (views, mongo) -> List.of(new SubscriptionsProjection(views)));
    }

    @Bean
    InvoiceQueries invoiceQueries(MongoOperations mongo, BusinessClock clock) {
        return new InvoiceQueries(mongo, clock);
    }

    @Bean
    ProjectionGroup invoicesGroup() {
        return new ProjectionGroup(
                InvoicesProjection.NAME,
                List.of(InvoicesProjection.NAME, InvoicesProjection.BALANCES, InvoicesProjection.TERMS),
                SEGMENTS,
                (views, mongo) -> List.of(new InvoicesProjection(views)));
    }

    @Bean
    RevenueQueries revenueQueries(MongoOperations mongo, BusinessClock clock) {
        return new RevenueQueries(mongo, clock);
    }

    @Bean
    CollectionQueries collectionQueries(MongoOperations mongo, BusinessClock clock) {
        return new CollectionQueries(mongo, clock);
    }

    /**
     * Its first version knew no invoices, and not when and why a subscription changed. The second one had no fields by
     * which a question leaves out the invoices that do not count.
     */
    @Bean
    ProjectionGroup revenueGroup() {
        return new ProjectionGroup(
                RevenueProjection.NAME,
                List.of(RevenueProjection.NAME, CollectionsProjection.NAME, CollectionsProjection.ZONES),
                SEGMENTS,
                new TreeMap<>(Map.of(
                        1,
                        (views, mongo) -> List.of(new RevenueProjection(views)),
                        2,
                        (views, mongo) ->
                                List.of(new RevenueProjection(views), CollectionsProjection.ofVersion2(views)),
                        3,
                        (views, mongo) -> List.of(new RevenueProjection(views), new CollectionsProjection(views)))));
    }

    @Bean
    OnboardingQueries onboardingQueries(MongoOperations mongo) {
        return new OnboardingQueries(mongo);
    }

    @Bean
    ProjectionGroup onboardingGroup() {
        return new ProjectionGroup(
                OnboardingProjection.NAME,
                List.of(OnboardingProjection.NAME),
                SEGMENTS,
                (views, mongo) -> List.of(new OnboardingProjection(views)));
    }

    @Bean
    CampaignQueries campaignQueries(MongoOperations mongo) {
        return new CampaignQueries(mongo);
    }

    @Bean
    ProjectionGroup campaignsGroup() {
        return new ProjectionGroup(
                CampaignsProjection.NAME,
                List.of(CampaignsProjection.NAME),
                IN_ORDER,
                (views, mongo) -> List.of(new CampaignsProjection(views)));
    }

    @Bean
    CampaignResultsQueries campaignResultsQueries(MongoOperations mongo) {
        return new CampaignResultsQueries(mongo);
    }

    @Bean
    ProjectionGroup campaignResultsGroup() {
        return new ProjectionGroup(
                CampaignResultsProjection.NAME,
                List.of(CampaignResultsProjection.NAME),
                SEGMENTS,
                (views, mongo) -> List.of(new CampaignResultsProjection(views)));
    }

    @Bean
    TicketQueries ticketQueries(MongoOperations mongo) {
        return new TicketQueries(mongo);
    }

    @Bean
    ProjectionGroup ticketsGroup() {
        return new ProjectionGroup(
                TicketsProjection.NAME,
                List.of(TicketsProjection.NAME, TicketsProjection.REPLIES),
                IN_ORDER,
                (views, mongo) -> List.of(new TicketsProjection(views)));
    }

    @Bean
    WebhookQueries webhookQueries(MongoOperations mongo) {
        return new WebhookQueries(mongo);
    }

    @Bean
    PaymentQueries paymentQueries(MongoOperations mongo) {
        return new PaymentQueries(mongo);
    }

    @Bean
    DunningQueries dunningQueries(MongoOperations mongo) {
        return new DunningQueries(mongo);
    }

    @Bean
    ProjectionGroup paymentMethodsGroup() {
        return new ProjectionGroup(
                PaymentMethodsProjection.NAME,
                List.of(PaymentMethodsProjection.NAME),
                SEGMENTS,
                (views, mongo) -> List.of(new PaymentMethodsProjection(views)));
    }

    @Bean
    ProjectionGroup paymentsGroup() {
        return new ProjectionGroup(
                PaymentsProjection.NAME,
                List.of(PaymentsProjection.NAME),
                SEGMENTS,
                (views, mongo) -> List.of(new PaymentsProjection(views)));
    }

    @Bean
    ProjectionGroup dunningCasesGroup() {
        return new ProjectionGroup(
                DunningCasesProjection.NAME,
                List.of(DunningCasesProjection.NAME, DunningCasesProjection.DECISIONS),
                SEGMENTS,
                (views, mongo) -> List.of(new DunningCasesProjection(views)));
    }

    @Bean
    RetentionQueries retentionQueries(MongoOperations mongo) {
        return new RetentionQueries(mongo);
    }

    @Bean
    ProjectionGroup retentionCasesGroup() {
        return new ProjectionGroup(
                RetentionCasesProjection.NAME,
                List.of(RetentionCasesProjection.NAME, RetentionCasesProjection.POLICIES),
                SEGMENTS,
                (views, mongo) -> List.of(new RetentionCasesProjection(views)));
    }

    @Bean
    ProjectionGroup dunningPoliciesGroup() {
        return new ProjectionGroup(
                DunningPoliciesProjection.NAME,
                List.of(DunningPoliciesProjection.NAME),
                IN_ORDER,
                (views, mongo) -> List.of(new DunningPoliciesProjection(views)));
    }
}
