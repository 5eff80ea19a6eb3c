package dev.cauce.rest.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cauce.contracts.account.AccountStatus;
import dev.cauce.contracts.account.AccountView;
import dev.cauce.contracts.account.OnboardingStep;
import dev.cauce.contracts.account.Origin;
import dev.cauce.contracts.campaign.CampaignResults;
import dev.cauce.contracts.campaign.CampaignStatus;
import dev.cauce.contracts.campaign.CampaignView;
import dev.cauce.contracts.campaign.Channel;
import dev.cauce.contracts.campaign.Variant;
import dev.cauce.contracts.campaign.VariantResult;
import dev.cauce.contracts.catalogue.BillingInterval;
import dev.cauce.contracts.catalogue.BillingMode;
import dev.cauce.contracts.catalogue.PlanPrice;
import dev.cauce.contracts.catalogue.PlanPriceVersion;
import dev.cauce.contracts.catalogue.PlanView;
import dev.cauce.contracts.catalogue.TrialEnd;
import dev.cauce.contracts.dunning.DunningCaseView;
import dev.cauce.contracts.dunning.DunningDecision;
import dev.cauce.contracts.dunning.DunningOutcome;
import dev.cauce.contracts.dunning.DunningPolicyView;
import dev.cauce.contracts.dunning.DunningStatus;
import dev.cauce.contracts.dunning.DunningTerms;
import dev.cauce.contracts.dunning.FinalAction;
import dev.cauce.contracts.invoice.AccountBalanceView;
import dev.cauce.contracts.invoice.AgedReceivables;
import dev.cauce.contracts.invoice.CreditBalance;
import dev.cauce.contracts.invoice.CreditNoteKind;
import dev.cauce.contracts.invoice.CreditNoteView;
import dev.cauce.contracts.invoice.InvoiceLine;
import dev.cauce.contracts.invoice.InvoiceLineKind;
import dev.cauce.contracts.invoice.InvoiceLineView;
import dev.cauce.contracts.invoice.InvoiceStatus;
import dev.cauce.contracts.invoice.InvoiceView;
import dev.cauce.contracts.invoice.InvoicingTermsView;
import dev.cauce.contracts.invoice.ReceivablesView;
import dev.cauce.contracts.invoice.TaxRate;
import dev.cauce.contracts.model.CalibrationBin;
import dev.cauce.contracts.model.ChurnBand;
import dev.cauce.contracts.model.ChurnModelView;
import dev.cauce.contracts.model.ChurnRiskView;
import dev.cauce.contracts.model.FeatureContribution;
import dev.cauce.contracts.onboarding.OnboardingStatus;
import dev.cauce.contracts.onboarding.OnboardingView;
import dev.cauce.contracts.payment.CardBrand;
import dev.cauce.contracts.payment.DeclineKind;
import dev.cauce.contracts.payment.PaymentMethodView;
import dev.cauce.contracts.payment.PaymentStatus;
import dev.cauce.contracts.payment.PaymentView;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.contracts.retention.ChurnReason;
import dev.cauce.contracts.retention.ChurnThresholds;
import dev.cauce.contracts.retention.RecurringAmount;
import dev.cauce.contracts.retention.RetainedShare;
import dev.cauce.contracts.retention.RetentionAct;
import dev.cauce.contracts.retention.RetentionCaseView;
import dev.cauce.contracts.retention.RetentionEffectView;
import dev.cauce.contracts.retention.RetentionGroup;
import dev.cauce.contracts.retention.RetentionOfferKind;
import dev.cauce.contracts.retention.RetentionOfferStatus;
import dev.cauce.contracts.retention.RetentionOfferView;
import dev.cauce.contracts.retention.RetentionOutcomeView;
import dev.cauce.contracts.retention.RetentionPlay;
import dev.cauce.contracts.retention.RetentionPolicyView;
import dev.cauce.contracts.retention.RetentionTerms;
import dev.cauce.contracts.revenue.CohortMonth;
import dev.cauce.contracts.revenue.MonthlyRevenue;
import dev.cauce.contracts.revenue.ReceivablesAge;
import dev.cauce.contracts.revenue.ReceivablesByAgeView;
import dev.cauce.contracts.revenue.RecoveryCell;
import dev.cauce.contracts.revenue.RecoveryRate;
import dev.cauce.contracts.revenue.RecoveryRatesView;
import dev.cauce.contracts.revenue.RecurringRevenueView;
import dev.cauce.contracts.revenue.RevenueCause;
import dev.cauce.contracts.revenue.RevenueCell;
import dev.cauce.contracts.revenue.RevenueCohort;
import dev.cauce.contracts.revenue.RevenueCohortsView;
import dev.cauce.contracts.revenue.RevenueExplanation;
import dev.cauce.contracts.revenue.RevenuePart;
import dev.cauce.contracts.subscription.CancellationReason;
import dev.cauce.contracts.subscription.ChargeReason;
import dev.cauce.contracts.subscription.Entitlement;
import dev.cauce.contracts.subscription.ProrationMode;
import dev.cauce.contracts.subscription.SubscriptionStatus;
import dev.cauce.contracts.subscription.SubscriptionSummary;
import dev.cauce.contracts.subscription.SubscriptionView;
import dev.cauce.contracts.ticket.Priority;
import dev.cauce.contracts.ticket.ReplyAuthor;
import dev.cauce.contracts.ticket.ReplyView;
import dev.cauce.contracts.ticket.TicketChannel;
import dev.cauce.contracts.ticket.TicketStatus;
import dev.cauce.contracts.ticket.TicketView;
import dev.cauce.contracts.webhook.WebhookAttemptView;
import dev.cauce.contracts.webhook.WebhookDisabling;
import dev.cauce.contracts.webhook.WebhookEndpointStatus;
import dev.cauce.contracts.webhook.WebhookEndpointView;
import dev.cauce.contracts.webhook.WebhookMessageStatus;
import dev.cauce.contracts.webhook.WebhookMessageView;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The document and the messages behind it say the same, so that neither moves alone. */
class MessagesTest {

    private static final Map<String, String> LEFT_OUT_IN_LISTS = Map.of("Ticket", "replies");

    private final Contract contract = Contract.load();

    @ParameterizedTest
    @ValueSource(
            classes = {
                AccountStatus.class,
                BillingInterval.class,
                BillingMode.class,
                CampaignStatus.class,
                CancellationReason.class,
                CardBrand.class,
                DeclineKind.class,
                DunningOutcome.class,
                DunningStatus.class,
                FinalAction.class,
                ChurnBand.class,
                RetentionAct.class,
                RetentionGroup.class,
                RetentionOfferKind.class,
                RetentionOfferStatus.class,
                PaymentStatus.class,
                Channel.class,
                ChargeReason.class,
                CreditNoteKind.class,
                InvoiceLineKind.class,
                InvoiceStatus.class,
                Entitlement.class,
                OnboardingStatus.class,
                OnboardingStep.class,
                Origin.class,
                Priority.class,
                ProrationMode.class,
                ReplyAuthor.class,
                RevenueCell.class,
                ReceivablesAge.class,
                RecoveryCell.class,
                SubscriptionStatus.class,
                TicketChannel.class,
                TicketStatus.class,
                TrialEnd.class,
                WebhookDisabling.class,
                WebhookEndpointStatus.class,
                WebhookMessageStatus.class
            })
    void aSetOfValuesIsTheSame(Class<?> type) {
        List<String> documented = schema(type.getSimpleName()).path("enum").values().stream()
                .map(JsonNode::asString)
                .toList();

        assertThat(documented)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(type.getEnumConstants())
                        .map(Object::toString)
                        .toList());
    }

    @ParameterizedTest
    @MethodSource
    void aViewHasTheFieldsOfItsSchemaAndWhatIsRequiredIsNeverNull(Class<?> view, String schema) {
        List<RecordComponent> components = List.of(view.getRecordComponents());

        assertThat(schema(schema).path("properties").propertyNames())
                .containsExactlyInAnyOrderElementsOf(
                        components.stream().map(RecordComponent::getName).toList());
        assertThat(schema(schema).path("required").values().stream().map(JsonNode::asString))
                .containsExactlyInAnyOrderElementsOf(components.stream()
                        .filter(component -> !component.getAnnotatedType().isAnnotationPresent(Nullable.class))
                        .map(RecordComponent::getName)
                        .filter(component -> !component.equals(LEFT_OUT_IN_LISTS.get(schema)))
                        .toList());
    }

    static Stream<Arguments> aViewHasTheFieldsOfItsSchemaAndWhatIsRequiredIsNeverNull() {
        return Stream.of(
                Arguments.of(AccountView.class, "Account"),
                Arguments.of(SubscriptionSummary.class, "SubscriptionSummary"),
                Arguments.of(PlanView.class, "Plan"),
                Arguments.of(PlanPrice.class, "PlanPrice"),
                Arguments.of(PlanPriceVersion.class, "PlanPriceVersion"),
                Arguments.of(InvoiceLine.class, "ChargeLine"),
                Arguments.of(SubscriptionView.class, "Subscription"),
                Arguments.of(InvoiceView.class, "Invoice"),
                Arguments.of(InvoiceLineView.class, "InvoiceLine"),
                Arguments.of(CreditNoteView.class, "CreditNote"),
                Arguments.of(AccountBalanceView.class, "AccountBalance"),
                Arguments.of(CreditBalance.class, "CreditBalance"),
                Arguments.of(AgedReceivables.class, "AgedReceivables"),
                Arguments.of(ReceivablesView.class, "Receivables"),
                Arguments.of(InvoicingTermsView.class, "InvoicingTerms"),
                Arguments.of(TaxRate.class, "TaxRate"),
                Arguments.of(MonthlyRevenue.class, "MonthlyRevenue"),
                Arguments.of(RecurringRevenueView.class, "RecurringRevenue"),
                Arguments.of(RevenueCause.class, "RevenueCause"),
                Arguments.of(RevenueExplanation.class, "RevenueExplanation"),
                Arguments.of(RevenuePart.class, "RevenuePart"),
                Arguments.of(RevenueCohortsView.class, "RevenueCohorts"),
                Arguments.of(RevenueCohort.class, "RevenueCohort"),
                Arguments.of(CohortMonth.class, "CohortMonth"),
                Arguments.of(ReceivablesByAgeView.class, "ReceivablesByAge"),
                Arguments.of(RecoveryRatesView.class, "RecoveryRates"),
                Arguments.of(RecoveryRate.class, "RecoveryRate"),
                Arguments.of(PaymentMethodView.class, "PaymentMethod"),
                Arguments.of(PaymentView.class, "Payment"),
                Arguments.of(DunningCaseView.class, "DunningCase"),
                Arguments.of(DunningDecision.class, "DunningDecision"),
                Arguments.of(DunningTerms.class, "DunningTerms"),
                Arguments.of(DunningPolicyView.class, "DunningPolicy"),
                Arguments.of(RetentionCaseView.class, "RetentionCase"),
                Arguments.of(RetentionOfferView.class, "RetentionOffer"),
                Arguments.of(RetentionOutcomeView.class, "RetentionOutcome"),
                Arguments.of(RecurringAmount.class, "RecurringAmount"),
                Arguments.of(ChurnReason.class, "ChurnReason"),
                Arguments.of(RetentionTerms.class, "RetentionTerms"),
                Arguments.of(RetentionPlay.class, "RetentionPlay"),
                Arguments.of(ChurnThresholds.class, "ChurnThresholds"),
                Arguments.of(RetentionPolicyView.class, "RetentionPolicy"),
                Arguments.of(RetainedShare.class, "RetainedShare"),
                Arguments.of(RetentionEffectView.class, "RetentionEffect"),
                Arguments.of(WebhookEndpointView.class, "WebhookEndpoint"),
                Arguments.of(WebhookMessageView.class, "WebhookMessage"),
                Arguments.of(WebhookAttemptView.class, "WebhookAttempt"),
                Arguments.of(CampaignView.class, "Campaign"),
                Arguments.of(Variant.class, "Variant"),
                Arguments.of(CampaignResults.class, "CampaignResults"),
                Arguments.of(VariantResult.class, "VariantResult"),
                Arguments.of(TicketView.class, "Ticket"),
                Arguments.of(ReplyView.class, "Reply"),
                Arguments.of(OnboardingView.class, "Onboarding"),
                Arguments.of(ChurnModelView.class, "ChurnModel"),
                Arguments.of(CalibrationBin.class, "CalibrationBin"),
                Arguments.of(ChurnRiskView.class, "ChurnRisk"),
                Arguments.of(FeatureContribution.class, "FeatureContribution"));
    }

    @ParameterizedTest
    @MethodSource
    void anExampleOfAProblemHasACodeOfItsStatus(String response) {
        JsonNode example = contract.document()
                .at("/components/responses/" + response + "/content/application~1problem+json/example");

        ErrorCode code = ErrorCode.valueOf(example.path("code").asString());
        assertThat(code.status()).isEqualTo(example.path("status").asInt());
    }

    /** All but those that come from the edge, before there is a message. */
    static Stream<String> anExampleOfAProblemHasACodeOfItsStatus() {
        return Contract.load().document().at("/components/responses").propertyNames().stream()
                .filter(response -> !List.of("Unauthorized", "TooManyRequests").contains(response));
    }

    private JsonNode schema(String name) {
        JsonNode schema = contract.document().at("/components/schemas/" + name);
        assertThat(schema.isObject()).as("schema %s", name).isTrue();
        return schema;
    }
}
