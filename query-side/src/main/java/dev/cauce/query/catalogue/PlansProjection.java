package dev.cauce.query.catalogue;

import static dev.cauce.platform.projection.Views.documentId;

import dev.cauce.contracts.catalogue.PlanDefined;
import dev.cauce.contracts.catalogue.PlanPriceSet;
import dev.cauce.contracts.catalogue.PlanRetired;
import dev.cauce.contracts.catalogue.PlanTermsStated;
import dev.cauce.contracts.catalogue.TrialEnd;
import dev.cauce.platform.projection.Views;
import java.time.Instant;
import java.util.Date;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.bson.Document;

/** Answers: what is sold, and at which prices? */
@ProcessingGroup(PlansProjection.NAME)
public final class PlansProjection {

    /** The projection, its processing group and its collection. */
    public static final String NAME = "plans";

    static final String PLAN = "plan";

    private final Views views;

    public PlansProjection(Views views) {
        this.views = views;
    }

    @EventHandler
    void on(PlanDefined event, @SequenceNumber long sequence, @Timestamp Instant at) {
        views.change(NAME, documentId(event.tenantId(), event.planId()), PLAN, sequence)
                .set("tenantId", event.tenantId().value())
                .set("planId", event.planId().value())
                .set("name", event.name())
                .set(
                        "prices",
                        event.prices().stream()
                                .map(price -> new Document("currency", price.currency())
                                        .append("interval", price.interval().name())
                                        .append("amountMinor", price.amountMinor()))
                                .toList())
                .set("trialDays", event.trialDays())
                .set("trialEnd", TrialEnd.CANCEL)
                .set("graceDays", 0)
                .set("retired", false)
                .set("definedAt", at);
    }

    @EventHandler
    void on(PlanPriceSet event, @SequenceNumber long sequence) {
        views.change(NAME, documentId(event.tenantId(), event.planId()), PLAN, sequence)
                .set(
                        "set." + event.currency() + "-" + event.interval() + "-" + event.version(),
                        new Document("version", event.version())
                                .append("currency", event.currency())
                                .append("interval", event.interval().name())
                                .append("amountMinor", event.amountMinor())
                                .append("billingMode", event.billingMode().name())
                                .append("validFrom", Date.from(event.validFrom())));
    }

    @EventHandler
    void on(PlanTermsStated event, @SequenceNumber long sequence) {
        views.change(NAME, documentId(event.tenantId(), event.planId()), PLAN, sequence)
                .set("trialDays", event.trialDays())
                .set("trialEnd", event.trialEnd())
                .set("graceDays", event.graceDays());
    }

    @EventHandler
    void on(PlanRetired event, @SequenceNumber long sequence) {
        views.change(NAME, documentId(event.tenantId(), event.planId()), PLAN, sequence)
                .set("retired", true);
    }

    @ResetHandler
    void reset() {
        views.clear(NAME);
    }
}
