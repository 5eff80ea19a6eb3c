package dev.cauce.ml.churn.training;

import dev.cauce.contracts.message.Command;
import dev.cauce.contracts.model.ChurnTrainingRequested;
import dev.cauce.contracts.model.RecordChurnModel;
import dev.cauce.contracts.model.RecordChurnTrainingFailure;
import dev.cauce.ml.churn.features.FeatureFacts;
import dev.cauce.ml.churn.model.ChurnModel;
import dev.cauce.ml.churn.model.FeatureRow;
import dev.cauce.ml.churn.model.ModelQuality;
import dev.cauce.ml.churn.training.TrainingOutcome.RefusalCode;
import dev.cauce.ml.churn.training.TrainingOutcome.Refused;
import dev.cauce.ml.churn.training.TrainingOutcome.Trained;
import dev.cauce.platform.command.ProcessCommands;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToDoubleFunction;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trains a model when one is asked for, keeps it, and reports it. Its group is an effect, never reset; it takes
 * seconds, so it wants its claim extended and a thread that others do not wait for. Repeated after a crash it makes the
 * same model again, and the aggregate ignores the second report.
 */
@ProcessingGroup(ChurnTraining.GROUP)
@DisallowReplay
public final class ChurnTraining {

    /** The processing group; an effect, never reset. */
    public static final String GROUP = "churn-training";

    private static final Logger LOG = LoggerFactory.getLogger(ChurnTraining.class);
    private static final long LOOK_AGAIN_NANOS = Duration.ofMillis(20).toNanos();

    /** Of the model that this process trained last: what a graph shows when a training went wrong. */
    private static final AtomicReference<@Nullable ModelQuality> QUALITY = new AtomicReference<>();

    private final FeatureFacts facts;
    private final ChurnModelStore models;
    private final ProcessCommands commands;
    private final TrainingConfiguration configuration;
    private final long seed;
    private final Duration patience;

    /** @param patience how long to wait until every fact from before the request is there */
    public ChurnTraining(
            FeatureFacts facts,
            ChurnModelStore models,
            ProcessCommands commands,
            TrainingConfiguration configuration,
            long seed,
            Duration patience) {
        this.facts = facts;
        this.models = models;
        this.commands = commands;
        this.configuration = configuration;
        this.seed = seed;
        this.patience = patience;
    }

    @EventHandler
    void on(ChurnTrainingRequested event, @Timestamp Instant requestedAt) {
        Instant end = event.asOf().plus(Duration.ofDays(event.horizonDays()));
        TrainingOutcome outcome = end.isAfter(requestedAt)
                ? new Refused(
                        RefusalCode.CHURN_TRAINING_WINDOW_OPEN,
                        "who leaves within " + event.horizonDays() + " days after " + event.asOf() + " is known from "
                                + end + " on; ask for an earlier time or fewer days")
                : train(event, end);
        Command report = switch (outcome) {
            case Trained trained -> keep(event, trained.model());
            case Refused refused -> {
                LOG.warn("training {} made no model: {} ({})", event.trainingId(), refused.message(), refused.code());
                yield new RecordChurnTrainingFailure(
                        event.tenantId(), event.trainingId(), refused.code().name());
            }
        };
        commands.send(report);
    }

    private TrainingOutcome train(ChurnTrainingRequested event, Instant end) {
        awaitFacts(event);
        List<FeatureRow> rows = new ArrayList<>();
        facts.forEachPage(
                event.tenantId(),
                page -> page.forEach(
                        history -> history.trainingRow(event.asOf(), end).ifPresent(rows::add)));
        Timer.Sample sample = Timer.start(Metrics.globalRegistry);
        TrainingOutcome outcome = ChurnTrainer.train(rows, configuration, seed);
        sample.stop(Metrics.timer(
                "cauce.models.training",
                "model",
                "churn",
                "outcome",
                switch (outcome) {
                    case Trained trained -> "ok";
                    case Refused refused -> refused.code().name();
                }));
        return outcome;
    }

    private Command keep(ChurnTrainingRequested event, ChurnModel model) {
        models.save(event.tenantId(), model);
        show(model.quality());
        return new RecordChurnModel(
                event.tenantId(),
                event.trainingId(),
                model.version(),
                event.asOf(),
                event.horizonDays(),
                model.quality().rows(),
                model.quality().auc().estimate());
    }

    private void awaitFacts(ChurnTrainingRequested event) {
        long start = System.nanoTime();
        while (!facts.hasReached(event.tenantId(), event.trainingId())) {
            if (System.nanoTime() - start > patience.toNanos()
                    || Thread.currentThread().isInterrupted()) {
                throw new IllegalStateException(
                        "The facts before training " + event.trainingId() + " are not there yet; it is tried again.");
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
    }

    private static void show(ModelQuality trained) {
        QUALITY.set(trained);
        measure("auc", quality -> quality.auc().estimate());
        measure("log-loss", ModelQuality::logLoss);
        measure("brier", ModelQuality::brier);
        measure("calibration-error", ModelQuality::expectedCalibrationError);
    }

    private static void measure(String name, ToDoubleFunction<ModelQuality> of) {
        Gauge.builder("cauce.models.quality", () -> {
                    ModelQuality quality = QUALITY.get();
                    return quality == null ? Double.NaN : of.applyAsDouble(quality);
                })
                .tag("model", "churn")
                .tag("measure", name)
                .register(Metrics.globalRegistry);
    }
}
