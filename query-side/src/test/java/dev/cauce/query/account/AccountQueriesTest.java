package dev.cauce.query.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.account.AccountPage;
import dev.cauce.contracts.account.AccountRegistered;
import dev.cauce.contracts.account.AccountSort;
import dev.cauce.contracts.account.AccountStatus;
import dev.cauce.contracts.account.AccountSuspended;
import dev.cauce.contracts.account.AccountView;
import dev.cauce.contracts.account.Attributes;
import dev.cauce.contracts.account.ListAccounts;
import dev.cauce.contracts.account.Origin;
import dev.cauce.contracts.catalogue.BillingInterval;
import dev.cauce.contracts.catalogue.PlanId;
import dev.cauce.contracts.message.Direction;
import dev.cauce.contracts.subscription.PlanChanged;
import dev.cauce.contracts.subscription.SubscriptionId;
import dev.cauce.contracts.subscription.SubscriptionStarted;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.rejection.Rejected;
import dev.cauce.query.ProjectionFixture;
import dev.cauce.query.ProjectionFixture.History;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccountQueriesTest {

    private static final TenantId ACME = new TenantId("acme");
    private static final TenantId OTHER = new TenantId("other");
    private static final Instant START = Instant.parse("2026-02-01T00:00:00Z");

    private final History history = new History();
    private ProjectionFixture fixture;
    private AccountQueries queries;

    @BeforeEach
    void start() {
        fixture = new ProjectionFixture(AccountsProjection::new);
        queries = new AccountQueries(fixture.mongo());
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    private void registered(TenantId tenant, String id, String company) {
        history.add(
                tenant + id,
                new AccountRegistered(
                        tenant,
                        new AccountId(id),
                        company,
                        null,
                        id + "@mail.example",
                        "fingerprint",
                        "Europe/Madrid",
                        null,
                        Origin.SIGN_UP,
                        null,
                        new Attributes(Map.of(), false)));
    }

    private void replayed() {
        fixture.reset();
        fixture.handle(history.events(), 200);
    }

    private List<String> ids(ListAccounts query) {
        return queries.handle(query).items().stream()
                .map(AccountView::accountId)
                .toList();
    }

    private static ListAccounts matching(String text) {
        return new ListAccounts(ACME, null, null, text, AccountSort.REGISTERED_AT, Direction.ASCENDING, null, 100);
    }

    private static ListAccounts onPlan(String plan) {
        return new ListAccounts(
                ACME, null, new PlanId(plan), null, AccountSort.REGISTERED_AT, Direction.ASCENDING, null, 100);
    }

    private static ListAccounts after(@Nullable String cursor, AccountSort sort, Direction direction, int limit) {
        return new ListAccounts(ACME, null, null, null, sort, direction, cursor, limit);
    }

    @ParameterizedTest
    @CsvSource({
        "COMPANY_NAME,ASCENDING",
        "COMPANY_NAME,DESCENDING",
        "REGISTERED_AT,ASCENDING",
        "REGISTERED_AT,DESCENDING"
    })
    void pagesOverTiesWithoutGapOrRepetition(AccountSort sort, Direction direction) {
        IntStream.rangeClosed(1, 7)
                .forEach(number -> registered(ACME, "a-" + number, number % 2 == 0 ? "Same" : "Ever"));
        registered(OTHER, "a-1", "Same");
        replayed();
        List<String> paged = new ArrayList<>();
        String cursor = null;
        do {
            AccountPage page = queries.handle(after(cursor, sort, direction, 2));
            assertThat(page.items()).hasSizeLessThanOrEqualTo(2).isNotEmpty();
            page.items().forEach(item -> paged.add(item.accountId()));
            cursor = page.nextCursor();
        } while (cursor != null);

        List<String> ascending = sort == AccountSort.REGISTERED_AT
                ? List.of("a-1", "a-2", "a-3", "a-4", "a-5", "a-6", "a-7")
                : List.of("a-1", "a-3", "a-5", "a-7", "a-2", "a-4", "a-6");
        assertThat(paged).isEqualTo(direction == Direction.ASCENDING ? ascending : ascending.reversed());
    }

    @Test
    void findsTextAsItIsWrittenAndNotAsAPattern() {
        registered(ACME, "a-1", "Plain");
        registered(ACME, "a-2", "Dots .* and \\Q quotes \\E");
        registered(OTHER, "a-3", "Plain");
        replayed();

        assertThat(ids(matching("pLaIn"))).containsExactly("a-1");
        assertThat(ids(matching(".*"))).containsExactly("a-2");
        assertThat(ids(matching("\\Q"))).containsExactly("a-2");
        assertThat(ids(matching("\\E"))).containsExactly("a-2");
        assertThat(ids(matching("a-1@mail"))).containsExactly("a-1");
        assertThat(ids(matching("^"))).isEmpty();
        assertThat(ids(matching("("))).isEmpty();
    }

    @Test
    void filtersByStatus() {
        registered(ACME, "a-1", "One");
        registered(ACME, "a-2", "Two");
        history.add(ACME + "a-2", new AccountSuspended(ACME, new AccountId("a-2"), "PAYMENT_OVERDUE"));
        replayed();

        assertThat(ids(new ListAccounts(
                        ACME,
                        AccountStatus.SUSPENDED,
                        null,
                        null,
                        AccountSort.REGISTERED_AT,
                        Direction.ASCENDING,
                        null,
                        100)))
                .containsExactly("a-2");
    }

    @Test
    void followsAPlanChange() {
        registered(ACME, "a-1", "One");
        AccountId account = new AccountId("a-1");
        SubscriptionId subscription = new SubscriptionId("s-1");
        history.add("s-1", started(account, subscription));
        replayed();
        assertThat(ids(onPlan("basic"))).containsExactly("a-1");
        assertThat(ids(onPlan("bas"))).isEmpty();

        history.add("s-1", changed(account, subscription, "basic", "pro"));
        replayed();
        assertThat(ids(onPlan("basic"))).isEmpty();
        assertThat(ids(onPlan("pro"))).containsExactly("a-1");

        history.add("s-1", changed(account, subscription, "pro", "basic"));
        replayed();
        assertThat(ids(onPlan("basic"))).containsExactly("a-1");
        assertThat(ids(onPlan("pro"))).isEmpty();
    }

    private static SubscriptionStarted started(AccountId account, SubscriptionId subscription) {
        return new SubscriptionStarted(
                ACME,
                subscription,
                account,
                new PlanId("basic"),
                "EUR",
                BillingInterval.MONTH,
                100,
                START,
                START,
                START.plusSeconds(60));
    }

    private static PlanChanged changed(AccountId account, SubscriptionId subscription, String from, String to) {
        return new PlanChanged(
                ACME, subscription, account, new PlanId(from), new PlanId(to), "EUR", BillingInterval.MONTH, 100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "!", "bm9uZQ", "e30", "{\"v\":{\"$gt\":\"\"},\"i\":\"x\"}", "{\"v\":1}", "[]", "{"})
    void refusesWhatIsNoCursor(String cursor) {
        registered(ACME, "a-1", "One");
        replayed();
        String encoded = cursor.startsWith("{")
                ? Base64.getUrlEncoder().encodeToString(cursor.getBytes(StandardCharsets.UTF_8))
                : cursor;

        assertThatThrownBy(() -> queries.handle(after(encoded, AccountSort.COMPANY_NAME, Direction.ASCENDING, 2)))
                .isInstanceOf(Rejected.class);
    }
}
