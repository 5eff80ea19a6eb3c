package dev.cauce.query.account.web;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.account.AccountSort;
import dev.cauce.contracts.account.AccountStatus;
import dev.cauce.contracts.account.FindAccountById;
import dev.cauce.contracts.account.ListAccounts;
import dev.cauce.contracts.catalogue.PlanId;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.access.CurrentRequest;
import dev.cauce.platform.query.QueryAsker;
import dev.cauce.platform.query.SortParameter;
import dev.cauce.rest.api.AccountQueriesApi;
import dev.cauce.rest.model.Account;
import dev.cauce.rest.model.AccountPage;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;

/** Accounts over HTTP, as they are now. */
@RestController
public class AccountQueriesController implements AccountQueriesApi {

    private static final Map<String, AccountSort> SORTS =
            Map.of("registeredAt", AccountSort.REGISTERED_AT, "companyName", AccountSort.COMPANY_NAME);

    private final QueryAsker queries;

    public AccountQueriesController(QueryAsker queries) {
        this.queries = queries;
    }

    @Override
    public ResponseEntity<Account> getAccount(String accountId, @Nullable String position) {
        var account =
                queries.require(new FindAccountById(tenant(), new AccountId(accountId)), ErrorCode.ACCOUNT_NOT_FOUND);
        return ResponseEntity.ok().eTag(Long.toString(account.version())).body(AccountJson.from(account));
    }

    @Override
    public ResponseEntity<AccountPage> listAccounts(
            dev.cauce.rest.model.@Nullable AccountStatus status,
            @Nullable String planId,
            @Nullable String q,
            String sort,
            @Nullable String cursor,
            Integer limit,
            @Nullable String position) {
        SortParameter<AccountSort> sorted = SortParameter.parse(sort, SORTS);
        var page = queries.require(
                new ListAccounts(
                        tenant(),
                        status == null ? null : AccountStatus.valueOf(status.name()),
                        planId == null ? null : new PlanId(planId),
                        q,
                        sorted.by(),
                        sorted.direction(),
                        cursor,
                        limit),
                ErrorCode.NOT_FOUND);
        return ResponseEntity.ok(
                new AccountPage(page.items().stream().map(AccountJson::from).toList()).nextCursor(page.nextCursor()));
    }

    private static TenantId tenant() {
        return CurrentRequest.get().caller().tenantId();
    }
}
