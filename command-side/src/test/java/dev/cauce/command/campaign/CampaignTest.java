package dev.cauce.command.campaign;

import static dev.cauce.command.Fixtures.TENANT;
import static dev.cauce.command.Fixtures.decided;
import static dev.cauce.command.Fixtures.rejected;

import dev.cauce.command.Fixtures;
import dev.cauce.command.History;
import dev.cauce.command.account.Accounts;
import dev.cauce.contracts.account.AccountClosed;
import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.account.AccountRegistered;
import dev.cauce.contracts.account.AccountSuspended;
import dev.cauce.contracts.account.Attributes;
import dev.cauce.contracts.account.Origin;
import dev.cauce.contracts.campaign.AddVariant;
import dev.cauce.contracts.campaign.CampaignCompleted;
import dev.cauce.contracts.campaign.CampaignDrafted;
import dev.cauce.contracts.campaign.CampaignId;
import dev.cauce.contracts.campaign.CampaignLaunched;
import dev.cauce.contracts.campaign.CampaignPaused;
import dev.cauce.contracts.campaign.CampaignResumed;
import dev.cauce.contracts.campaign.Channel;
import dev.cauce.contracts.campaign.CompleteCampaign;
import dev.cauce.contracts.campaign.DraftCampaign;
import dev.cauce.contracts.campaign.LaunchCampaign;
import dev.cauce.contracts.campaign.PauseCampaign;
import dev.cauce.contracts.campaign.ResumeCampaign;
import dev.cauce.contracts.campaign.Variant;
import dev.cauce.contracts.campaign.VariantAdded;
import dev.cauce.contracts.campaign.VariantId;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.metadata.MetadataKey;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.platform.command.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CampaignTest {

    private static final CampaignId ID = new CampaignId("spring");
    private static final AccountId ACCOUNT = new AccountId("acc-1");
    private static final StreamId ACCOUNT_STREAM = StreamId.of("account", TENANT, ACCOUNT);
    private static final VariantId A = new VariantId("a");
    private static final VariantId B = new VariantId("b");

    private static final CampaignDrafted DRAFTED = new CampaignDrafted(TENANT, ID, ACCOUNT, "Spring", Channel.EMAIL);
    private static final VariantAdded A_ADDED = new VariantAdded(TENANT, ID, A, "Short", 1);
    private static final VariantAdded B_ADDED = new VariantAdded(TENANT, ID, B, "Long", 3);
    private static final CampaignLaunched LAUNCHED = new CampaignLaunched(
            TENANT, ID, ACCOUNT, List.of(new Variant(A, "Short", 1), new Variant(B, "Long", 3)), "fixed-split/1");
    private static final CampaignPaused PAUSED = new CampaignPaused(TENANT, ID);
    private static final CampaignCompleted COMPLETED = new CampaignCompleted(TENANT, ID);

    private final History history = new History();
    private final FixtureConfiguration<Campaign> fixture = Fixtures.of(Campaign.class, new Accounts(history.store()));

    @BeforeEach
    void account() {
        history.holds(
                ACCOUNT_STREAM,
                new AccountRegistered(
                        TENANT,
                        ACCOUNT,
                        "Firm",
                        null,
                        "ada@example.invalid",
                        "fingerprint",
                        "UTC",
                        null,
                        Origin.SIGN_UP,
                        null,
                        Attributes.none()));
    }

    private static Answer answer(String status) {
        return Answer.of("campaignId", ID, "status", status);
    }

    @Nested
    class Drafting {

        private final DraftCampaign draft = new DraftCampaign(TENANT, ID, ACCOUNT, "Spring", Channel.EMAIL);

        @Test
        void draftsForACustomer() {
            fixture.givenNoPriorActivity()
                    .when(draft)
                    .expectEvents(DRAFTED)
                    .expectResultMessagePayload(answer("DRAFT"));
        }

        @Test
        void rejectsAnIdThatIsTaken() {
            fixture.given(DRAFTED).when(draft).expectNoEvents().expectException(rejected(ErrorCode.ALREADY_EXISTS));
        }

        @Test
        void rejectsAnUnknownAccount() {
            fixture.givenNoPriorActivity()
                    .when(new DraftCampaign(TENANT, ID, new AccountId("acc-2"), "Spring", Channel.EMAIL))
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.ACCOUNT_NOT_FOUND));
        }

        @Test
        void rejectsAClosedAccount() {
            history.holds(ACCOUNT_STREAM, new AccountClosed(TENANT, ACCOUNT, "GONE"));

            fixture.givenNoPriorActivity()
                    .when(draft)
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.ACCOUNT_IS_CLOSED));
        }
    }

    @Nested
    class AddingVariants {

        @Test
        void addsAnArm() {
            fixture.given(DRAFTED, A_ADDED)
                    .when(new AddVariant(TENANT, ID, B, "Long", 3))
                    .expectEvents(B_ADDED)
                    .expectResultMessagePayload(Answer.of("campaignId", ID, "variantId", B));
        }

        @Test
        void rejectsAVariantThatIsThere() {
            fixture.given(DRAFTED, A_ADDED)
                    .when(new AddVariant(TENANT, ID, A, "Other", 2))
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.VARIANT_EXISTS));
        }

        @Test
        void takesAThousandAndNoMore() {
            List<Object> events = new ArrayList<>(List.of(DRAFTED));
            IntStream.range(0, 999)
                    .mapToObj(i -> new VariantAdded(TENANT, ID, new VariantId("v" + i), "V", 1))
                    .forEach(events::add);
            VariantAdded thousandth = new VariantAdded(TENANT, ID, new VariantId("last"), "V", 1);

            fixture.given(events)
                    .when(new AddVariant(TENANT, ID, new VariantId("last"), "V", 1))
                    .expectEvents(thousandth);
        }

        @Test
        void rejectsTheVariantAfterAThousand() {
            List<Object> events = new ArrayList<>(List.of(DRAFTED));
            IntStream.range(0, 1_000)
                    .mapToObj(i -> new VariantAdded(TENANT, ID, new VariantId("v" + i), "V", 1))
                    .forEach(events::add);

            fixture.given(events)
                    .when(new AddVariant(TENANT, ID, B, "V", 1))
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.TOO_MANY_VARIANTS));
        }

        @Test
        void rejectsALaunchedCampaign() {
            fixture.given(DRAFTED, A_ADDED, B_ADDED, LAUNCHED)
                    .when(new AddVariant(TENANT, ID, new VariantId("c"), "V", 1))
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.CAMPAIGN_NOT_DRAFT));
        }

        @Test
        void rejectsACampaignThatWasNeverDrafted() {
            fixture.givenNoPriorActivity()
                    .when(new AddVariant(TENANT, ID, A, "Short", 1))
                    .expectException(AggregateNotFoundException.class);
        }
    }

    @Nested
    class Launching {

        @Test
        void fixesTheSharesAndThePolicy() {
            fixture.given(DRAFTED, A_ADDED, B_ADDED)
                    .when(new LaunchCampaign(TENANT, ID))
                    .expectEvents(decided(LAUNCHED, MetaData.with(MetadataKey.POLICY_VERSION, "fixed-split/1")))
                    .expectResultMessagePayload(answer("RUNNING"));
        }

        @Test
        void rejectsACampaignWithoutVariant() {
            fixture.given(DRAFTED)
                    .when(new LaunchCampaign(TENANT, ID))
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.CAMPAIGN_WITHOUT_VARIANT));
        }

        @Test
        void rejectsASuspendedAccount() {
            history.holds(ACCOUNT_STREAM, new AccountSuspended(TENANT, ACCOUNT, "UNPAID"));

            fixture.given(DRAFTED, A_ADDED)
                    .when(new LaunchCampaign(TENANT, ID))
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.ACCOUNT_SUSPENDED));
        }

        @Test
        void rejectsAClosedAccount() {
            history.holds(ACCOUNT_STREAM, new AccountClosed(TENANT, ACCOUNT, "GONE"));

            fixture.given(DRAFTED, A_ADDED)
                    .when(new LaunchCampaign(TENANT, ID))
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.ACCOUNT_IS_CLOSED));
        }

        @Test
        void rejectsASecondLaunch() {
            fixture.given(DRAFTED, A_ADDED, LAUNCHED)
                    .when(new LaunchCampaign(TENANT, ID))
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.CAMPAIGN_NOT_DRAFT));
        }

        @Test
        void rejectsACompletedCampaign() {
            fixture.given(DRAFTED, A_ADDED, LAUNCHED, COMPLETED)
                    .when(new LaunchCampaign(TENANT, ID))
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.CAMPAIGN_IS_COMPLETED));
        }
    }

    @Nested
    class PausingAndResuming {

        @Test
        void pausesARunningCampaign() {
            fixture.given(DRAFTED, A_ADDED, LAUNCHED)
                    .when(new PauseCampaign(TENANT, ID))
                    .expectEvents(PAUSED)
                    .expectResultMessagePayload(answer("PAUSED"));
        }

        @Test
        void pausesAfterAResumption() {
            fixture.given(DRAFTED, A_ADDED, LAUNCHED, PAUSED, new CampaignResumed(TENANT, ID))
                    .when(new PauseCampaign(TENANT, ID))
                    .expectEvents(PAUSED);
        }

        @Test
        void rejectsToPauseADraft() {
            fixture.given(DRAFTED, A_ADDED)
                    .when(new PauseCampaign(TENANT, ID))
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.CAMPAIGN_NOT_RUNNING));
        }

        @Test
        void rejectsToPauseWhatIsCompleted() {
            fixture.given(DRAFTED, A_ADDED, LAUNCHED, COMPLETED)
                    .when(new PauseCampaign(TENANT, ID))
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.CAMPAIGN_IS_COMPLETED));
        }

        @Test
        void resumesAPausedCampaign() {
            fixture.given(DRAFTED, A_ADDED, LAUNCHED, PAUSED)
                    .when(new ResumeCampaign(TENANT, ID))
                    .expectEvents(new CampaignResumed(TENANT, ID))
                    .expectResultMessagePayload(answer("RUNNING"));
        }

        @Test
        void rejectsToResumeWhatRuns() {
            fixture.given(DRAFTED, A_ADDED, LAUNCHED)
                    .when(new ResumeCampaign(TENANT, ID))
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.CAMPAIGN_NOT_PAUSED));
        }

        @Test
        void rejectsToResumeWhatIsCompleted() {
            fixture.given(DRAFTED, A_ADDED, LAUNCHED, PAUSED, COMPLETED)
                    .when(new ResumeCampaign(TENANT, ID))
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.CAMPAIGN_IS_COMPLETED));
        }
    }

    @Nested
    class Completing {

        @Test
        void endsARunningCampaign() {
            fixture.given(DRAFTED, A_ADDED, LAUNCHED)
                    .when(new CompleteCampaign(TENANT, ID))
                    .expectEvents(COMPLETED)
                    .expectResultMessagePayload(answer("COMPLETED"));
        }

        @Test
        void endsAPausedCampaign() {
            fixture.given(DRAFTED, A_ADDED, LAUNCHED, PAUSED)
                    .when(new CompleteCampaign(TENANT, ID))
                    .expectEvents(COMPLETED);
        }

        @Test
        void rejectsADraft() {
            fixture.given(DRAFTED)
                    .when(new CompleteCampaign(TENANT, ID))
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.CAMPAIGN_NOT_RUNNING));
        }

        @Test
        void rejectsACompletedCampaign() {
            fixture.given(DRAFTED, A_ADDED, LAUNCHED, COMPLETED)
                    .when(new CompleteCampaign(TENANT, ID))
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.CAMPAIGN_IS_COMPLETED));
        }
    }
}
