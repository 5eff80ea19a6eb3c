package dev.cauce.ml.churn.scoring.web;

import dev.cauce.contracts.account.AccountId;
import dev.cauce.contracts.model.ChurnRiskPage;
import dev.cauce.contracts.model.FindChurnModel;
import dev.cauce.contracts.model.FindChurnRisk;
import dev.cauce.contracts.model.ListChurnRisks;
import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.access.CurrentRequest;
import dev.cauce.platform.query.QueryAsker;
import dev.cauce.rest.api.ModelQueriesApi;
import dev.cauce.rest.model.ChurnBand;
import dev.cauce.rest.model.ChurnModel;
import dev.cauce.rest.model.ChurnRisk;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;

/** Churn risks and the churn model over HTTP. */
@RestController
public class ModelQueriesController implements ModelQueriesApi {

    private final QueryAsker queries;

    public ModelQueriesController(QueryAsker queries) {
        this.queries = queries;
    }

    @Override
    public ResponseEntity<ChurnRisk> getAccountChurnRisk(String accountId, @Nullable String position) {
        return ResponseEntity.ok(ChurnRiskJson.from(
                queries.require(new FindChurnRisk(tenant(), new AccountId(accountId)), ErrorCode.NOT_FOUND)));
    }

    @Override
    public ResponseEntity<dev.cauce.rest.model.ChurnRiskPage> listChurnRisks(
            @Nullable ChurnBand band, @Nullable String cursor, Integer limit, @Nullable String position) {
        ChurnRiskPage page = queries.require(
                new ListChurnRisks(tenant(), band == null ? null : band.getValue(), cursor, limit),
                ErrorCode.NOT_FOUND);
        return ResponseEntity.ok(new dev.cauce.rest.model.ChurnRiskPage(
                        page.items().stream().map(ChurnRiskJson::from).toList())
                .nextCursor(page.nextCursor()));
    }

    @Override
    public ResponseEntity<ChurnModel> getChurnModel(@Nullable String position) {
        return ResponseEntity.ok(
                ChurnRiskJson.from(queries.require(new FindChurnModel(tenant()), ErrorCode.NOT_FOUND)));
    }

    private static TenantId tenant() {
        return CurrentRequest.get().caller().tenantId();
    }
}
