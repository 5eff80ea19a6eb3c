package dev.cauce.query.revenue.web;

import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.contracts.revenue.ExplainReceivables;
import dev.cauce.contracts.revenue.ExplainRecovery;
import dev.cauce.contracts.revenue.ExplainRecurringRevenue;
import dev.cauce.contracts.revenue.FindReceivablesByAge;
import dev.cauce.contracts.revenue.FindRecoveryRates;
import dev.cauce.contracts.revenue.FindRecurringRevenue;
import dev.cauce.contracts.revenue.FindRevenueCohorts;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.access.CurrentRequest;
import dev.cauce.platform.query.QueryAsker;
import dev.cauce.rest.api.RevenueQueriesApi;
import dev.cauce.rest.model.ReceivablesAge;
import dev.cauce.rest.model.ReceivablesByAge;
import dev.cauce.rest.model.RecoveryCell;
import dev.cauce.rest.model.RecoveryRates;
import dev.cauce.rest.model.RecurringRevenue;
import dev.cauce.rest.model.RevenueCell;
import dev.cauce.rest.model.RevenueCohorts;
import dev.cauce.rest.model.RevenueExplanation;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;

/** Revenue over HTTP: as it moves, is owed and comes back. */
@RestController
public class RevenueQueriesController implements RevenueQueriesApi {

    private final QueryAsker queries;

    public RevenueQueriesController(QueryAsker queries) {
        this.queries = queries;
    }

    @Override
    public ResponseEntity<RecurringRevenue> getRecurringRevenue(
            String currency,
            String from,
            String to,
            @Nullable Instant asOf,
            @Nullable Instant knownAt,
            @Nullable String position) {
        return ResponseEntity.ok(RevenueJson.recurring(queries.require(
                new FindRecurringRevenue(tenant(), currency, from, to, asOf, knownAt), ErrorCode.NOT_FOUND)));
    }

    @Override
    public ResponseEntity<RevenueExplanation> explainRecurringRevenue(
            String currency,
            String month,
            RevenueCell cell,
            @Nullable String cohort,
            @Nullable Instant asOf,
            @Nullable Instant knownAt,
            @Nullable String cursor,
            Integer limit,
            @Nullable String position) {
        return ResponseEntity.ok(RevenueJson.explained(queries.require(
                new ExplainRecurringRevenue(
                        tenant(),
                        currency,
                        month,
                        dev.cauce.contracts.revenue.RevenueCell.valueOf(cell.name()),
                        cohort,
                        asOf,
                        knownAt,
                        cursor,
                        limit),
                ErrorCode.NOT_FOUND)));
    }

    @Override
    public ResponseEntity<RevenueCohorts> getRevenueCohorts(
            String currency,
            String from,
            String to,
            @Nullable Instant asOf,
            @Nullable Instant knownAt,
            @Nullable String position) {
        return ResponseEntity.ok(RevenueJson.cohorts(queries.require(
                new FindRevenueCohorts(tenant(), currency, from, to, asOf, knownAt), ErrorCode.NOT_FOUND)));
    }

    @Override
    public ResponseEntity<ReceivablesByAge> getReceivablesByAge(
            String currency, @Nullable Instant asOf, @Nullable Instant knownAt, @Nullable String position) {
        return ResponseEntity.ok(RevenueJson.receivables(
                queries.require(new FindReceivablesByAge(tenant(), currency, asOf, knownAt), ErrorCode.NOT_FOUND)));
    }

    @Override
    public ResponseEntity<RevenueExplanation> explainReceivables(
            String currency,
            ReceivablesAge age,
            @Nullable Instant asOf,
            @Nullable Instant knownAt,
            @Nullable String cursor,
            Integer limit,
            @Nullable String position) {
        return ResponseEntity.ok(RevenueJson.explained(queries.require(
                new ExplainReceivables(
                        tenant(),
                        currency,
                        dev.cauce.contracts.revenue.ReceivablesAge.valueOf(age.name()),
                        asOf,
                        knownAt,
                        cursor,
                        limit),
                ErrorCode.NOT_FOUND)));
    }

    @Override
    public ResponseEntity<RecoveryRates> getRecoveryRates(
            String currency,
            String from,
            String to,
            @Nullable Instant asOf,
            @Nullable Instant knownAt,
            @Nullable String position) {
        return ResponseEntity.ok(RevenueJson.recovery(queries.require(
                new FindRecoveryRates(tenant(), currency, from, to, asOf, knownAt), ErrorCode.NOT_FOUND)));
    }

    @Override
    public ResponseEntity<RevenueExplanation> explainRecovery(
            String currency,
            String month,
            String policyVersion,
            RecoveryCell cell,
            @Nullable Instant asOf,
            @Nullable Instant knownAt,
            @Nullable String cursor,
            Integer limit,
            @Nullable String position) {
        return ResponseEntity.ok(RevenueJson.explained(queries.require(
                new ExplainRecovery(
                        tenant(),
                        currency,
                        month,
                        policyVersion,
                        dev.cauce.contracts.revenue.RecoveryCell.valueOf(cell.name()),
                        asOf,
                        knownAt,
                        cursor,
                        limit),
                ErrorCode.NOT_FOUND)));
    }

    private static TenantId tenant() {
        return CurrentRequest.get().caller().tenantId();
    }
}
