package dev.cauce.ml.churn.training;

import dev.cauce.contracts.model.ChurnModelTrained;
import dev.cauce.platform.projection.Views;
import java.time.Instant;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;

/** Answers: which churn model is in use, and how good is it? One document a tenant. */
@ProcessingGroup(ChurnModelsProjection.NAME)
public final class ChurnModelsProjection {

    /** The projection, its processing group and its collection. */
    public static final String NAME = "churn-models";

    private final Views views;

    public ChurnModelsProjection(Views views) {
        this.views = views;
    }

    @EventHandler
    void on(ChurnModelTrained event, @SequenceNumber long sequence, @Timestamp Instant at) {
        views.change(NAME, event.tenantId().value(), "model", sequence)
                .set("modelVersion", event.modelVersion())
                .set("trainingId", event.trainingId())
                .set("asOf", event.asOf())
                .set("horizonDays", event.horizonDays())
                .set("trainedAt", at);
    }

    @ResetHandler
    void reset() {
        views.clear(NAME);
    }
}
