package dev.cauce.query.account;

import dev.cauce.contracts.account.AccountPage;
import dev.cauce.contracts.account.AccountView;
import dev.cauce.contracts.account.FindAccountById;
import dev.cauce.contracts.account.ListAccounts;
import dev.cauce.platform.projection.Keyset;
import dev.cauce.platform.projection.ViewIndexes;
import dev.cauce.platform.projection.Views;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;

/** Answers questions about accounts from the view of {@link AccountsProjection}. */
public final class AccountQueries implements ViewIndexes {

    private final MongoOperations mongo;

    public AccountQueries(MongoOperations mongo) {
        this.mongo = mongo;
    }

    @Override
    public void ensure(Indexes indexes) {
        for (String field : List.of("registeredAt", "companyName")) {
            indexes.list(AccountsProjection.NAME, List.of("tenantId"), field);
            indexes.list(AccountsProjection.NAME, List.of("tenantId", "status"), field);
        }
    }

    @QueryHandler
    @Nullable
    AccountView handle(FindAccountById query) {
        AccountDocument found = mongo.findById(
                Views.documentId(query.tenantId(), query.accountId()), AccountDocument.class, AccountsProjection.NAME);
        return found == null || !found.registrationSeen() ? null : found.view();
    }

    @QueryHandler
    AccountPage handle(ListAccounts query) {
        Criteria filters = Criteria.where("tenantId").is(query.tenantId().value());
        if (query.status() != null) {
            filters = filters.and("status").is(query.status().name());
        }
        if (query.planId() != null) {
            filters = filters.and("planKeys").regex("^" + Pattern.quote(query.planId() + "/"));
        }
        if (query.text() != null) {
            filters = filters.and("searchText").regex(Pattern.quote(query.text().toLowerCase(Locale.ROOT)));
        }
        String field = switch (query.sort()) {
            case REGISTERED_AT -> "registeredAt";
            case COMPANY_NAME -> "companyName";
        };
        Keyset keyset = new Keyset(field, query.direction(), query.cursor(), query.limit());
        List<AccountDocument> rows =
                mongo.find(keyset.applyTo(filters), AccountDocument.class, AccountsProjection.NAME);
        return keyset.page(
                rows,
                AccountDocument::view,
                row -> new Keyset.Key(
                        switch (query.sort()) {
                            case REGISTERED_AT -> row.registeredAt();
                            case COMPANY_NAME -> row.companyName();
                        },
                        row.id()),
                AccountPage::new);
    }

    /** The accounts of these documents, for live streams. */
    public List<AccountView> changed(Collection<String> documentIds) {
        Criteria complete =
                Criteria.where("_id").in(documentIds).and("tenantId").exists(true);
        return mongo.find(new Query(complete), AccountDocument.class, AccountsProjection.NAME).stream()
                .map(AccountDocument::view)
                .toList();
    }
}
