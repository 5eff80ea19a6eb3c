package dev.cauce.command.recipient;

import static dev.cauce.command.Fixtures.TENANT;
import static dev.cauce.command.Fixtures.decided;
import static dev.cauce.command.Fixtures.rejected;

import dev.cauce.command.Fixtures;
import dev.cauce.command.History;
import dev.cauce.command.campaign.Campaigns;
import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.campaign.CampaignCompleted;
import dev.cauce.contracts.campaign.CampaignDrafted;
import dev.cauce.contracts.campaign.CampaignId;
import dev.cauce.contracts.campaign.CampaignLaunched;
import dev.cauce.contracts.campaign.CampaignPaused;
import dev.cauce.contracts.campaign.CampaignResumed;
import dev.cauce.contracts.campaign.Channel;
import dev.cauce.contracts.campaign.Variant;
import dev.cauce.contracts.campaign.VariantId;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.metadata.MetadataKey;
import dev.cauce.contracts.recipient.AssignVariant;
import dev.cauce.contracts.recipient.ConversionRecorded;
import dev.cauce.contracts.recipient.RecipientId;
import dev.cauce.contracts.recipient.RecordConversion;
import dev.cauce.contracts.recipient.VariantAssigned;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.platform.command.Answer;
import java.util.List;
import java.util.Map;
import org.axonframework.messaging.MetaData;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RecipientTest {

    private static final RecipientId ID = new RecipientId("r-1");
    private static final AccountId ACCOUNT = new AccountId("acc-1");
    private static final CampaignId SPRING = new CampaignId("spring");
    private static final StreamId STREAM = StreamId.of("campaign", TENANT, SPRING);
    private static final VariantId A = new VariantId("a");
    private static final VariantId B = new VariantId("b");

    private static final CampaignDrafted DRAFTED =
            new CampaignDrafted(TENANT, SPRING, ACCOUNT, "Spring", Channel.EMAIL);
    private static final VariantAssigned ASSIGNED = new VariantAssigned(TENANT, ID, SPRING, A, 1.0, "fixed-split/1");
    private static final ConversionRecorded CONVERTED = new ConversionRecorded(TENANT, ID, SPRING, A, 4_200L, "EUR");

    private final History history = new History();
    private final FixtureConfiguration<Recipient> fixture =
            Fixtures.of(Recipient.class, new Campaigns(history.store()));

    private void launched(Variant... variants) {
        history.holds(
                STREAM, DRAFTED, new CampaignLaunched(TENANT, SPRING, ACCOUNT, List.of(variants), "fixed-split/1"));
    }

    private static Answer answer(VariantId variant, String propensity) {
        return new Answer(Map.of(
                "campaignId",
                "spring",
                "variantId",
                variant.value(),
                "propensity",
                propensity,
                "policyVersion",
                "fixed-split/1"));
    }

    @Nested
    class Assigning {

        private final AssignVariant assign = new AssignVariant(TENANT, ID, SPRING);

        @Test
        void drawsWithTheProbabilityItSays() {
            launched(new Variant(A, "A", 1), new Variant(B, "B", 3));

            fixture.givenNoPriorActivity()
                    .when(assign)
                    .expectEvents(decided(
                            new VariantAssigned(TENANT, ID, SPRING, B, 0.75, "fixed-split/1"),
                            MetaData.with(MetadataKey.POLICY_VERSION, "fixed-split/1")
                                    .and(MetadataKey.PROPENSITY, "0.75")))
                    .expectResultMessagePayload(answer(B, "0.75"));
        }

        @Test
        void keepsWhatWasDrawnOnce() {
            launched(new Variant(B, "B", 1));

            fixture.given(ASSIGNED).when(assign).expectNoEvents().expectResultMessagePayload(answer(A, "1.0"));
        }

        @Test
        void keepsWhatWasDrawnAfterTheEndOfTheCampaign() {
            launched(new Variant(A, "A", 1));
            history.holds(STREAM, new CampaignCompleted(TENANT, SPRING));

            fixture.given(ASSIGNED).when(assign).expectNoEvents().expectResultMessagePayload(answer(A, "1.0"));
        }

        @Test
        void drawsForEachCampaignByItself() {
            launched(new Variant(B, "B", 1));

            fixture.given(new VariantAssigned(TENANT, ID, new CampaignId("autumn"), A, 1.0, "fixed-split/1"))
                    .when(assign)
                    .expectEvents(new VariantAssigned(TENANT, ID, SPRING, B, 1.0, "fixed-split/1"));
        }

        @Test
        void drawsAgainAfterAPause() {
            launched(new Variant(A, "A", 1));
            history.holds(STREAM, new CampaignPaused(TENANT, SPRING), new CampaignResumed(TENANT, SPRING));

            fixture.givenNoPriorActivity().when(assign).expectEvents(ASSIGNED);
        }

        @Test
        void drawsByNoOtherPolicyThanThatOfTheLaunch() {
            history.holds(
                    STREAM,
                    DRAFTED,
                    new CampaignLaunched(
                            TENANT, SPRING, ACCOUNT, List.of(new Variant(A, "A", 1)), "from-the-future/9"));

            fixture.givenNoPriorActivity().when(assign).expectNoEvents().expectException(IllegalStateException.class);
        }

        @Test
        void rejectsAnUnknownCampaign() {
            fixture.givenNoPriorActivity()
                    .when(assign)
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.CAMPAIGN_NOT_FOUND));
        }

        @Test
        void rejectsADraft() {
            history.holds(STREAM, DRAFTED);

            fixture.givenNoPriorActivity()
                    .when(assign)
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.CAMPAIGN_NOT_RUNNING));
        }

        @Test
        void rejectsAPausedCampaign() {
            launched(new Variant(A, "A", 1));
            history.holds(STREAM, new CampaignPaused(TENANT, SPRING));

            fixture.givenNoPriorActivity()
                    .when(assign)
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.CAMPAIGN_NOT_RUNNING));
        }

        @Test
        void rejectsACompletedCampaign() {
            launched(new Variant(A, "A", 1));
            history.holds(STREAM, new CampaignCompleted(TENANT, SPRING));

            fixture.givenNoPriorActivity()
                    .when(assign)
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.CAMPAIGN_IS_COMPLETED));
        }
    }

    @Nested
    class Converting {

        @Test
        void countsForTheAssignedVariant() {
            fixture.given(ASSIGNED)
                    .when(new RecordConversion(TENANT, ID, SPRING, 4_200L, "EUR"))
                    .expectEvents(CONVERTED)
                    .expectResultMessagePayload(Answer.of("campaignId", SPRING, "variantId", A));
        }

        @Test
        void needsNoValue() {
            fixture.given(ASSIGNED)
                    .when(new RecordConversion(TENANT, ID, SPRING, null, null))
                    .expectEvents(new ConversionRecorded(TENANT, ID, SPRING, A, null, null));
        }

        @Test
        void changesNothingTheSecondTime() {
            fixture.given(ASSIGNED, CONVERTED)
                    .when(new RecordConversion(TENANT, ID, SPRING, 9_900L, "EUR"))
                    .expectNoEvents()
                    .expectResultMessagePayload(Answer.of("campaignId", SPRING, "variantId", A));
        }

        @Test
        void rejectsAPersonNobodyAssigned() {
            fixture.givenNoPriorActivity()
                    .when(new RecordConversion(TENANT, ID, SPRING, null, null))
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.RECIPIENT_NOT_ASSIGNED));
        }

        @Test
        void rejectsACampaignThatDidNotAssign() {
            fixture.given(ASSIGNED)
                    .when(new RecordConversion(TENANT, ID, new CampaignId("autumn"), null, null))
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.RECIPIENT_NOT_ASSIGNED));
        }

        @Test
        void rejectsAValueWithoutItsCurrency() {
            fixture.given(ASSIGNED)
                    .when(new RecordConversion(TENANT, ID, SPRING, 4_200L, null))
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.INVALID_REQUEST));
        }
    }
}
