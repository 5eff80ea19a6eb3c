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
import dev.cauce.contracts.invoice.InvoiceLine;
import dev.cauce.contracts.model.CalibrationBin;
import dev.cauce.contracts.model.ChurnModelView;
import dev.cauce.contracts.model.ChurnRiskView;
import dev.cauce.contracts.model.FeatureContribution;
import dev.cauce.contracts.onboarding.OnboardingStatus;
import dev.cauce.contracts.onboarding.OnboardingView;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.contracts.subscription.CancellationReason;
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
                Channel.class,
                Entitlement.class,
                OnboardingStatus.class,
                OnboardingStep.class,
                Origin.class,
                Priority.class,
                ProrationMode.class,
                ReplyAuthor.class,
                SubscriptionStatus.class,
                TicketChannel.class,
                TicketStatus.class,
                TrialEnd.class
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
