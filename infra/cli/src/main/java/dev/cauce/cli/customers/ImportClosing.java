package dev.cauce.cli.customers;

import dev.cauce.cli.CommandFailed;
import dev.cauce.cli.Terminal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/** What is said at the end of an import, and the exit code it ends with. */
final class ImportClosing {
    private final Terminal terminal;
    private final ImportSummary summary;
    private final Path report;
    private final Duration elapsed;

    ImportClosing(Terminal terminal, ImportSummary summary, Path report, Duration elapsed) {
        this.terminal = terminal;
        this.summary = summary;
        this.report = report;
        this.elapsed = elapsed;
    }

    int tell(boolean dryRun) {
        if (summary.rows() == 0) {
            line("The file holds a header and no rows: there is nothing to import");
            return CommandFailed.NOTHING_DONE;
        }
        double seconds = Math.max(elapsed.toMillis(), 1) / 1000.0;
        if (dryRun) {
            line("Dry run: nothing was sent. Of %,d rows %,d are sound", summary.rows(), summary.imported());
        } else {
            line(
                    "%,d rows in %.1f s (%,.0f rows/s): %,d imported, %,d unchanged, %,d rejected",
                    summary.rows(),
                    seconds,
                    summary.rows() / seconds,
                    summary.imported(),
                    summary.unchanged(),
                    summary.rejected());
        }
        if (summary.accounts() + summary.subscriptions() + summary.cancellations() > 0) {
            line(
                    "%s%,d accounts, %,d subscriptions, %,d cancellations",
                    dryRun ? "They would become " : "New: ",
                    summary.accounts(),
                    summary.subscriptions(),
                    summary.cancellations());
        }
        if (summary.rejected() > 0) {
            tellRejections();
        }
        return summary.imported() + summary.unchanged() == 0 ? CommandFailed.NOTHING_DONE : 0;
    }

    private void tellRejections() {
        line("Rejected: %,d rows, all listed in %s", summary.rejected(), report);
        summary.codes().forEach((code, count) -> line("  %,6d  %s", count, code));
        for (Rejection rejection : summary.first()) {
            line(
                    "  line %d%s: %s",
                    rejection.line(),
                    rejection.column().isEmpty() ? "" : ", " + rejection.column(),
                    rejection.message());
        }
        if (summary.rejected() > summary.first().size()) {
            line("  …");
        }
    }

    private void line(String format, Object... values) {
        terminal.out().println(String.format(Locale.ROOT, format, values));
    }
}
