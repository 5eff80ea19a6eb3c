package dev.cauce.query.dunning;

import static dev.cauce.platform.projection.Views.documentId;

import dev.cauce.contracts.dunning.DunningPolicyApproved;
import dev.cauce.contracts.dunning.DunningPolicyProposed;
import dev.cauce.contracts.dunning.DunningTerms;
import dev.cauce.contracts.tenant.TenantId;
import dev.cauce.platform.projection.ViewChange;
import dev.cauce.platform.projection.Views;
import java.util.TreeSet;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.SequenceNumber;

/** Answers: by which terms is debt collected, from when on, and were they approved? */
@ProcessingGroup(DunningPoliciesProjection.NAME)
public final class DunningPoliciesProjection {

    /** The projection, its processing group and its collection. */
    public static final String NAME = "dunning-policies";

    private static final String POLICY = "dunning-policy";

    private final Views views;

    public DunningPoliciesProjection(Views views) {
        this.views = views;
    }

    @EventHandler
    void on(DunningPolicyProposed event, @SequenceNumber long sequence) {
        DunningTerms terms = event.terms();
        change(event.tenantId(), event.policyVersion(), sequence)
                .set("tenantId", event.tenantId().value())
                .set("policyVersion", event.policyVersion())
                .set("effectiveFrom", event.effectiveFrom())
                .set("approved", false)
                .set("terms.windowDays", terms.windowDays())
                .set("terms.mostRetries", terms.mostRetries())
                .set("terms.retrySpanDays", terms.retrySpanDays())
                .set("terms.hoursBetweenRetries", terms.hoursBetweenRetries())
                .set("terms.graceDays", terms.graceDays())
                .set("terms.suspendAfterDays", terms.suspendAfterDays())
                .set("terms.finalAction", terms.finalAction())
                .set("terms.mostMessages", terms.mostMessages())
                .set("terms.messageEveryDays", terms.messageEveryDays())
                .set("terms.quietFromHour", terms.quietFromHour())
                .set("terms.quietToHour", terms.quietToHour())
                .set("terms.retryHour", terms.retryHour())
                .set("terms.paydays", new TreeSet<>(terms.paydays()))
                .set("terms.explorationShare", terms.explorationShare());
    }

    @EventHandler
    void on(DunningPolicyApproved event, @SequenceNumber long sequence) {
        change(event.tenantId(), event.policyVersion(), sequence)
                .set("effectiveFrom", event.effectiveFrom())
                .set("approved", true);
    }

    @ResetHandler
    void reset() {
        views.clear(NAME);
    }

    private ViewChange change(TenantId tenantId, String policyVersion, long sequence) {
        return views.change(NAME, documentId(tenantId, policyVersion), POLICY, sequence);
    }
}
