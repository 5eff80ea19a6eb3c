package dev.cauce.command.webhook;

import static dev.cauce.command.Fixtures.NOW;
import static dev.cauce.command.Fixtures.TENANT;
import static dev.cauce.command.Fixtures.rejected;

import dev.cauce.command.Fixtures;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.contracts.webhook.ChangeWebhookEndpoint;
import dev.cauce.contracts.webhook.DisableWebhookEndpoint;
import dev.cauce.contracts.webhook.EnableWebhookEndpoint;
import dev.cauce.contracts.webhook.GiveUpWebhookEndpoint;
import dev.cauce.contracts.webhook.RegisterWebhookEndpoint;
import dev.cauce.contracts.webhook.RemoveWebhookEndpoint;
import dev.cauce.contracts.webhook.ReplayWebhookMessages;
import dev.cauce.contracts.webhook.RotateWebhookSecret;
import dev.cauce.contracts.webhook.TestWebhookEndpoint;
import dev.cauce.contracts.webhook.WebhookDisabling;
import dev.cauce.contracts.webhook.WebhookEndpointChanged;
import dev.cauce.contracts.webhook.WebhookEndpointDisabled;
import dev.cauce.contracts.webhook.WebhookEndpointEnabled;
import dev.cauce.contracts.webhook.WebhookEndpointId;
import dev.cauce.contracts.webhook.WebhookEndpointRegistered;
import dev.cauce.contracts.webhook.WebhookEndpointRemoved;
import dev.cauce.contracts.webhook.WebhookReplayRequested;
import dev.cauce.contracts.webhook.WebhookSecretRotated;
import dev.cauce.contracts.webhook.WebhookTestRequested;
import dev.cauce.platform.webhook.WebhookAddresses;
import java.time.Duration;
import java.util.Set;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class WebhookEndpointTest {

    private static final WebhookEndpointId ID = new WebhookEndpointId("crm");
    private static final String URL = "https://hooks.example.com/cauce";
    private static final String OTHER = "https://hooks.example.com/other";
    private static final Set<String> TYPES = Set.of("invoice.*");
    private static final WebhookEndpointRegistered REGISTERED =
            new WebhookEndpointRegistered(TENANT, ID, URL, TYPES, "sealed-1");
    private static final WebhookEndpointDisabled DISABLED =
            new WebhookEndpointDisabled(TENANT, ID, WebhookDisabling.REQUESTED);
    private static final WebhookEndpointRemoved REMOVED = new WebhookEndpointRemoved(TENANT, ID);

    private static FixtureConfiguration<WebhookEndpoint> fixture() {
        return Fixtures.of(WebhookEndpoint.class, new WebhookAddresses(false));
    }

    private static RegisterWebhookEndpoint register(String url, String type) {
        return new RegisterWebhookEndpoint(TENANT, ID, url, Set.of(type), "sealed-1");
    }

    @Nested
    class Registering {

        @Test
        void isDoneOnceAndForEver() {
            fixture().givenNoPriorActivity().when(register(URL, "invoice.*")).expectEvents(REGISTERED);
            fixture()
                    .given(REGISTERED)
                    .when(register(URL, "invoice.*"))
                    .expectException(rejected(ErrorCode.ALREADY_EXISTS));
            fixture()
                    .given(REGISTERED, REMOVED)
                    .when(register(URL, "invoice.*"))
                    .expectException(rejected(ErrorCode.ALREADY_EXISTS));
        }

        @Test
        void isRefusedForAnAddressWithin() {
            for (String url : new String[] {"http://hooks.example.com/", "https://10.0.0.1/", "https://localhost/"}) {
                fixture()
                        .givenNoPriorActivity()
                        .when(register(url, "invoice.*"))
                        .expectNoEvents()
                        .expectException(rejected(ErrorCode.WEBHOOK_URL_REFUSED));
            }
        }

        @Test
        void isRefusedForATypeThatThereIsNot() {
            for (String type :
                    new String[] {"invoice.nonsense", "nonsense.*", "invoice", "user.registered", "invoic.*"}) {
                fixture()
                        .givenNoPriorActivity()
                        .when(register(URL, type))
                        .expectNoEvents()
                        .expectException(rejected(ErrorCode.WEBHOOK_EVENT_TYPE_UNKNOWN));
            }
        }
    }

    @Nested
    class Changing {

        @Test
        void saysWhatHoldsThenAndNothingWhereNothingChanges() {
            fixture()
                    .given(REGISTERED)
                    .when(new ChangeWebhookEndpoint(TENANT, ID, OTHER, Set.of("*")))
                    .expectEvents(new WebhookEndpointChanged(TENANT, ID, OTHER, Set.of("*")));
            fixture()
                    .given(REGISTERED)
                    .when(new ChangeWebhookEndpoint(TENANT, ID, URL, TYPES))
                    .expectNoEvents();
        }

        @Test
        void isHeldAgainstTheSameRules() {
            fixture()
                    .given(REGISTERED)
                    .when(new ChangeWebhookEndpoint(TENANT, ID, "https://192.168.0.1/", TYPES))
                    .expectException(rejected(ErrorCode.WEBHOOK_URL_REFUSED));
            fixture()
                    .given(REGISTERED)
                    .when(new ChangeWebhookEndpoint(TENANT, ID, URL, Set.of("nonsense.*")))
                    .expectException(rejected(ErrorCode.WEBHOOK_EVENT_TYPE_UNKNOWN));
        }
    }

    @Test
    void aSecretThatIsReplacedHoldsForADayMore() {
        fixture()
                .given(REGISTERED)
                .when(new RotateWebhookSecret(TENANT, ID, "sealed-2"))
                .expectEvents(new WebhookSecretRotated(TENANT, ID, "sealed-2", NOW.plus(Duration.ofDays(1))));
    }

    @Nested
    class Disabling {

        @Test
        void isDoneOnceAndUndone() {
            fixture()
                    .given(REGISTERED)
                    .when(new DisableWebhookEndpoint(TENANT, ID))
                    .expectEvents(DISABLED);
            fixture()
                    .given(REGISTERED, DISABLED)
                    .when(new DisableWebhookEndpoint(TENANT, ID))
                    .expectNoEvents();
            fixture()
                    .given(REGISTERED, DISABLED)
                    .when(new EnableWebhookEndpoint(TENANT, ID))
                    .expectEvents(new WebhookEndpointEnabled(TENANT, ID));
            fixture()
                    .given(REGISTERED)
                    .when(new EnableWebhookEndpoint(TENANT, ID))
                    .expectNoEvents();
        }

        @Test
        void followsWhatTheDeliveriesFound() {
            fixture()
                    .given(REGISTERED)
                    .when(new GiveUpWebhookEndpoint(TENANT, ID, WebhookDisabling.GONE))
                    .expectEvents(new WebhookEndpointDisabled(TENANT, ID, WebhookDisabling.GONE));
            fixture()
                    .given(REGISTERED, DISABLED)
                    .when(new GiveUpWebhookEndpoint(TENANT, ID, WebhookDisabling.FAILING))
                    .expectNoEvents();
            fixture()
                    .given(REGISTERED, REMOVED)
                    .when(new GiveUpWebhookEndpoint(TENANT, ID, WebhookDisabling.FAILING))
                    .expectNoEvents();
        }
    }

    @Nested
    class Sending {

        @Test
        void isAskedForByAnEvent() {
            fixture()
                    .given(REGISTERED)
                    .when(new TestWebhookEndpoint(TENANT, ID))
                    .expectEvents(new WebhookTestRequested(TENANT, ID));
            fixture()
                    .given(REGISTERED)
                    .when(new ReplayWebhookMessages(TENANT, ID, null, NOW.minusSeconds(60), null))
                    .expectEvents(new WebhookReplayRequested(TENANT, ID, null, NOW.minusSeconds(60), null));
        }

        @Test
        void isRefusedWhereItIsDisabled() {
            fixture()
                    .given(REGISTERED, DISABLED)
                    .when(new TestWebhookEndpoint(TENANT, ID))
                    .expectException(rejected(ErrorCode.WEBHOOK_ENDPOINT_DISABLED));
            fixture()
                    .given(REGISTERED, DISABLED)
                    .when(new ReplayWebhookMessages(TENANT, ID, "msg_1", null, null))
                    .expectException(rejected(ErrorCode.WEBHOOK_ENDPOINT_DISABLED));
        }

        @Test
        void againNeedsOneBeginning() {
            fixture()
                    .given(REGISTERED)
                    .when(new ReplayWebhookMessages(TENANT, ID, null, null, null))
                    .expectException(rejected(ErrorCode.WEBHOOK_REPLAY_UNCLEAR));
            fixture()
                    .given(REGISTERED)
                    .when(new ReplayWebhookMessages(TENANT, ID, "msg_1", null, 7L))
                    .expectException(rejected(ErrorCode.WEBHOOK_REPLAY_UNCLEAR));
            fixture()
                    .given(REGISTERED)
                    .when(new ReplayWebhookMessages(TENANT, ID, null, NOW.plusSeconds(1), null))
                    .expectException(rejected(ErrorCode.DATE_IN_FUTURE));
        }
    }

    @Test
    void oneThatIsRemovedTakesNothingMore() {
        fixture().given(REGISTERED).when(new RemoveWebhookEndpoint(TENANT, ID)).expectEvents(REMOVED);
        fixture()
                .given(REGISTERED, REMOVED)
                .when(new RemoveWebhookEndpoint(TENANT, ID))
                .expectNoEvents();
        for (Object command : new Object[] {
            new ChangeWebhookEndpoint(TENANT, ID, OTHER, TYPES),
            new RotateWebhookSecret(TENANT, ID, "sealed-2"),
            new EnableWebhookEndpoint(TENANT, ID),
            new DisableWebhookEndpoint(TENANT, ID),
            new TestWebhookEndpoint(TENANT, ID)
        }) {
            fixture()
                    .given(REGISTERED, REMOVED)
                    .when(command)
                    .expectNoEvents()
                    .expectException(rejected(ErrorCode.WEBHOOK_ENDPOINT_REMOVED));
        }
    }
}
