package dev.cauce.command;

import static dev.cauce.command.Fixtures.NOW;
import static dev.cauce.command.Fixtures.TENANT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cauce.command.account.Account;
import dev.cauce.command.account.AccountStanding;
import dev.cauce.command.account.Accounts;
import dev.cauce.command.campaign.Campaign;
import dev.cauce.command.campaign.Campaigns;
import dev.cauce.command.campaign.Split;
import dev.cauce.command.catalogue.Plan;
import dev.cauce.command.catalogue.PlanTerms;
import dev.cauce.command.catalogue.Plans;
import dev.cauce.contracts.account.AccountClosed;
import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.account.AccountReactivated;
import dev.cauce.contracts.account.AccountRegistered;
import dev.cauce.contracts.account.AccountStatus;
import dev.cauce.contracts.account.AccountSuspended;
import dev.cauce.contracts.account.ActivityRecorded;
import dev.cauce.contracts.account.Attributes;
import dev.cauce.contracts.account.Origin;
import dev.cauce.contracts.account.PersonalDataErased;
import dev.cauce.contracts.campaign.CampaignDrafted;
import dev.cauce.contracts.campaign.CampaignId;
import dev.cauce.contracts.campaign.CampaignLaunched;
import dev.cauce.contracts.campaign.Channel;
import dev.cauce.contracts.campaign.Variant;
import dev.cauce.contracts.campaign.VariantAdded;
import dev.cauce.contracts.campaign.VariantId;
import dev.cauce.contracts.catalogue.BillingInterval;
import dev.cauce.contracts.catalogue.PlanDefined;
import dev.cauce.contracts.catalogue.PlanId;
import dev.cauce.contracts.catalogue.PlanPrice;
import dev.cauce.contracts.catalogue.PlanRetired;
import dev.cauce.contracts.message.Event;
import dev.cauce.contracts.message.StreamId;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.rejection.Rejected;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.modelling.command.Repository;
import org.junit.jupiter.api.Test;

class StreamFoldTest {

    private static final AccountId ID = new AccountId("acc-1");
    private static final StreamId STREAM = StreamId.of("account", TENANT, ID);
    private static final AccountRegistered REGISTERED = new AccountRegistered(
            TENANT,
            ID,
            "Firm",
            null,
            "ada@example.invalid",
            "fingerprint",
            "UTC",
            null,
            Origin.SIGN_UP,
            null,
            Attributes.none());

    private final History history = new History();

    @Test
    void seesWhatHappenedSinceItLastLooked() {
        Accounts accounts = new Accounts(history.store());
        List<AccountStatus> seen = new ArrayList<>();

        for (Event event : List.of(
                REGISTERED,
                new ActivityRecorded(TENANT, ID, "login", 1, NOW, 1),
                new AccountSuspended(TENANT, ID, "UNPAID"),
                new AccountReactivated(TENANT, ID),
                new AccountClosed(TENANT, ID, "GONE"))) {
            history.holds(STREAM, event);
            seen.add(accounts.require(TENANT, ID).status());
        }

        assertThat(seen)
                .containsExactly(
                        AccountStatus.ACTIVE,
                        AccountStatus.ACTIVE,
                        AccountStatus.SUSPENDED,
                        AccountStatus.ACTIVE,
                        AccountStatus.CLOSED);
    }

    @Test
    void readsOnlyWhatIsNew() {
        List<Object> stepped = new ArrayList<>();
        StreamFold<Integer> fold = new StreamFold<>(history.store(), (before, payload) -> {
            stepped.add(payload);
            return before == null ? 1 : before + 1;
        });
        history.holds(STREAM, REGISTERED);

        fold.current(STREAM);
        fold.current(STREAM);
        history.holds(STREAM, new AccountClosed(TENANT, ID, "GONE"));

        assertThat(fold.current(STREAM)).contains(2);
        assertThat(stepped).containsExactly(REGISTERED, new AccountClosed(TENANT, ID, "GONE"));
    }

    @Test
    void goesOnFromASnapshot() {
        history.holds(STREAM, REGISTERED, new AccountClosed(TENANT, ID, "GONE"));
        snapshot(Account.class, STREAM);
        history.holds(STREAM, new PersonalDataErased(TENANT, ID, "certificate"));

        assertThat(history.of(STREAM)).first().isInstanceOf(Account.class);
        assertThat(new Accounts(history.store()).require(TENANT, ID))
                .isEqualTo(new AccountStanding(AccountStatus.CLOSED, true, "UTC"));
    }

    @Test
    void seesAPlanThroughItsSnapshotAsThroughItsEvents() {
        PlanId pro = new PlanId("pro");
        StreamId stream = StreamId.of("plan", TENANT, pro);
        history.holds(
                stream,
                new PlanDefined(TENANT, pro, "Pro", List.of(new PlanPrice("EUR", BillingInterval.MONTH, 9_900)), 14),
                new PlanRetired(TENANT, pro));
        PlanTerms throughEvents = new Plans(history.store()).require(TENANT, pro);

        snapshot(Plan.class, stream);

        assertThat(history.of(stream)).hasSize(1).first().isInstanceOf(Plan.class);
        assertThat(new Plans(history.store()).require(TENANT, pro)).isEqualTo(throughEvents);
    }

    @Test
    void seesACampaignThroughItsSnapshotAsThroughItsEvents() {
        CampaignId spring = new CampaignId("spring");
        VariantId a = new VariantId("a");
        StreamId stream = StreamId.of("campaign", TENANT, spring);
        history.holds(
                stream,
                new CampaignDrafted(TENANT, spring, ID, "Spring", Channel.WEB),
                new VariantAdded(TENANT, spring, a, "A", 2),
                new CampaignLaunched(TENANT, spring, ID, List.of(new Variant(a, "A", 2)), "fixed-split/1"));
        Split throughEvents = new Campaigns(history.store()).require(TENANT, spring);

        snapshot(Campaign.class, stream);

        assertThat(history.of(stream)).hasSize(1).first().isInstanceOf(Campaign.class);
        assertThat(new Campaigns(history.store()).require(TENANT, spring)).isEqualTo(throughEvents);
    }

    private <A> void snapshot(Class<A> aggregate, StreamId stream) {
        long last = history.store().lastSequenceNumberFor(stream.value()).orElseThrow();
        Repository<A> repository = EventSourcingRepository.builder(aggregate)
                .eventStore(history.store())
                .build();
        DefaultUnitOfWork.startAndGet(null)
                .execute(() -> repository
                        .load(stream.value())
                        .execute(state -> history.store()
                                .storeSnapshot(new GenericDomainEventMessage<>(
                                        aggregate.getSimpleName(), stream.value(), last, state))));
    }

    @Test
    void keepsTenantsApart() {
        history.holds(STREAM, REGISTERED);
        Accounts accounts = new Accounts(history.store());

        assertThatExceptionOfType(Rejected.class)
                .isThrownBy(() -> accounts.require(new TenantId("other"), ID))
                .satisfies(rejected -> assertThat(rejected.code()).isEqualTo(ErrorCode.ACCOUNT_NOT_FOUND));
    }
}
