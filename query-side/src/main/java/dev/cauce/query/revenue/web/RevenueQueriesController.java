package dev.cauce.query.revenue.web;

import dev.cauce.contracts.rejection.ErrorCode;
import dev.cauce.contracts.revenue.ExplainRecurringRevenue;
import dev.cauce.contracts.revenue.FindRecurringRevenue;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.access.CurrentRequest;
import dev.cauce.platform.query.QueryAsker;
import dev.cauce.rest.api.RevenueQueriesApi;
import dev.cauce.rest.model.MonthlyRevenue;
import dev.cauce.rest.model.RecurringRevenue;
import dev.cauce.rest.model.RevenueCause;
import dev.cauce.rest.model.RevenueExplanation;
import dev.cauce.rest.model.RevenueMovement;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;

/** Recurring revenue over HTTP. */
@RestController
public class RevenueQueriesController implements RevenueQueriesApi {

    private final QueryAsker queries;

    public RevenueQueriesController(QueryAsker queries) {
        this.queries = queries;
    }

    @Override
    public ResponseEntity<RecurringRevenue> getRecurringRevenue(
            String currency, String from, String to, @Nullable Instant asOf, @Nullable String position) {
        var revenue =
                queries.require(new FindRecurringRevenue(tenant(), currency, from, to, asOf), ErrorCode.NOT_FOUND);
        return ResponseEntity.ok(new RecurringRevenue(
                revenue.currency(),
                revenue.asOf(),
                revenue.months().stream().map(RevenueQueriesController::month).toList()));
    }

    private static MonthlyRevenue month(dev.cauce.contracts.revenue.MonthlyRevenue month) {
        return new MonthlyRevenue(
                        month.month(),
                        month.openingMinor(),
                        month.newMinor(),
                        month.expansionMinor(),
                        month.contractionMinor(),
                        month.churnMinor(),
                        month.reactivationMinor(),
                        month.closingMinor(),
                        month.arrMinor(),
                        month.payingAccounts())
                .arpaMinor(month.arpaMinor())
                .netRetention(month.netRetention())
                .grossRetention(month.grossRetention());
    }

    @Override
    public ResponseEntity<RevenueExplanation> explainRecurringRevenue(
            String currency,
            String month,
            RevenueMovement movement,
            @Nullable Instant asOf,
            @Nullable String cursor,
            Integer limit,
            @Nullable String position) {
        var explained = queries.require(
                new ExplainRecurringRevenue(
                        tenant(),
                        currency,
                        month,
                        dev.cauce.contracts.revenue.RevenueMovement.valueOf(movement.name()),
                        asOf,
                        cursor,
                        limit),
                ErrorCode.NOT_FOUND);
        return ResponseEntity.ok(new RevenueExplanation(
                        explained.amountMinor(),
                        explained.items().stream()
                                .map(cause -> new RevenueCause(
                                        cause.eventId(),
                                        cause.type(),
                                        cause.accountId(),
                                        cause.subscriptionId(),
                                        cause.at(),
                                        cause.amountMinor()))
                                .toList())
                .nextCursor(explained.nextCursor()));
    }

    private static TenantId tenant() {
        return CurrentRequest.get().caller().tenantId();
    }
}
