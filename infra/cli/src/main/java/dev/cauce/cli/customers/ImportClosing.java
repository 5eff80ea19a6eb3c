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
            say("The file holds a header and no rows: there is nothing to import");
            return CommandFailed.NOTHING_DONE;
        }
        double seconds = Math.max(elapsed.toMillis(), 1) / 1000.0;
        if (dryRun) {
            say("Dry run: nothing was sent. Of " + number(summary.rows()) + " rows " + number(summary.imported())
                    + " are sound");
        } else {
            say(String.format(
                    Locale.ROOT,
                    "%,d rows in %.1f s (%,.0f rows/s): %,d imported, %,d unchanged, %,d rejected",
                    summary.rows(),
                    seconds,
                    summary.rows() / seconds,
                    summary.imported(),
                    summary.unchanged(),
                    summary.rejected()));
        }
        if (summary.accounts() + summary.subscriptions() + summary.cancellations() > 0) {
            say((dryRun ? "They would become " : "New: ") + number(summary.accounts()) + " accounts, "
                    + number(summary.subscriptions()) + " subscriptions, " + number(summary.cancellations())
                    + " cancellations");
        }
        if (summary.rejected() > 0) {
            tellRejections();
        }
        return summary.imported() + summary.unchanged() == 0 ? CommandFailed.NOTHING_DONE : 0;
    }

    private void tellRejections() {
        say("Rejected: " + number(summary.rejected()) + " rows, all listed in " + report);
        summary.codes().forEach((code, count) -> say("  " + number(count) + " × " + code));
        for (Rejection rejection : summary.first()) {
            String column = rejection.column().isEmpty() ? "" : ", " + rejection.column();
            say("  line " + rejection.line() + column + ": " + rejection.message());
        }
        if (summary.rejected() > summary.first().size()) {
            say("  …");
        }
    }

    private static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    private void say(String text) {
        terminal.out().println(text);
    }
}
